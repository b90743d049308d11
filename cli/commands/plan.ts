import { foldedName } from '@quorate/crypto-core/archive/names';
import { purposes } from '@quorate/crypto-core/documents/manifest';
import { type Plan, phraseOnCards, readPlan, writePlan } from '@quorate/crypto-core/documents/plan';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { GivenPlan } from '@quorate/custody/ceremony/input';
import { writeFinishedFile } from '@quorate/custody/files/finish';
import type { Arguments, Command, Outcome } from '../command.ts';
import { hashLines } from '../hash-lines.ts';
import type { Io } from '../io.ts';
import { readPlanFile, required } from '../seal-input.ts';

/** `quorate plan`: writes or checks the one reviewable file that is a ceremony's whole input. */
export const plan: Command = {
  name: 'plan',
  summary: 'write or check a plan: the whole input of a ceremony, to be reviewed before it',
  usage: [
    'plan new FILE --label TEXT --operator NAME --witness NAME… --custodian "NAME @ PLACE"… --threshold K --source NAME…',
    'plan check FILE',
  ],
  example:
    'quorate plan new q4.plan.json --label "Validators Q4" --operator Ada --witness Ben --custodian "Cy @ Zurich" --custodian "Di @ Lyon" --custodian "Ed @ Oslo" --threshold 2 --source validator',
  help: [
    ['--label TEXT', 'what the ceremony is called, at most 64 characters'],
    ['--purpose WORD', `${purposes.join(', ')}; backup if not given`],
    ['--operator NAME', 'who runs the ceremony'],
    ['--witness NAME', 'who watches; at least one'],
    ['--custodian "NAME @ PLACE"', 'who holds a card, and where; once for each card, in order'],
    ['--threshold K', 'how many cards restore'],
    ['--source NAME[=ROLE]', 'a source of key files by the name it gets on the command line, and what it is'],
    ['--expect NAME=FINGERPRINT', 'a fingerprint or address that a source must hold'],
    ['--sticks N', 'how many sticks, 2 if not given'],
    ['--single-stick-reason TEXT', 'why there is only one stick'],
    ['--stick-location PLACE', 'where a stick is kept; once for each'],
    ['--stick-phrase TEXT', 'where the phrase that unlocks the sticks is kept; on the cards if not given'],
    ['--contact LINE', 'whom to ask in a disaster, for RECOVERY.txt on every stick'],
    ['--previous-closing-head HEX', 'the closing head of the ceremony before this one'],
    ['--publish-names', 'let the manifest on the stick name custodians and their places'],
  ],
  options: {
    label: { type: 'string' },
    purpose: { type: 'string' },
    operator: { type: 'string' },
    witness: { type: 'string', multiple: true },
    custodian: { type: 'string', multiple: true },
    threshold: { type: 'string' },
    source: { type: 'string', multiple: true },
    expect: { type: 'string', multiple: true },
    sticks: { type: 'string' },
    'single-stick-reason': { type: 'string' },
    'stick-location': { type: 'string', multiple: true },
    'stick-phrase': { type: 'string' },
    contact: { type: 'string', multiple: true },
    'previous-closing-head': { type: 'string' },
    'publish-names': { type: 'boolean' },
  },
  positionals: [2, 2],
  async run(args, io) {
    const [action, path] = args.positionals as [string, string];
    if (action === 'check') return show(readPlanFile(path), path, io);
    if (action !== 'new') {
      throw new QuorateError(
        'usage-arguments',
        `quorate plan knows "new" and "check"`,
        'see quorate plan --help',
      );
    }
    const bytes = writePlan(planFrom(args));
    checkPlan(bytes);
    writeFinishedFile(path, bytes, 0o644);
    if (args.texts('contact').length === 0) {
      io.say(
        'note: without --contact the sticks name nobody to ask, and a custodian may be the one who finds them',
      );
    }
    return show(readPlanFile(path), path, io);
  },
};

function planFrom(args: Arguments): Plan {
  const threshold = args.number('threshold') ?? Number(required(args, 'threshold', 'how many cards restore'));
  checkOptions(args, threshold);
  return {
    format: 'quorate-plan',
    version: 1,
    label: required(args, 'label', 'what the ceremony is called'),
    purpose: (args.text('purpose') ?? 'backup') as Plan['purpose'],
    operator: required(args, 'operator', 'who runs the ceremony'),
    witnesses: [...args.texts('witness')],
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
    verification: defaultVerification,
    contacts: [...args.texts('contact')],
    overrides: [],
  };
}

/** What no plan can do without, held against the options it comes from. */
function checkOptions(args: Arguments, threshold: number): void {
  const [custodians, witnesses] = [args.texts('custodian'), args.texts('witness')];
  const names = args.texts('source').map((source) => source.split('=')[0] as string);
  const operator = foldedName(args.text('operator') ?? '');
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
  if (witnesses.some((witness) => foldedName(witness) === operator)) {
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

/** Days between the checks, unless the plan is edited: the format's own. */
const defaultVerification: Plan['verification'] = {
  integrityDays: 7,
  openingDays: 30,
  restoreDays: 90,
  mediaDays: 1825,
  keyRotationDays: 365,
  retentionDays: null,
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

function sourceFrom(argument: string, expected: readonly string[]): Plan['sources'][number] {
  const [name = '', role] = argument.split('=');
  const expect = expected
    .filter((entry) => entry.startsWith(`${name}=`))
    .map((entry) => entry.slice(name.length + 1));
  return { name, role: role ?? null, host: null, created: null, expect };
}

function show({ plan: checked, planSha256 }: GivenPlan, path: string, io: Io): Outcome {
  const cards = checked.custodians.map(
    ({ name, location }, index) => `card ${String(index + 1).padEnd(9)}${name}, ${location}`,
  );
  io.print(
    `plan          ${path}`,
    ...hashLines('its hash', planSha256),
    `ceremony      "${checked.label}", ${checked.purpose}`,
    `operator      ${checked.operator}`,
    `witnesses     ${checked.witnesses.join(', ')}`,
    `cards         any ${checked.threshold} of ${checked.custodians.length} restore`,
    ...cards,
    `sources       ${checked.sources.map(({ name }) => name).join(', ')}`,
    `sticks        ${checked.sticks}`,
  );
  return { json: { ok: true, plan: path, sha256: planSha256, content: checked } };
}
