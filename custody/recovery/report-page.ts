import type { CardFonts } from '../cards/card-fonts.ts';
import { spanText } from '../drill/report.ts';
import { reportStyle } from '../drill/report-style.ts';
import { outside } from '../papers/outside-text.ts';
import { facts } from '../papers/paper-parts.ts';
import { printedDocument } from '../print/document.ts';
import { type RecoveryReport, type ReportedFile, recoveryParts, recoveryTimeText } from './report.ts';

/**
 * The report of a recovery as one self-contained HTML document for A4, in the style of the drill's: no script, nothing
 * fetched. All text is escaped, and kept from turning the text around it.
 * @param fonts null where none are at hand
 */
export function recoveryReportPage(report: RecoveryReport, fonts: CardFonts | null): string {
  const { moves, leftOut, signing, signOff } = report;
  const body = `<main>
${top(report)}
<div class="two">
<section><h2>Held</h2>${facts(held(report))}</section>
<section><h2>Time</h2>${times(report)}</section>
</div>
<section><h2>Backup</h2>${facts(backup(report))}</section>
<section><h2>Differences</h2>${differences(report)}</section>
<section><h2>Files, read back from where they lie</h2>${files(report)}</section>
<section><h2>Signing states</h2>${signing.length === 0 ? '<p>Nothing that signs blocks was restored.</p>' : signingTable(report)}</section>
${moves.length === 0 ? '' : `<section><h2>Moved aside</h2>${moved(report)}</section>`}
${leftOut.length === 0 ? '' : `<section><h2>Not restored</h2>${list(leftOut.map(({ path, why }) => [path, why]))}</section>`}
<section><h2>Record on the stick</h2>${record(report)}</section>
<section><h2>Sign-off</h2><div class="sign">${signOff.map(signature).join('')}</div></section>
<p class="foot"><span>Written by ${outside(report.software)}. Nothing in this report is secret.</span><span>${outside(report.date)}</span></p>
</main>`;
  return printedDocument({ title: 'Recovery report', style: reportStyle(fonts), body, hasImages: false });
}

function top({ label, verdict, isRehearsal, date, summary, files: all }: RecoveryReport): string {
  const count = `${all.length} file${all.length === 1 ? '' : 's'}`;
  return `<header class="top">
<div><p class="brand">Quorate recovery report — ${outside(date.slice(0, 10))}</p>
<h1>${outside(label)}</h1>
<p class="sub">${outside(summary)}</p></div>
<p class="verdict${verdict === 'differs' ? ' failed' : ''}"><b>${verdict.toUpperCase()}</b><span>${count}</span></p>
</header>
${isRehearsal ? '<p class="rehearsal">REHEARSAL</p>' : ''}`;
}

type Row = readonly [name: string, html: string];

function held({ date, people, machineUnfit, expected }: RecoveryReport): Row[] {
  return [
    ['Date', outside(date)],
    ['Operator', outside(people.operator ?? '—')],
    ['Witnesses', outside(people.witnesses.join(', ') || '—')],
    [
      'Machine',
      machineUnfit.length === 0
        ? 'fit for a ceremony'
        : `not fit for a ceremony, and used all the same: ${outside(machineUnfit.join(', '))}`,
    ],
    ['Production', expected.length === 0 ? 'no fingerprint was given' : outside(expected.join(', '))],
  ];
}

function backup({ backup: from, cards, unlistedCards, destination, layout, form }: RecoveryReport): Row[] {
  const unlisted = unlistedCards.length === 0 ? '' : `; not listed, and used: ${unlistedCards.join(', ')}`;
  return [
    ['Ceremony', `${code(from.ceremonyId)}, ${outside(from.purpose)}`],
    ['Sealed', `${outside(from.made)}: what was changed after it is not in this backup`],
    ['Card set', `${code(from.setId)}, any ${from.threshold} of ${from.count}`],
    ['Cards used', `${cards.join(', ')}${unlisted}`],
    ['Stick', from.stick === null ? '—' : code(from.stick)],
    ['Folder', code(from.folder)],
    ['Folder hash', from.folderHash === null ? '—' : code(from.folderHash)],
    ['On paper', from.isAuthenticated ? 'the folder hash is the one on paper' : 'not compared with paper'],
    ['Destination', `${code(destination.path)}${warning(destination.warning)}`],
    ['Written', `${layout}${form === null ? ', as backed up' : `, as ${form}`}`],
  ];
}

