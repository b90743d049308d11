import type { Plan } from '@quorate/crypto-core/documents/plan';
import type { Step } from '../ceremony/machine/state.ts';

/** Where in a ceremony a step stands: the steps of its state machine. */
export type Part = Exclude<Step, 'aborted'>;

/** Who acts in a step. */
export type Actor = 'operator' | 'witness' | 'everybody' | `custodian of card ${number}`;

/** What completes a step: an event of the journal, and of which stick or card. */
export interface Completion {
  /** As the journal names it. */
  readonly event: string;
  /** Number of the stick or card; null where the event happens for the ceremony as a whole. */
  readonly number: number | null;
}

/** One line of a ceremony's script. */
export interface ScriptStep {
  /** From 1. */
  readonly number: number;
  readonly part: Part;
  readonly who: Actor;
  /** Read aloud. */
  readonly says: string;
  /** Empty for what only people can confirm: their initials on paper are the evidence. */
  readonly completedBy: readonly Completion[];
}

/** Events that no step asks for. The transcript shows them beside the step they belong to. */
export const unasked = [
  'preflight.overridden',
  'keys.released',
  'stick.failed',
  'card.reprinted',
  'step.back',
  'ceremony.aborted',
] as const;

type Line = Omit<ScriptStep, 'number' | 'part'>;

/** The steps of a ceremony, in their order: the one list behind script and transcript. Follows from the plan alone. */
export function scriptSteps(plan: Plan): ScriptStep[] {
  const parts: Readonly<Record<Part, readonly Line[]>> = {
    preflight: preflight(plan),
    people: people(plan),
    keys: keys(plan),
    seal,
    sticks: sticks(plan),
    cards: cards(plan),
    'roll-call': rollCall(plan),
    'sign-off': signOff(plan),
    deliver: deliver(plan),
    closed: closed(plan),
  };
  return Object.entries(parts)
    .flatMap(([part, lines]) => lines.map((line) => ({ part: part as Part, ...line })))
    .map((line, index) => ({ number: index + 1, ...line }));
}

function step(who: Actor, says: string, event?: string, number: number | null = null): Line {
  return { who, says, completedBy: event === undefined ? [] : [{ event, number }] };
}

function preflight({ purpose }: Plan): Line[] {
  const choice = purpose === 'rehearsal' ? 'a rehearsal' : 'a new ceremony';
  return [
    step(
      'operator',
      'Read aloud from this paper: label, purpose, and the hash of the plan, twelve words. Everybody follows on their own copy.',
    ),
    step(
      'operator',
      `Start the program, with ${choice}. Read the ceremony’s id aloud; write it on this paper.`,
      'ceremony.opened',
    ),
    step(
      'operator',
      'Let the machine check itself. Read aloud every line that did not pass, and follow its remedy.',
      'preflight.done',
    ),
    step(
      'witness',
      'Look at your watch. Read date and time from it, and compare both with the screen.',
      'date.confirmed',
    ),
    step(
      'operator',
      'Go on only when nothing blocks. To override a check takes a reason and a witness by name.',
      'preflight.passed',
    ),
  ];
}

/** A ceremony that was lost or replaced shows here or never: somebody holds a receipt that the plan does not name. */
function people({ previousClosingHead }: Plan): Line[] {
  const before =
    previousClosingHead === null
      ? 'This plan names no ceremony before it. Whoever holds a receipt of an earlier one says so now.'
      : 'Lay the receipt of the ceremony before this one beside this paper. Compare its closing head with the one that the plan names, all words and all digits.';
  return [
    step('everybody', 'Say your name and your part. Switch phones and cameras off, or take them outside.'),
    step('witness', before),
    step(
      'operator',
      'Read aloud what this choice of people and places survives. Whoever disagrees says so now.',
    ),
    step(
      'witness',
      'Compare the hash of the plan on the screen with this paper, all words and all digits. Then both type your names.',
      'plan.confirmed',
    ),
  ];
}

/** More names than these make no sentence. */
const namedSources = 4;

