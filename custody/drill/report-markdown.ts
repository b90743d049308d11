import { cleanText } from './issue.ts';
import type { DrillReport, Fact } from './report.ts';
import { spanText } from './report.ts';
import { partNames, rtoText, ticks } from './report-words.ts';

/** A report as Markdown: text from sticks and people can neither mark up nor link anything. */
export function reportMarkdown(report: DrillReport): string {
  const { testers, recoveryPoint, record } = report;
  return `${[
    `# Drill report: ${escaped(report.label)}`,
    `**${report.verdict.toUpperCase()}**${report.isRehearsal ? ' (REHEARSAL)' : ''}: ${escaped(report.summary)}`,
    table([
      ['Date', escaped(report.date)],
      ['Type', escaped(report.kind)],
      ['Operator', escaped(testers.operator ?? '—')],
      ['Witnesses', escaped(testers.witnesses.join(', ') || '—')],
    ]),
    '## Tested backup',
    table(report.backup.map(factRow)),
    '## Objectives',
    report.objectives
      .map(({ text, state }) => `- ${ticks[state]} ${escaped(text)}${state === 'met' ? '' : ` (${state})`}`)
      .join('\n'),
    '## Results',
    table(report.results.map(factRow)),
    '## Time',
    table([
      ...report.times.map(({ part, milliseconds }): Row => [partNames[part], spanText(milliseconds)]),
      ['Total', spanText(report.total)],
      ['Recovery time', escaped(rtoText(report))],
    ]),
    '## Issues',
    report.issues.length === 0
      ? 'None.'
      : report.issues.map(({ severity, text }) => `- **${severity}**: ${escaped(text)}`).join('\n'),
    '## Recovery point',
    recoveryPoint === null
      ? 'Unknown.'
      : `${escaped(recoveryPoint)}: what was changed after it is not in this backup.`,
    '## Data restored',
    report.keys.length === 0
      ? 'None: the bundle was not opened.'
      : `In memory alone, and zeroed.\n\n${keysTable(report)}`,
    '## Next steps',
    report.nextSteps.map((step) => `- ☐ ${escaped(step)}`).join('\n'),
    '## Next due',
    report.nextDue.length === 0
      ? 'Unknown: no manifest tells.'
      : table(
          report.nextDue.map(({ duty, days, nextDue, overdueDays }) => [
            duty,
            `${nextDue}${overdueDays > 0 ? ` — OVERDUE by ${overdueDays} days` : ''} (every ${days} days)`,
          ]),
        ),
    '## Sign-off',
    table(report.signOff.map(({ role, name }) => [role, `${escaped(name ?? '')} — signature, date: `])),
    '## Record',
    'why' in record
      ? `No record was left on the stick: ${escaped(record.why)}`
      : [
          table([
            ['File', codeSpan(record.file)],
            ['SHA-256', codeSpan(record.sha256)],
            ['Words', escaped(record.words)],
          ]),
          'Bring this to the next drill: only this hash shows whether a record was taken away.',
        ].join('\n\n'),
    `Written by ${escaped(report.software)}.`,
  ].join('\n\n')}\n`;
}

type Row = readonly [string, string];

function table(rows: readonly Row[]): string {
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

function factRow({ name, value, isCode }: Fact): Row {
  return [name, value === null ? '—' : isCode ? codeSpan(value) : escaped(value)];
}

function keysTable({ keys }: DrillReport): string {
  const rows = keys.map(({ path, type, algorithm, fingerprint, address, differs }) =>
    [
      codeSpan(path),
      escaped(algorithm === null ? type : `${type}, ${algorithm}`),
      fingerprint === null ? '—' : codeSpan(fingerprint),
      address === null ? '—' : codeSpan(address),
      differs.length === 0 ? 'as sealed' : `**DIFFERS**: ${escaped(differs.join(', '))}`,
    ].join(' | '),
  );
  return [
    '| File | Kind | Fingerprint | Address | Compared |',
    '|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

/** Everything that Markdown gives a meaning becomes a character reference, which no parser takes for markup. */
function escaped(text: string): string {
  return cleanText(text)
    .replace(/[&<>`*_[\]\\|~#!@]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/(https?|ftp|www|mailto)(?=[:.])/gi, '$1&#8203;');
}

/** Code where that is safe; a back-tick or pipe would end it. */
function codeSpan(text: string): string {
  const line = cleanText(text);
  return /^[\w./:=+ -]+$/.test(line) && line.trim() === line ? `\`${line}\`` : escaped(line);
}