function warning(text: string | null): string {
  return text === null ? '' : `<br><b>${outside(text)}</b>`;
}

function times(report: RecoveryReport): string {
  const row = (name: string, milliseconds: number, attribute = '') =>
    `<tr${attribute}><td>${name}</td><td class="number">${spanText(milliseconds)}</td></tr>`;
  const parts = report.times.map(({ part, milliseconds }) => row(recoveryParts[part], milliseconds));
  return `<table class="plain">${parts.join('')}${row('Total', report.total, ' class="total"')}</table>
<p class="goal${report.rto.isMet ? '' : ' missed'}"><b>Recovery time:</b> ${outside(recoveryTimeText(report))}</p>`;
}

function differences({ different, backup: { tamperings } }: RecoveryReport): string {
  const told = [
    ...tamperings.map((text): [string, string] => ['Tampering', text]),
    ...different.map((path): [string, string] => ['Differs', `${path} holds another key than was sealed`]),
  ];
  if (told.length === 0) return '<p>None: the folder and every key are as they were sealed.</p>';
  const items = told.map(([kind, text]) => `<li><b>${kind}</b><span>${outside(text)}</span></li>`);
  return `<ul class="issues">${items.join('\n')}</ul>`;
}

function files({ files: all }: RecoveryReport): string {
  const rows = all.map((file) => {
    const known = (
      [
        ['fingerprint', file.fingerprint],
        ['address', file.address],
      ] as const
    )
      .map(([name, value]) => (value === null ? '' : `<small>${name} ${code(value)}</small>`))
      .join('');
    return `<tr><td><b>${outside(file.path)}</b>${known}</td><td>${kindOf(file)}<small>mode ${file.mode}, ${file.bytes} bytes</small></td></tr>`;
  });
  return `<table class="keys"><tr><th>File, and its public side derived again from it</th><th>Kind</th></tr>${rows.join('\n')}</table>`;
}

function kindOf({ type, isSigningState, isSigningKey }: ReportedFile): string {
  if (isSigningState) return '<b>signing state</b>';
  return `${outside(type ?? '')}${isSigningKey ? ', <b>signs blocks</b>' : ''}`;
}

function signingTable({ signing }: RecoveryReport): string {
  const rows = signing.map(
    ({ path, statePath, decision, height, round, step, reason }) =>
      `<tr><td><b>${outside(path)}</b><br>${outside(reason)}<small><span>state</span>${code(statePath)}</small></td><td>height ${height}<small>round ${round}, step ${step}; ${decision === 'write' ? 'written' : 'the one there stays'}</small></td></tr>`,
  );
  return `<table class="keys"><tr><th>Key, and how its signing was settled</th><th>Settled at</th></tr>${rows.join('\n')}</table>
<p class="goal"><b>Compare the addresses with those the network knows before anything is started.</b></p>`;
}

function moved({ moves }: RecoveryReport): string {
  return list(
    moves.map(({ from, to, isSigning }) => [from, `is now ${to}${isSigning ? ' (about signing)' : ''}`]),
  );
}

function list(rows: readonly (readonly [string, string])[]): string {
  const shown = rows.map(([path, text]) => `<tr><td><b>${outside(path)}</b><br>${outside(text)}</td></tr>`);
  return `<table class="plain">${shown.join('')}</table>`;
}

function record({ record: left }: RecoveryReport): string {
  if ('why' in left) return `<p><b>No record was left on the stick:</b> ${outside(left.why)}</p>`;
  const lines = (left.sha256.match(/.{16}/g) ?? []).map((line) => (line.match(/.{4}/g) ?? []).join(' '));
  return `<div class="record"><code class="hex">${lines.join('\n')}</code><div>
<p class="bring">Bring this to the next drill</p>
<p>${outside(left.words)}</p>
<p>Only this hash shows whether ${code(left.file)} was taken away.</p></div></div>`;
}

function signature({ role, name }: RecoveryReport['signOff'][number]): string {
  return `<div><span>${role}${name === null ? '' : `: <b>${outside(name)}</b>`}</span><span>Date</span></div>`;
}

function code(value: string): string {
  return `<code>${outside(value)}</code>`;
}
