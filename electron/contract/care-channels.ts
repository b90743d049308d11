import * as v from 'valibot';
import type { CareView, TargetFacts } from './care-views.ts';
import type { ChannelTable } from './channel.ts';
import { count, declaration, handle, name, nothing, sentence, text } from './fields.ts';

const people = { operator: name, witnesses: v.pipe(v.array(name), v.maxLength(20)) };

/** What sticks and cards need between ceremonies. Records go onto every stick that was taken up. */
export const careChannels = {
  'care.look': { owner: 'worker', request: nothing },
  'care.takeStick': {
    owner: 'worker',
    request: v.strictObject({ file: handle, folderHash: v.nullable(text(200)) }),
  },
  /** Holds every stick against a folder hash that somebody typed from a card. */
  'care.comparePaper': { owner: 'worker', request: v.strictObject({ folderHash: text(200) }) },
  'care.dropStick': { owner: 'worker', request: v.strictObject({ stick: count }) },
  'care.handover': {
    owner: 'worker',
    request: v.strictObject({
      card: count,
      from: name,
      to: name,
      bag: v.nullable(name),
      newBag: v.nullable(name),
      ...people,
    }),
  },
  'care.reportLost': {
    owner: 'worker',
    request: v.strictObject({
      /** Either a card's number or what a stick is known by. */
      what: v.variant('kind', [
        v.strictObject({ kind: v.literal('card'), card: count }),
        v.strictObject({ kind: v.literal('stick'), stick: name }),
      ]),
      reason: v.nullable(sentence),
      ...people,
    }),
  },
  /** Holds all sticks that were taken up against each other. */
  'care.compare': { owner: 'worker', request: nothing },
  /** Records on every stick that all were found alike and as they were sealed. */
  'care.recordCheck': { owner: 'worker', request: v.strictObject(people) },
  'care.repair': { owner: 'worker', request: v.strictObject({ sentence, ...people }) },
  /** What lies at a place, before a copy is written there. */
  'care.lookAtTarget': { owner: 'worker', request: v.strictObject({ from: count, file: handle }) },
  'care.copy': {
    owner: 'worker',
    request: v.strictObject({
      from: count,
      file: handle,
      declaration: v.nullable(declaration),
      ...people,
    }),
  },
  /** Stops what is going on, where that is safe. Answered at once. */
  'care.cancel': { owner: 'worker', request: nothing },
} as const satisfies ChannelTable;

interface OtherValues {
  'care.lookAtTarget': TargetFacts;
  'care.cancel': null;
}

/** What answers them: how things then stand, where nothing else is said. */
export type CareValues = {
  [C in keyof typeof careChannels]: C extends keyof OtherValues ? OtherValues[C] : CareView;
};
