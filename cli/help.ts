import type { Command, Program } from './command.ts';

/** What `--help` prints. */
export function programHelp(program: Program): string {
  const width = Math.max(...program.commands.map(({ name }) => name.length));
  const commands = program.commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    `${program.name} ${program.version}: ${program.summary}`,
    '',
    `Usage: ${program.name} COMMAND …`,
    '',
    ...commands,
    '',
    `${program.name} COMMAND --help says more, with an example. Every command takes --json.`,
    'Exit codes: 0 done, 2 usage, 3 integrity, 4 cards, 5 refused by a guard, 6 medium, 1 anything else.',
    '',
  ].join('\n');
}

/** What `COMMAND --help` prints. */
export function commandHelp(program: Program, command: Command): string {
  const rows = [
    ...command.help,
    ['--json', 'print one JSON object on standard output'],
    ['--help', 'this text'],
  ] as const;
  const width = Math.max(...rows.map(([option]) => option.length));
  return [
    `${program.name} ${command.name}: ${command.summary}`,
    '',
    ...command.usage.map((line, index) => `${index === 0 ? 'Usage:' : '      '} ${program.name} ${line}`),
    '',
    ...rows.map(([option, what]) => `  ${option.padEnd(width)}  ${what}`),
    '',
    `Example: ${command.example}`,
    '',
  ].join('\n');
}
