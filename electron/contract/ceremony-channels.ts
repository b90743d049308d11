import * as v from 'valibot';
import type { ChannelTable } from './channel.ts';
import {
  cardText,
  count,
  declaration,
  handle,
  name,
  nothing,
  sentence,
  sha256,
  text,
  twoPeople,
} from './fields.ts';
import type { CardCheck, CardReading, CardRow, CeremonyView, PlanView, StickFacts } from './views.ts';

const custodian = v.strictObject({ name, location: name });

const draft = v.strictObject({
  label: text(64),
  operator: name,
  witnesses: v.pipe(v.array(name), v.maxLength(99)),
  custodians: v.pipe(v.array(custodian), v.maxLength(255)),
  threshold: count,
  sources: v.pipe(v.array(name), v.maxLength(200)),
  sticks: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99)),
  singleStickReason: v.nullable(sentence),
  stickLocations: v.pipe(v.array(name), v.maxLength(99)),
  stickPhrase: v.nullable(sentence),
  /** As it stands on the receipt of the ceremony before. */
  previousClosingHead: v.nullable(text(100)),
  contacts: v.pipe(v.array(sentence), v.maxLength(20)),
});

/** What a person fills in where no plan file was prepared. */
export type PlanDraft = v.InferOutput<typeof draft>;

/** What a ceremony is asked for. */
export const ceremonyChannels = {
  /** Back to the first screen, from a ceremony that has ended. */
  'ceremony.leave': { owner: 'main', request: nothing },
  'ceremony.open': { owner: 'main', request: v.strictObject({ isRehearsal: v.boolean() }) },
  'ceremony.look': { owner: 'worker', request: nothing },
  'ceremony.preflight': { owner: 'worker', request: nothing },
  'ceremony.override': {
    owner: 'worker',
    request: v.strictObject({ check: text(40), reason: sentence, witness: name }),
  },
  'ceremony.confirmDate': { owner: 'worker', request: v.strictObject({ date: text(20) }) },
  'ceremony.passPreflight': { owner: 'worker', request: nothing },
  'ceremony.draftPlan': { owner: 'worker', request: v.strictObject({ draft }) },
  'ceremony.readPlan': { owner: 'worker', request: v.strictObject({ file: handle }) },
  'ceremony.confirmPlan': {
    owner: 'worker',
    request: v.strictObject({ people: twoPeople, planSha256: sha256 }),
  },
  'ceremony.importKeys': {
    owner: 'worker',
    request: v.strictObject({
      sources: v.pipe(v.array(v.strictObject({ name, file: handle })), v.minLength(1), v.maxLength(200)),
      /** Of the keyrings of these sources: they go into the bundle too. */
      keyringPasswords: v.exactOptional(
        v.pipe(v.array(v.strictObject({ name, password: text(256) })), v.maxLength(200)),
      ),
    }),
  },
  /** Fresh sample keys for every source: in a rehearsal alone. */
  'ceremony.importSamples': { owner: 'worker', request: nothing },
  'ceremony.releaseKeys': { owner: 'worker', request: nothing },
  'ceremony.confirmKeys': {
    owner: 'worker',
    /** Whether somebody said that every node was stopped when its signing state was copied; asked only where there is one. */
    request: v.strictObject({ isStopped: v.exactOptional(v.boolean()) }),
  },
  'ceremony.seal': { owner: 'worker', request: nothing },
  /** What lies at a place, before anything is written there. */
  'ceremony.lookAtStick': { owner: 'worker', request: v.strictObject({ stick: count, file: handle }) },
  'ceremony.writeStick': {
    owner: 'worker',
    request: v.strictObject({
      stick: count,
      file: handle,
      declaration: v.nullable(declaration),
    }),
  },
  'ceremony.verifyStick': {
    owner: 'worker',
    request: v.strictObject({ stick: count, replugged: v.boolean() }),
  },
  'ceremony.giveUpStick': { owner: 'worker', request: v.strictObject({ stick: count }) },
  'ceremony.finishSticks': {
    owner: 'worker',
    request: v.strictObject({
      fewer: v.nullable(v.strictObject({ reason: sentence, people: twoPeople })),
    }),
  },
  /** What lies in the printer. */
  'ceremony.useSheet': { owner: 'worker', request: v.strictObject({ sheet: v.picklist(['a4', 'letter']) }) },
  /** The phrase that is printed on every card; empty: the sticks have none. */
  'ceremony.stickPhrase': { owner: 'worker', request: v.strictObject({ phrase: text(200) }) },
  'ceremony.printCard': {
    owner: 'worker',
    request: v.strictObject({
      card: count,
      /** `by-hand`: no printer works; the rows are shown to the custodian, who copies them. */
      how: v.picklist(['printer', 'by-hand']),
      reprint: v.nullable(v.strictObject({ reason: sentence, people: twoPeople })),
    }),
  },
  /** A row of the card that is being copied by hand. */
  'ceremony.showRow': { owner: 'worker', request: v.strictObject({ row: count }) },
  /** Whether typed text is a card's, before it is proved. */
  'ceremony.checkCard': { owner: 'worker', request: v.strictObject({ text: cardText }) },
  'ceremony.readCard': {
    owner: 'worker',
    request: v.strictObject({
      card: count,
      text: cardText,
      how: v.picklist(['camera', 'typed']),
      isAccepted: v.boolean(),
    }),
  },
  'ceremony.readCardImage': { owner: 'worker', request: v.strictObject({ card: count, file: handle }) },
  'ceremony.finishCards': { owner: 'worker', request: nothing },
  'ceremony.letGo': { owner: 'worker', request: nothing },
  'ceremony.signOff': { owner: 'worker', request: v.strictObject({ people: twoPeople }) },
  'ceremony.close': { owner: 'worker', request: nothing },
  'ceremony.deliver': { owner: 'worker', request: v.strictObject({ stick: count }) },
  'ceremony.endDelivery': { owner: 'worker', request: nothing },
  'ceremony.printPaper': {
    owner: 'worker',
    request: v.strictObject({ paper: v.picklist(['script', 'blank-cards', 'transcript', 'receipt']) }),
  },
  /** Stops what is going on, where that is safe. Answered at once. */
  'ceremony.cancel': { owner: 'worker', request: nothing },
  'ceremony.back': { owner: 'worker', request: nothing },
  'ceremony.abort': { owner: 'worker', request: v.strictObject({ reason: sentence }) },
} as const satisfies ChannelTable;

interface OtherValues {
  'ceremony.leave': null;
  'ceremony.cancel': null;
  'ceremony.readCard': CardReading;
  'ceremony.readCardImage': CardReading;
  'ceremony.draftPlan': PlanView;
  'ceremony.readPlan': PlanView;
  'ceremony.lookAtStick': StickFacts;
  'ceremony.checkCard': CardCheck;
  'ceremony.showRow': CardRow;
}

/** What answers them: the ceremony as it then stands, where nothing else is said. */
export type CeremonyValues = {
  [C in keyof typeof ceremonyChannels]: C extends keyof OtherValues ? OtherValues[C] : CeremonyView;
};
