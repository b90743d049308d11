import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, checkIds } from '@quorate/custody/preflight/check';
import { preflightTable } from '@quorate/custody/preflight/table';
import { expect, it } from 'vitest';
import { repository } from '../../tools.ts';

it('the table of docs/preflight.md has the rows of the code', () => {
  const text = readFileSync(join(repository, 'docs/preflight.md'), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(preflightTable.map(rowOf));
});

it('the table has every check once, each with one rule', () => {
  expect(preflightTable.map(({ id }) => id)).toEqual([...checkIds]);
  for (const { blocksWhen, warnsWhen } of preflightTable) {
    expect([blocksWhen, warnsWhen].filter((rule) => rule === null)).toHaveLength(1);
  }
});

function rowOf({ id, reads, blocksWhen, warnsWhen, remedy, lookYourself }: Check): string {
  const verdict = blocksWhen === null ? 'warn' : '**block**';
  return `| \`${id}\` | ${reads} | ${blocksWhen ?? warnsWhen} | ${verdict} | ${remedy} | ${lookYourself} |`;
}
