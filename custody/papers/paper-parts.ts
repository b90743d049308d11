import type { Plan } from '@quorate/crypto-core/documents/plan';
import { escaped, outside, thousands } from './outside-text.ts';
import type { Actor, Part } from './script-steps.ts';

/** What the parts of a ceremony are called on paper. */
export const partTitles: Readonly<Record<Part, string>> = {
  preflight: 'Preflight',
  people: 'People',
  keys: 'Keys',
  seal: 'Seal',
  sticks: 'Sticks',
  cards: 'Cards',
  'roll-call': 'Roll call',
  'sign-off': 'Sign-off',
  deliver: 'Delivery',
  closed: 'Afterwards',
};

/** Head of a paper: what it is, and of which ceremony. */
export function paperHead(brand: string, label: string): string {
  return `<header><p class="brand">${brand}</p><h1${[...label].length > 28 ? ' class="long"' : ''}>${outside(label)}</h1></header>`;
}

/** Names and values. @param values HTML */
export function facts(values: readonly (readonly [string, string])[]): string {
  return dataList('facts', values);
}

/** Names of what people write down by hand. */
export function openFacts(names: readonly string[]): string {
  return dataList(
    'facts open',
    names.map((name) => [name, '<span class="blank"></span>']),
  );
}

function dataList(name: string, values: readonly (readonly [string, string])[]): string {
  return `<dl class="${name}">${values.map(([term, value]) => `<dt>${term}</dt><dd>${value}</dd>`).join('')}</dl>`;
}

/** A column of a table: its name, and the class of its width; without one it takes what is left. */
export type Column = readonly [title: string, width?: 'w1' | 'w2' | 'w3' | 'w4' | 'w5' | 'w6'];

/** A table. @param body HTML of its rows */
export function table(columns: readonly Column[], body: string): string {
  const cells = columns.map(
    ([title, width]) => `<th scope="col"${width === undefined ? '' : ` class="${width}"`}>${title}</th>`,
  );
  return `<table><thead><tr>${cells.join('')}</tr></thead>\n${body}</table>`;
}

/** Room to write in: the cells of a row that people fill by hand. */
export function writeIn(cells: number): string {
  return '<td class="write"></td>'.repeat(cells);
}

/** Rows under the title of their part. */
export function partGroup(title: string, columns: number, rows: string): string {
  return `<tbody><tr class="group"><th scope="rowgroup" colspan="${columns}">${title}</th></tr>\n${rows}</tbody>\n`;
}

/** "Custodian of card 3". */
export function actorName(who: Actor): string {
  return `${who.charAt(0).toUpperCase()}${who.slice(1)}`;
}

/** Sentences as a list, the first of them, and how many more there are. */
export function sentences(lines: readonly string[], most: number, elsewhere: string): string {
  const shown = lines.slice(0, most).map((line) => `<li>${escaped(sentence(line))}</li>`);
  const more = lines.length - shown.length;
  if (more > 0) shown.push(`<li>and ${thousands(more)} more: ${elsewhere}</li>`);
  return `<ul class="notes">${shown.join('\n')}</ul>`;
}

function sentence(line: string): string {
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}${/[.!?]$/.test(line) ? '' : '.'}`;
}

/** "3 of 5: any 3 cards …" in short. */
export function quorum({ threshold, custodians }: Plan): string {
  return `any ${threshold} of ${custodians.length} cards, and one stick`;
}
