import * as v from 'valibot';
import { cardText, count, handle, name, nothing, sentence, sha256, text, twoPeople } from './fields.ts';
import type {
  AboutView,
  CardCheck,
  CardReading,
  CardRow,
  CeremonyView,
  ChosenFile,
  PlanView,
  StickFacts,
} from './views.ts';

/** Who answers a channel: main itself, or the worker that holds the ceremony. */
type Owner = 'main' | 'worker';

/** A channel: who answers it, and what a request must look like. */
export interface Channel {
  readonly owner: Owner;
  readonly request: v.GenericSchema;
}

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

/** Every message a window may send. What is not here is refused by the gate. */
export const channels = {
  'app.about': { owner: 'main', request: nothing },
  'app.quit': { owner: 'main', request: nothing },
  'files.choose': {
    owner: 'main',
    request: v.strictObject({ what: v.picklist(['keys', 'folder', 'plan', 'stick', 'image']) }),
  },
  'scan.camera': { owner: 'main', request: v.strictObject({ isOpen: v.boolean() }) },
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
    }),
  },
  /** Fresh sample keys for every source: in a rehearsal alone. */
  'ceremony.importSamples': { owner: 'worker', request: nothing },
  'ceremony.releaseKeys': { owner: 'worker', request: nothing },
  'ceremony.confirmKeys': { owner: 'worker', request: nothing },
  'ceremony.seal': { owner: 'worker', request: nothing },
  /** What lies at a place, before anything is written there. */
  'ceremony.lookAtStick': { owner: 'worker', request: v.strictObject({ stick: count, file: handle }) },
  'ceremony.writeStick': {
    owner: 'worker',
    request: v.strictObject({
      stick: count,
      file: handle,
      /** What the operator says of a stick that is not seen to be encrypted. */
      declaration: v.nullable(
        v.variant('kind', [
          v.strictObject({ kind: v.literal('hardware') }),
          v.strictObject({ kind: v.literal('none'), reason: sentence }),
        ]),
      ),
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
} as const satisfies Record<string, Channel>;

/** Name of a channel. */
export type ChannelName = keyof typeof channels;

/** What a window sends on a channel. */
export type RequestOf<C extends ChannelName> = v.InferOutput<(typeof channels)[C]['request']>;

/** What answers a channel: the ceremony as it then stands, where nothing else is said. */
export type ValueOf<C extends ChannelName> = C extends 'app.about'
  ? AboutView
  : C extends 'app.quit' | 'scan.camera' | 'ceremony.cancel' | 'ceremony.leave'
    ? null
    : C extends 'files.choose'
      ? readonly ChosenFile[]
      : C extends 'ceremony.readCard' | 'ceremony.readCardImage'
        ? CardReading
        : C extends 'ceremony.draftPlan' | 'ceremony.readPlan'
          ? PlanView
          : C extends 'ceremony.lookAtStick'
            ? StickFacts
            : C extends 'ceremony.checkCard'
              ? CardCheck
              : C extends 'ceremony.showRow'
                ? CardRow
                : CeremonyView;

/** The channels that the worker answers. */
export type WorkerChannel = {
  [C in ChannelName]: (typeof channels)[C]['owner'] extends 'worker' ? C : never;
}[ChannelName];

/** True for a channel of this name: own members only, so that `__proto__` is none. */
export function isChannel(value: unknown): value is ChannelName {
  return typeof value === 'string' && Object.hasOwn(channels, value);
}

/**
 * Reads a request by its channel's schema, which allows no member that was not agreed.
 * @returns null for what does not fit
 */
export function parseRequest(channel: ChannelName, request: unknown): { readonly value: unknown } | null {
  const parsed = v.safeParse(channels[channel].request, request);
  return parsed.success ? { value: parsed.output } : null;
}
