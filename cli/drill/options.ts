import { resolve } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { isCleanText } from '@quorate/crypto-core/json/fields';
import { type DrillKind, drillKinds, kindOf } from '@quorate/custody/drill/kinds';
import { typedTime } from '@quorate/custody/drill/objective';
import type { Arguments, OptionTable } from '../command.ts';

/** Options of a drill besides those of folder and cards. */
export const drillOptions: OptionTable = {
  kind: { type: 'string' },
  expect: { type: 'string', multiple: true },
  report: { type: 'string' },
  operator: { type: 'string' },
  witness: { type: 'string', multiple: true },
  'last-record': { type: 'string' },
  detected: { type: 'string' },
  started: { type: 'string' },
  sandbox: { type: 'string' },
  'remove-sandbox': { type: 'boolean' },
};

/** Help lines of {@link drillOptions}. */
export const drillHelp = [
  ['--kind KIND', `${drillKinds.join(', ')}; restore when not given`],
  ['--expect FINGERPRINT', 'a fingerprint or address that production is known by; again for each'],
  ['--report DIR', 'where the report goes: Markdown, a page to print, and JSON'],
  ['--operator NAME', 'who holds the drill, for record and report'],
  ['--witness NAME', 'who watches; again for each'],
  ['--last-record HEX', "the record's hash from the last report; at a terminal it is asked for"],
  ['--detected TIME', 'when the loss was noticed, UTC: "2027-02-18 09:00"; the recovery time counts from it'],
  ['--started TIME', 'when the work began, UTC'],
  ['--sandbox DIR', 'for a full drill: a new folder in memory that the keys are restored into'],
  ['--remove-sandbox', 'remove it at the end; at a terminal it is asked for'],
] as const;

/** What a drill is asked for. */
export interface DrillWishes {
  readonly kind: DrillKind;
  readonly expected: readonly string[];
  readonly reportFolder: string | null;
  readonly operator: string | null;
  readonly witnesses: readonly string[];
  readonly lastRecord: string | null;
  readonly detected: string | null;
  readonly started: string | null;
  readonly sandbox: string | null;
  readonly removeSandbox: boolean;
}

/** @throws `usage-option` for options that do not go together, names and times that cannot be */
export function drillWishes(args: Arguments, now: Date): DrillWishes {
  const named = args.text('kind') ?? 'restore';
  const kind = kindOf(named);
  if (kind === null) {
    throw refusal(`--kind knows no ${named.slice(0, 40)}`, `use one of: ${drillKinds.join(', ')}`);
  }
  const [expected, sandbox] = [args.texts('expect'), args.text('sandbox')];
  const compares = kind === 'restore' || kind === 'full';
  if (expected.length > 0 && !compares) {
    throw refusal(
      `a drill of the kind ${kind} compares no keys`,
      'leave --expect out, or take --kind restore',
    );
  }
  if (kind === 'integrity' && args.texts('share').length > 0) {
    throw refusal('an integrity drill reads no card', 'leave --share out, or take --kind restore');
  }
  if ((kind === 'full') !== (sandbox !== undefined)) {
    throw refusal(
      '--kind full and --sandbox belong together',
      'for example --kind full --sandbox /dev/shm/drill',
    );
  }
  const time = (option: string) => {
    const text = args.text(option);
    return text === undefined ? null : typedTime(text, `--${option}`, now);
  };
  const [detected, started] = [time('detected'), time('started')];
  if (detected !== null && started !== null && detected > started) {
    throw refusal('the work began before the loss was noticed', 'look at --detected and --started again');
  }
  const [report, operator] = [args.text('report'), args.text('operator')];
  return {
    kind,
    expected,
    reportFolder: report === undefined ? null : resolve(report),
    operator: operator === undefined ? null : nameOf(operator),
    witnesses: args.texts('witness').map(nameOf),
    lastRecord: args.text('last-record') ?? null,
    detected,
    started,
    sandbox: sandbox === undefined ? null : resolve(sandbox),
    removeSandbox: args.flag('remove-sandbox'),
  };
}

/** A name as a record may hold it. */
function nameOf(name: string): string {
  if (isCleanText(name) && [...name].length <= 120) return name;
  throw refusal('a name has control characters or more than 120 characters', 'give it as it is written');
}

function refusal(message: string, hint: string): QuorateError {
  return new QuorateError('usage-option', message, hint);
}