function keys({ sources }: Plan): Line[] {
  const names = sources.slice(0, namedSources).map(({ name }) => `“${name}”`);
  const more = sources.length - names.length;
  const which = [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return [
    step('operator', `Plug in the import stick. Choose the key files of ${which}.`, 'key.imported'),
    step(
      'witness',
      'Read each fingerprint from the screen. Compare it with what production shows, not with this machine.',
      'keys.confirmed',
    ),
  ];
}

const seal: readonly Line[] = [
  step(
    'operator',
    'Take the import stick out. Seal. The passphrase is made, split and tested; nobody sees it.',
    'bundle.sealed',
  ),
  step(
    'operator',
    'Read aloud the id of the card set and the folder hash. The witness writes down the id, and the first and last eight digits of the hash.',
    'folder.sealed',
  ),
];

function sticks({ sticks: count }: Plan): Line[] {
  const each = numbers(count).flatMap((n) => [
    step(
      'operator',
      `Plug in stick ${n} of ${count}. Write it, and wait until it is read back.`,
      'stick.written',
      n,
    ),
    step(
      'witness',
      `Take stick ${n} out, mark it ${n}, plug it in again. Let it be verified.`,
      'stick.verified',
      n,
    ),
  ]);
  const enough = count === 1 ? 'the one stick of the plan is' : `all ${count} sticks are`;
  return [
    ...each,
    step(
      'operator',
      `Check that ${enough} verified. Fewer than two, or than planned, takes a reason and two people.`,
      'sticks.finished',
    ),
  ];
}

function cards({ custodians }: Plan): Line[] {
  const count = custodians.length;
  const each = custodians.flatMap(({ name }, index) => {
    const n = index + 1;
    const who: Actor = `custodian of card ${n}`;
    return [
      step(who, `Only ${name} looks at the printer. Print card ${n} of ${count}.`, 'card.printed', n),
      step(who, `Read card ${n} back. Show it to nobody, then lay it face down.`, 'card.proved', n),
    ];
  });
  return [
    ...each,
    step('operator', `Check that all ${count} cards were read back unchanged.`, 'cards.finished'),
  ];
}

function rollCall({ custodians }: Plan): Line[] {
  return [
    step(
      'operator',
      `Call the cards, 1 to ${custodians.length}. Each custodian puts the card into a bag, closes it, reads the bag’s number aloud, and signs for it.`,
    ),
    step(
      'operator',
      'Let the secret go. Read aloud what the screen says: the vault is empty. What was typed stays in memory until the machine is off.',
      'vault.wiped',
    ),
  ];
}

function signOff({ witnesses, custodians }: Plan): Line[] {
  const who = witnesses.length === 1 ? 'Compare' : 'Every witness:';
  const compare = witnesses.length === 1 ? '' : ' compare';
  return [
    step(
      'witness',
      `${who}${compare} the counts of keys, sticks and ${custodians.length} cards with what you saw. Type your name beside the operator’s.`,
      'signed.off',
    ),
    step(
      'operator',
      'Close the ceremony. Read the closing head aloud, twelve words. Every witness writes down the first and the last of them.',
      'ceremony.closed',
    ),
  ];
}

function deliver({ sticks: count }: Plan): Line[] {
  return [
    ...numbers(count).map((n) =>
      step(
        'operator',
        `Plug in stick ${n} of ${count}. Deliver the closing record, wait until it is read back, take the stick out.`,
        'stick.delivered',
        n,
      ),
    ),
    step(
      'operator',
      'End the delivery. Read aloud which sticks are still without the closing record, if any.',
      'delivery.ended',
    ),
  ];
}

function closed({ purpose, verification, stickLocations }: Plan): Line[] {
  const { integrityDays, openingDays, restoreDays } = verification;
  const places = new Set(stickLocations).size;
  const where = places > 1 ? `, in ${places} places, as the plan says` : '';
  const keep =
    purpose === 'rehearsal'
      ? step('everybody', 'This was a rehearsal. Shred its cards, and wipe its sticks.')
      : step(
          'everybody',
          `Take sticks and cards away separately${where}. A stick never lies with a card, nor two cards together.`,
        );
  return [
    step(
      'operator',
      'Print the transcript, and a receipt for every witness. Everybody reads and signs the transcript.',
    ),
    step(
      'operator',
      'Empty the printer’s queue and switch the printer off. A printer with a disk of its own stays here until that is wiped.',
    ),
    step(
      'witness',
      'Destroy the import stick, or wipe it with its maker’s secure erase. Shredding files is not enough: flash memory keeps old copies that no program reaches.',
    ),
    keep,
    step(
      'operator',
      `Agree on the next drills: sticks checked in ${days(integrityDays)}, opened with cards in ${days(openingDays)}, restored in ${days(restoreDays)}. Write the dates down.`,
    ),
    step('operator', 'Switch the machine off. Unplug it and wait a minute, until its memory has faded.'),
  ];
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
