import type { CardFonts } from '../cards/card-fonts.ts';
import { printedDocument } from '../print/document.ts';
import { cleanText } from './issue.ts';
import type { DrillReport, Fact, Objective } from './report.ts';
import { spanText } from './report.ts';
import { reportStyle } from './report-style.ts';
import { partNames, rtoText } from './report-words.ts';

/**
 * A report as one self-contained HTML document for A4: no script, nothing fetched, and a content security policy that
 * allows just its own style and fonts. All text is escaped, and kept from turning the text around it.
 * @param fonts null where none are at hand
 */
export function reportPage(report: DrillReport, fonts: CardFonts | null): string {
  const style = reportStyle(fonts);
  const body = `<main>
${top(report)}
<div class="two">
<section><h2>Held</h2>${facts(held(report))}
<h2>Time</h2>${times(report)}</section>
<section><h2>Objectives</h2>${objectives(report)}</section>
</div>
<section><h2>Tested backup</h2>${facts(report.backup)}</section>
<section><h2>Results</h2>${facts(report.results)}</section>
<section><h2>Issues</h2>${issues(report)}</section>
<section><h2>Recovery point and data restored</h2>${restored(report)}</section>
<div class="two">
<section><h2>Next steps</h2><ul class="todo">${report.nextSteps.map((step) => `<li>${box('not tested')}<span>${text(step)}</span></li>`).join('')}</ul></section>
<section><h2>Next due</h2>${due(report)}</section>
</div>
<section><h2>Record on the stick</h2>${record(report)}</section>
<section><h2>Sign-off</h2><div class="sign">${report.signOff.map(({ role, name }) => `<div><span>${text(role)}${name === null ? '' : `: <b>${text(name)}</b>`}</span><span>Date</span></div>`).join('')}</div></section>
<p class="foot"><span>Written by ${text(report.software)}. Nothing was imported; nothing in this report is secret.</span><span>${text(report.date)}</span></p>
</main>`;
  return printedDocument({ title: 'Drill report', style, body, hasImages: false });
}

function top({ label, verdict, isRehearsal, kind, date, summary, issues: all }: DrillReport): string {
  const high = all.filter(({ severity }) => severity === 'high').length;
  const count = `${all.length} issue${all.length === 1 ? '' : 's'}${high === 0 ? '' : `, ${high} high`}`;
  return `<header class="top">
<div><p class="brand">Quorate drill report — ${text(kind)} — ${text(date.slice(0, 10))}</p>
<h1>${text(label)}</h1>
<p class="sub">${text(summary)}</p></div>
<p class="verdict${verdict === 'failed' ? ' failed' : ''}"><b>${verdict.toUpperCase()}</b><span>${count}</span></p>
</header>
${isRehearsal ? '<p class="rehearsal">REHEARSAL</p>' : ''}`;
}

function held({ date, kind, testers }: DrillReport): Fact[] {
  return [
    { name: 'Date', value: date, isCode: false },
    { name: 'Type', value: kind, isCode: false },
    { name: 'Operator', value: testers.operator, isCode: false },
    { name: 'Witnesses', value: testers.witnesses.join(', ') || null, isCode: false },
  ];
}

function facts(list: readonly Fact[]): string {
  const items = list.map(({ name, value, isCode }) => {
    const shown = value === null ? '—' : isCode ? `<code>${text(value)}</code>` : text(value);
    return `<dt>${text(name)}</dt><dd>${shown}</dd>`;
  });
  return `<dl class="facts">${items.join('\n')}</dl>`;
}

function objectives({ objectives: list }: DrillReport): string {
  const items = list.map(({ text: what, state }) => {
    const said = state === 'met' ? '' : ` (${state})`;
    return `<li${state === 'missed' ? ' class="missed"' : ''}>${box(state)}<span>${text(what)}${said}</span></li>`;
  });
  return `<ul class="ticks">${items.join('\n')}</ul>`;
}

