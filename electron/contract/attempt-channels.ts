import * as v from 'valibot';
import type { AttemptReading, AttemptView, DrillView, RecoveryView } from './attempt-views.ts';
import type { ChannelTable } from './channel.ts';
import { cardText, count, handle, name, nothing, sentence, text } from './fields.ts';
import type { CardCheck } from './views.ts';

const people = { operator: v.nullable(name), witnesses: v.pipe(v.array(name), v.maxLength(20)) };

/** Fingerprints, addresses or public keys that production is known by. */
const expected = v.pipe(v.array(text(2000)), v.maxLength(200));

/** What a drill or a recovery is asked for: what they share, and what each has of its own. */
export const attemptChannels = {
  'attempt.look': { owner: 'worker', request: nothing },
  /** Reads the ceremony's folder of a stick. Several may be taken up; one is then used. */
  'attempt.takeStick': {
    owner: 'worker',
    request: v.strictObject({
      file: handle,
      /** As it stands on a card; null: not compared with paper. */
      folderHash: v.nullable(text(200)),
    }),
  },
  /** Puts a stick aside again that was taken up. */
  'attempt.dropStick': { owner: 'worker', request: v.strictObject({ stick: count }) },
  /** Goes on with bundle and cards alone. */
  'attempt.acceptTampering': { owner: 'worker', request: v.strictObject({ sentence }) },
  /** Whether typed text is a card's, before it is proved. */
  'attempt.checkCard': { owner: 'worker', request: v.strictObject({ text: cardText }) },
  'attempt.readCard': {
    owner: 'worker',
    request: v.strictObject({
      text: cardText,
      how: v.picklist(['camera', 'typed']),
      isAccepted: v.boolean(),
    }),
  },
  'attempt.readCardImage': { owner: 'worker', request: v.strictObject({ file: handle }) },
  /** Opens the bundle in memory with the cards that were read. */
  'attempt.openBundle': { owner: 'worker', request: nothing },
  /** Ends it where it stands, with a record of what was tried where a card was read. */
  'attempt.giveUp': { owner: 'worker', request: nothing },
  'attempt.printReport': { owner: 'worker', request: nothing },
  /** Writes the report into a folder: Markdown where there is one, a page to print, and JSON. */
  'attempt.saveReport': { owner: 'worker', request: v.strictObject({ file: handle }) },

  'drill.begin': {
    owner: 'worker',
    request: v.strictObject({
      stick: count,
      kind: v.picklist(['integrity', 'opening', 'restore', 'roll-call', 'full']),
      ...people,
      /** The record's hash or its words from the last report; null: none at hand. */
      lastRecord: v.nullable(text(300)),
      detected: v.nullable(text(40)),
      started: v.nullable(text(40)),
      /** A folder in which a new one is made for a full drill; null for the other kinds. */
      sandbox: v.nullable(handle),
    }),
  },
  'drill.compare': { owner: 'worker', request: v.strictObject({ expected }) },
  /** Restores into the sandbox. */
  'drill.restore': { owner: 'worker', request: nothing },
  /** Leaves the record, and makes the report. */
  'drill.finish': { owner: 'worker', request: nothing },
  'drill.removeSandbox': { owner: 'worker', request: nothing },

  'recovery.begin': {
    owner: 'worker',
    request: v.strictObject({
      stick: count,
      ...people,
      /** When the loss was noticed and the work began, UTC; null: not said. */
      detected: v.nullable(text(40)),
      started: v.nullable(text(40)),
    }),
  },
  /** Uses the card that was refused as not listed: somebody said yes to it. */
  'recovery.acceptUnlisted': { owner: 'worker', request: nothing },
  /** Settles what would be written where; may be asked again with something else. Nothing is written. */
  'recovery.plan': {
    owner: 'worker',
    request: v.strictObject({
      destination: handle,
      /** A folder that is made in it; null: right into it. */
      newFolder: v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/))),
      /** Paths of the files that shall come back; empty: all. */
      only: v.pipe(v.array(text(1000)), v.maxLength(2000)),
      layout: v.picklist(['as-imported', 'flat']),
      form: v.nullable(v.literal('pkcs8-der')),
      mayMove: v.boolean(),
      originalStopped: v.boolean(),
      /** Decimal digits; null: not known. */
      minHeight: v.nullable(v.pipe(v.string(), v.regex(/^\d{1,19}$/))),
      /** The original's own state file. */
      state: v.nullable(handle),
      /** Takes the backup's own states where nobody knows better; what they are is then agreed to one by one. */
      acceptStale: v.boolean(),
      expected,
    }),
  },
  'recovery.restore': {
    owner: 'worker',
    request: v.strictObject({
      /** What was typed to agree to the moves; null where there are none. */
      moves: v.nullable(sentence),
      /** The height of every state of the plan's `stale`, typed by a person. */
      stale: v.pipe(
        v.array(v.strictObject({ path: text(1000), height: v.pipe(v.string(), v.regex(/^\d{1,19}$/)) })),
        v.maxLength(200),
      ),
    }),
  },
} as const satisfies ChannelTable;

interface OtherValues {
  'attempt.checkCard': CardCheck;
  'attempt.readCard': AttemptReading;
  'attempt.readCardImage': AttemptReading;
}

/** What answers them: the drill or the recovery as it then stands, where nothing else is said. */
export type AttemptValues = {
  [C in keyof typeof attemptChannels]: C extends keyof OtherValues
    ? OtherValues[C]
    : C extends `drill.${string}`
      ? DrillView
      : C extends `recovery.${string}`
        ? RecoveryView
        : AttemptView;
};
