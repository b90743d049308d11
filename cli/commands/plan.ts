import { purposes } from '@quorate/crypto-core/documents/manifest';
import type { Plan } from '@quorate/crypto-core/documents/plan';
import { toUtf8 } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import type { GivenPlan } from '@quorate/custody/ceremony/input';
import { checkPlanReasons, custodianNamedIn } from '@quorate/custody/ceremony/reasons';
import { writeFinishedFile } from '@quorate/custody/files/finish';
import { renderScript } from '@quorate/custody/papers/script-page';
import { resilienceOf } from '@quorate/custody/people/resilience';
import { matrixLines, resilienceMatrix } from '@quorate/custody/people/resilience-matrix';
import { cardFonts } from '../assets.ts';
import type { Arguments, Command, Outcome } from '../command.ts';
import { hashLines } from '../hash-lines.ts';
import type { Io } from '../io.ts';
import { planFrom } from '../plan-from-options.ts';
import { paperOf, readPlanFile } from '../seal-input.ts';

/** `quorate plan`: writes or checks the one reviewable file that is a ceremony's whole input. */
export const plan: Command = {
  name: 'plan',
  summary: 'write or check a plan: the whole input of a ceremony, to be reviewed before it',
  usage: [
    'plan new FILE --label TEXT --operator NAME --witness NAME… --custodian "NAME @ PLACE"… --threshold K --source NAME…',
    'plan check FILE [--script PAGE.html]',
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
    ['--override "CHECK=REASON @ WITNESS"', 'let a check of the preflight pass that blocks'],
    ['--script PAGE.html', 'write the script of the ceremony: to print before it, with boxes to initial'],
    ['--paper SIZE', 'of the script: a6, the default, stands for A4, letter-quarter for Letter'],
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
    override: { type: 'string', multiple: true },
    script: { type: 'string' },
    paper: { type: 'string' },
  },
  positionals: [2, 2],
  async run(args, io) {
    const [action, path] = args.positionals as [string, string];
    if (action === 'check') return show(readPlanFile(path), path, args, io);
    if (action !== 'new') {
      throw new QuorateError(
        'usage-arguments',
        `quorate plan knows "new" and "check"`,
        'see quorate plan --help',
      );
    }
    writeFinishedFile(path, planFrom(args), 0o644);
    if (args.texts('contact').length === 0) {
      io.say(
        'note: without --contact the sticks name nobody to ask, and a custodian may be the one who finds them',
      );
    }
    return show(readPlanFile(path), path, args, io);
  },
};

function show(given: GivenPlan, path: string, args: Arguments, io: Io): Outcome {
  const { plan: checked, planSha256 } = given;
  checkPlanReasons(checked);
  const resilience = resilienceOf(checked);
  const warnings = [...resilience.warnings, ...labelWarnings(checked)];
  const matrix = resilienceMatrix(resilience);
  const script = args.text('script') ?? null;
  if (script !== null) {
    const page = renderScript(checked, planSha256, cardFonts(), paperOf(args) === 'a6' ? 'a4' : 'letter');
    writeFinishedFile(script, toUtf8(page), 0o644);
    io.say(`script to print before the ceremony: ${script}`);
  }
  const cards = checked.custodians.map(
    ({ name, location }, index) => `card ${String(index + 1).padEnd(9)}${name}, ${location}`,
  );
  io.print(
    `plan          ${path}`,
    ...hashLines('its hash', planSha256),
    ...(checked.previousClosingHead === null ? [] : hashLines('follows', checked.previousClosingHead)),
    `ceremony      "${checked.label}", ${checked.purpose}`,
    `operator      ${checked.operator}`,
    `witnesses     ${checked.witnesses.join(', ')}`,
    `cards         any ${checked.threshold} of ${checked.custodians.length} restore`,
    ...cards,
    `sources       ${checked.sources.map(({ name }) => name).join(', ')}`,
    `sticks        ${checked.sticks}`,
    ...checked.overrides.map(
      ({ check, reason, witness }) => `override      ${check}: ${reason} (${witness})`,
    ),
    ...resilience.sentences.map((sentence) => `survives      ${sentence}`),
    ...(matrix === null ? [] : matrixLines(matrix)),
    ...warnings.map((warning) => `WARNING       ${warning}`),
  );
  const { sentences } = resilience;
  return {
    json: { ok: true, plan: path, sha256: planSha256, content: checked, sentences, warnings, script },
  };
}

/** The label stands in the folder's name and in the journal, open on every stick. */
function labelWarnings({ label, custodians, publishNames }: Plan): string[] {
  const named = publishNames ? null : custodianNamedIn(label, custodians);
  if (named === null) return [];
  return [
    `the label names the custodian ${named}: it stands open on every stick, and whoever finds one learns whom to press`,
  ];
}
