import type { CheckResult, PreflightReport } from '@quorate/custody/preflight/check';
import { runPreflight } from '@quorate/custody/preflight/run';
import type { Command } from '../command.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { programFacts, programHashOf, programHelp } from '../program-facts.ts';

const words = { pass: 'PASS ', warn: 'WARN ', block: 'BLOCK' } as const;

/** `quorate preflight`: whether this machine is fit for a ceremony, with the evidence. */
export const preflight: Command = {
  name: 'preflight',
  summary: 'check that this machine is off the network and fit for a ceremony; show the evidence',
  usage: ['preflight [--rehearsal] [--program-hash HEX]'],
  example:
    'quorate preflight --program-hash 0c1f6d7a9be2f3415d8877a1c3b0e4d25f6a7b8c9d0e1f2031425364758697a8',
  help: [['--rehearsal', 'warn where a ceremony blocks'], programHelp],
  options: { rehearsal: { type: 'boolean' }, 'program-hash': { type: 'string' } },
  positionals: [0, 0],
  async run(args, io) {
    const report = runPreflight({
      purpose: args.flag('rehearsal') ? 'rehearsal' : 'ceremony',
      now: new Date(),
      software: programFacts(programHashOf(args)),
    });
    io.print(...preflightLines(report));
    const blocking = report.results.filter(({ verdict }) => verdict === 'block');
    const warning = report.results.filter(({ verdict }) => verdict === 'warn');
    io.print(`${report.results.length} checks: ${blocking.length} block, ${warning.length} warn`);
    if (blocking.length > 0) {
      io.say(
        `quorate: not fit for a ceremony: ${blocking.map(({ id }) => id).join(', ')}`,
        'hint: each BLOCK line above is followed by what to do; an override needs a reason and a witness in the plan',
      );
    }
    return {
      json: { ok: blocking.length === 0, ...report },
      exitCode: blocking.length === 0 ? 0 : exitCodeOf('guard'),
    };
  },
};

/** A report as lines: verdict, check and finding in columns; below them the evidence and what to do. */
export function preflightLines(report: PreflightReport): string[] {
  const width = Math.max(...report.results.map(({ id }) => id.length));
  return report.results.flatMap((result) => linesOf(result, width));
}

function linesOf({ id, verdict, finding, evidence, confirm, remedy }: CheckResult, width: number): string[] {
  const margin = ' '.repeat(width + 7);
  return [
    `${words[verdict]} ${id.padEnd(width)} ${finding}`,
    ...evidence.map((line) => `${margin}  ${line}`),
    ...(confirm === null ? [] : [`${margin}! ${confirm}`]),
    ...(remedy === null ? [] : [`${margin}> ${remedy}`]),
  ];
}
