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
  return `<dl class="facts">${values.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>`;
}

/** A table. @param head HTML of its `th` cells @param body HTML of its rows */
export function table(name: string, head: readonly string[], body: string): string {
  const cells = head.map((cell) => `<th scope="col">${cell}</th>`).join('');
  return `<table class="${name}"><thead><tr>${cells}</tr></thead>\n${body}</table>`;
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
