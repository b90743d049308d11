import {
  type Plan,
  phraseOnCards,
  readPlan,
  usualVerification,
  writePlan,
} from '@quorate/crypto-core/documents/plan';
import { QuorateError } from '@quorate/crypto-core/errors';
import { checkReason } from '@quorate/custody/ceremony/reasons';
import { isSamePerson } from '@quorate/custody/people/same-person';
import { checkIds } from '@quorate/custody/preflight/check';
import type { Arguments } from './command.ts';
import { required } from './seal-input.ts';

/**
 * The plan that the options of `quorate plan new` describe, as the bytes of its file.
 * @throws `usage-arguments`, `usage-option`, naming the option
 */
export function planFrom(args: Arguments): Uint8Array {
  const plan = drafted(args);
  const bytes = writePlan(plan);
  checkPlan(bytes);
  checkReasons(plan);
  return bytes;
}

function drafted(args: Arguments): Plan {
  const threshold = args.number('threshold') ?? Number(required(args, 'threshold', 'how many cards restore'));
  checkOptions(args, threshold);
  const witnesses = [...args.texts('witness')];
  return {
    format: 'quorate-plan',
    version: 1,
    label: required(args, 'label', 'what the ceremony is called'),
    purpose: (args.text('purpose') ?? 'backup') as Plan['purpose'],
    operator: required(args, 'operator', 'who runs the ceremony'),
    witnesses,
    custodians: args.texts('custodian').map(custodianFrom),
    threshold,
    publishNames: args.flag('publish-names'),
    sources: args.texts('source').map((source) => sourceFrom(source, args.texts('expect'))),
    sticks: args.number('sticks') ?? 2,
    singleStickReason: args.text('single-stick-reason') ?? null,
    stickLocations: [...args.texts('stick-location')],
    stickPhrase: args.text('stick-phrase') ?? phraseOnCards,
    previousClosingHead: args.text('previous-closing-head') ?? null,
    supersedes: null,
    verification: usualVerification,
    contacts: [...args.texts('contact')],
    overrides: args.texts('override').map((override) => overrideFrom(override, witnesses)),
  };
}

/** What no plan can do without, held against the options it comes from. */
function checkOptions(args: Arguments, threshold: number): void {
  const [custodians, witnesses] = [args.texts('custodian'), args.texts('witness')];
  const names = args.texts('source').map((source) => source.split('=')[0] as string);
  const operator = args.text('operator') ?? '';
  const twice = names.find((name, index) => names.indexOf(name) < index);
  const unknown = args.texts('expect').find((entry) => !names.includes(entry.split('=')[0] as string));
  const wrong = (what: string, hint: string) => new QuorateError('usage-option', what, hint);
  if (custodians.length < 2) {
    throw wrong(
      `--custodian is given ${custodians.length === 0 ? 'not at all' : 'once'}: fewer than two cards split nothing`,
      'give --custodian "NAME @ PLACE" once for each card',
    );
  }
  if (threshold < 2 || threshold > custodians.length) {
    throw wrong(
      `--threshold ${threshold} cannot be: there are ${custodians.length} cards (--custodian)`,
      `give --threshold a number from 2 to ${custodians.length}`,
    );
  }
  if (witnesses.length === 0) throw wrong('--witness is missing', 'a ceremony needs a person who watches');
  if (witnesses.some((witness) => isSamePerson(witness, operator))) {
    throw wrong('--witness names the operator', 'nobody can watch themselves: give another person');
  }
  if (names.length === 0) throw wrong('--source is missing', 'give the name of each source of key files');
  if (twice !== undefined) throw wrong(`--source ${twice} is given twice`, 'give each source its own name');
  if (unknown !== undefined) {
    throw wrong(
      '--expect does not begin with the name of a --source',
      'give it as NAME=FINGERPRINT, with the NAME of a --source',
    );
  }
  if (args.number('sticks') === 1 && args.text('single-stick-reason') === undefined) {
    throw wrong(
      '--sticks 1 needs a reason: one stick is lost in one fire',
      'give --single-stick-reason TEXT',
    );
  }
}

/** Every other rule of plans: what breaks one was typed on the command line, so it is a matter of usage. */
function checkPlan(bytes: Uint8Array): void {
  try {
    readPlan(bytes);
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    const member = /: member (\w+)/.exec(error.message)?.[1] ?? '';
    const option = optionOf[member];
    throw new QuorateError(
      'usage-option',
      option === undefined ? error.message : `--${option}: ${error.message}`,
      'see quorate plan --help',
    );
  }
}

/** What the journal will keep for the finder of a stick. */
function checkReasons({ custodians, overrides, singleStickReason }: Plan): void {
  if (singleStickReason !== null) checkReason(singleStickReason, custodians, '--single-stick-reason');
  for (const { check, reason } of overrides) {
    checkReason(reason, custodians, `--override ${check}: the reason`);
  }
}

/** The option that fills a member of the plan. */
const optionOf: Readonly<Record<string, string>> = {
  label: 'label',
  purpose: 'purpose',
  operator: 'operator',
  witnesses: 'witness',
  custodians: 'custodian',
  sources: 'source',
  sticks: 'sticks',
  singleStickReason: 'single-stick-reason',
  stickLocations: 'stick-location',
  stickPhrase: 'stick-phrase',
  contacts: 'contact',
  previousClosingHead: 'previous-closing-head',
};

function custodianFrom(argument: string): Plan['custodians'][number] {
  const [, name, location] = /^(.+?)\s*@\s*(.+)$/.exec(argument) ?? [];
  if (name === undefined || location === undefined) {
    throw new QuorateError(
      'usage-option',
      `--custodian takes "NAME @ PLACE", not ${JSON.stringify(argument.slice(0, 60))}`,
      'for example --custodian "Ada Lovelace @ Zurich safe"',
    );
  }
  return { name: name.trim(), location: location.trim(), openpgp: null };
}

function overrideFrom(argument: string, witnesses: readonly string[]): Plan['overrides'][number] {
  const [, check, reason, witness] = /^([a-z-]+)\s*=\s*(.+?)\s*@\s*([^@]+)$/.exec(argument) ?? [];
  if (check === undefined || reason === undefined || witness === undefined) {
    throw new QuorateError(
      'usage-option',
      `--override takes "CHECK=REASON @ WITNESS", not ${JSON.stringify(argument.slice(0, 60))}`,
      'for example --override "interfaces=the docking station cannot be unplugged @ Grace Hopper"',
    );
  }
  if (!(checkIds as readonly string[]).includes(check)) {
    throw new QuorateError(
      'usage-option',
      `--override knows no check ${JSON.stringify(check.slice(0, 40))}`,
      `one of ${checkIds.join(', ')}`,
    );
  }
  if (!witnesses.some((name) => isSamePerson(name, witness))) {
    throw new QuorateError(
      'usage-option',
      `--override ${check} names ${JSON.stringify(witness.trim().slice(0, 120))}, who is no --witness`,
      'a witness of the ceremony must stand for it',
    );
  }
  return { check, reason: reason.trim(), witness: witness.trim() };
}

function sourceFrom(argument: string, expected: readonly string[]): Plan['sources'][number] {
  const [name = '', role] = argument.split('=');
  const expect = expected
    .filter((entry) => entry.startsWith(`${name}=`))
    .map((entry) => entry.slice(name.length + 1));
  return { name, role: role ?? null, host: null, created: null, expect };
}