/** A box to tick, drawn: fonts differ in what they have for it. */
function box(state: Objective['state']): string {
  const mark = {
    met: '<path d="M2.6 6.4 5 8.9l4.6-6" fill="none" stroke="#000" stroke-width="1.7"/>',
    missed: '<path d="M3 3l6 6M9 3l-6 6" fill="none" stroke="#000" stroke-width="1.7"/>',
    'not tested': '',
  }[state];
  return `<svg viewBox="0 0 12 12" aria-hidden="true"><rect x=".6" y=".6" width="10.8" height="10.8" fill="none" stroke="#000" stroke-width="1.1"/>${mark}</svg>`;
}

function issues({ issues: list }: DrillReport): string {
  if (list.length === 0) return '<p>None.</p>';
  const items = list.map(
    ({ severity, text: what }) => `<li><b>${severity}</b><span>${text(what)}</span></li>`,
  );
  return `<ul class="issues">${items.join('\n')}</ul>`;
}

function times(report: DrillReport): string {
  const row = (name: string, milliseconds: number, attribute = '') =>
    `<tr${attribute}><td>${text(name)}</td><td class="number">${spanText(milliseconds)}</td></tr>`;
  return `<table class="plain">${report.times.map(({ part, milliseconds }) => row(partNames[part], milliseconds)).join('')}${row('Total', report.total, ' class="total"')}</table>
<p class="goal${report.rto.isMet ? '' : ' missed'}"><b>Recovery time:</b> ${text(rtoText(report))}</p>`;
}

function restored({ recoveryPoint, keys }: DrillReport): string {
  const point =
    recoveryPoint === null
      ? '<p>The recovery point is unknown.</p>'
      : `<p><b>${text(recoveryPoint)}</b>: what was changed after it is not in this backup.</p>`;
  if (keys.length === 0) return `${point}<p>No data was restored: the bundle was not opened.</p>`;
  const rows = keys.map(({ path, type, algorithm, fingerprint, address, differs }) => {
    const known = [
      fingerprint === null ? '' : `<small>fingerprint <code>${text(fingerprint)}</code></small>`,
      address === null ? '' : `<small>address <code>${text(address)}</code></small>`,
    ].join('');
    const compared =
      differs.length === 0 ? 'as sealed' : `<b>DIFFERS</b><small>${text(differs.join(', '))}</small>`;
    const kind = algorithm === null ? type : `${type}, ${algorithm}`;
    return `<tr><td><b>${text(path)}</b> ${text(kind)}${known}</td><td>${compared}</td></tr>`;
  });
  return `${point}
<table class="keys"><tr><th>File, derived again from its bytes (fingerprint: SHA-256)</th><th>With the manifest</th></tr>${rows.join('\n')}</table>`;
}

function due({ nextDue }: DrillReport): string {
  if (nextDue.length === 0) return '<p>Unknown: no manifest tells.</p>';
  const rows = nextDue.map(({ duty, days, nextDue: date, overdueDays }) => {
    const late = overdueDays > 0 ? ` <b>OVERDUE by ${overdueDays} days</b>` : '';
    return `<tr><td>${duty}, every ${days} days</td><td class="number"><b>${date}</b>${late}</td></tr>`;
  });
  return `<table class="plain">${rows.join('')}</table>`;
}

function record({ record: left }: DrillReport): string {
  if ('why' in left) {
    return `<p><b>No record was left on the stick:</b> ${text(left.why)}</p>`;
  }
  const lines = (left.sha256.match(/.{16}/g) ?? []).map((line) => (line.match(/.{4}/g) ?? []).join(' '));
  return `<div class="record"><code class="hex">${lines.join('\n')}</code><div>
<p class="bring">Bring this to the next drill</p>
<p>${text(left.words)}</p>
<p>Only this hash shows whether <code>${text(left.file)}</code> was taken away.</p></div></div>`;
}

function text(value: string): string {
  const escaped = cleanText(value).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<bdi>${escaped}</bdi>`;
}
