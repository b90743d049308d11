import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '@quorate/crypto-core/documents/plan';
import { checkSources } from '@quorate/custody/ceremony/expected-sources';
import { afterAll, expect, it } from 'vitest';
import { refusalOf } from '../refusal.ts';
import { plainPlan, samplePlan } from '../sample-plan.ts';
import { errorOf, quorate } from './program.ts';

// A plan from the command line: whatever cannot be is a matter of usage, and the option to change is named.

const root = mkdtempSync(join(tmpdir(), 'quorate-plan-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const good: readonly (readonly [option: string, value: string])[] = [
  ['label', 'Validators Q4'],
  ['operator', 'Ada'],
  ['witness', 'Ben'],
  ['custodian', 'Cy @ Zurich'],
  ['custodian', 'Di @ Lyon'],
  ['custodian', 'Ed @ Oslo'],
  ['threshold', '2'],
  ['source', 'validator=validator'],
];
let count = 0;
/** `plan new` with the good options, those named in `changes` replaced by other values, or none. */
function planNew(changes: Readonly<Record<string, readonly string[]>> = {}) {
  const kept = good.filter(([option]) => !(option in changes));
  const other = Object.entries(changes).flatMap(([option, values]) =>
    values.map((value) => [option, value] as const),
  );
  const path = join(root, `${++count}.plan.json`);
  const words = [...kept, ...other].flatMap(([option, value]) => [`--${option}`, value]);
  return { path, outcome: quorate(['plan', 'new', path, ...words, '--json']) };
}

it.each<[string, Record<string, string[]>, RegExp]>([
  ['more than all cards', { threshold: ['4'] }, /^--threshold 4 .* 3 cards/],
  ['one card', { threshold: ['1'] }, /^--threshold 1 /],
  ['no threshold', { threshold: [] }, /^--threshold is missing/],
  ['no label', { label: [] }, /^--label is missing/],
  ['a label that is too long', { label: ['x'.repeat(65)] }, /^--label: .*label/],
  ['a purpose nobody knows', { purpose: ['holiday'] }, /^--purpose: /],
  ['no witness', { witness: [] }, /^--witness is missing/],
  ['the operator as a witness', { witness: ['Ben', 'ADA'] }, /^--witness names the operator/],
  [
    'the operator with two blanks',
    { operator: ['Ada L'], witness: ['ADA  L'] },
    /^--witness names the operator/,
  ],
  ['a witness in two alphabets', { witness: ['Веn'] }, /^--witness: .*mixes Latin/],
  ['an override of no check', { override: ['wifi=why @ Ben'] }, /^--override knows no check "wifi"/],
  ['an override nobody watches', { override: ['swap=why @ Mallory'] }, /^--override swap names "Mallory"/],
  ['an override that names', { override: ['swap=Cy has zram @ Ben'] }, /^--override swap: .* custodian Cy/],
  [
    'an override that tells a place',
    { override: ['swap=of Oslo @ Ben'] },
    /^--override swap: .* place .* Oslo/,
  ],
  [
    'a reason for one stick that names',
    { sticks: ['1'], 'single-stick-reason': ["Di's broke"] },
    /^--single-stick-reason names the custodian Di/,
  ],
  ['no custodian', { custodian: [] }, /^--custodian is given not at all/],
  ['one custodian', { custodian: ['Cy @ Zurich'] }, /^--custodian is given once/],
  ['a custodian without a place', { custodian: ['Cy', 'Di @ Lyon'] }, /^--custodian takes/],
  ['no source', { source: [] }, /^--source is missing/],
  ['a source twice', { source: ['a', 'a=signer'] }, /^--source a is given twice/],
  ['a source that cannot be a folder', { source: ['a:b'] }, /^--source: .*sources/],
  ['an expectation of no source', { expect: ['validatr=AB'] }, /^--expect does not begin/],
  ['one stick', { sticks: ['1'] }, /^--sticks 1 needs a reason/],
  ['no stick', { sticks: ['0'] }, /^--sticks: /],
  ['a head that is none', { 'previous-closing-head': ['abc'] }, /^--previous-closing-head: /],
])('%s: refused as usage, with the option', (_, changes, message) => {
  const { outcome, path } = planNew(changes);
  expect(errorOf(outcome).message).toMatch(message);
  expect(outcome.code).toBe(2);
  expect(existsSync(path)).toBe(false);
});

it('a plan without a contact is written with a warning, one with a contact without', () => {
  const { outcome, path } = planNew();
  expect(outcome.code).toBe(0);
  expect(outcome.stderr).toMatch(/^note: without --contact/m);
  expect(existsSync(path)).toBe(true);
  expect(planNew({ contact: ['Ada, +41 44 000 00 00'] }).outcome.stderr).not.toContain('--contact');
});

it('a source that is not in the plan is held against the one that is missing', async () => {
  const plan = (...names: string[]) => ({
    ...plainPlan,
    sources: names.map((name) => ({ ...plainPlan.sources[0], name }) as (typeof plainPlan.sources)[number]),
  });
  const given = (...names: string[]) => names.map((name) => ({ name, path: `/in/${name}` }));
  const refused = (planned: string[], names: string[]) =>
    refusalOf(() => checkSources(plan(...planned), given(...names)));
  expect(await refused(['validator'], ['validatr'])).toMatchObject({
    message: 'the plan names no source "validatr"',
    hint: expect.stringContaining('did you mean "validator"?'),
  });
  expect((await refused(['a', 'b'], ['a', 'config'])).hint).toContain('did you mean "b"?');
  expect((await refused(['a', 'b'], ['x'])).hint).toContain('NAME=PATH: a, b');
  expect((await refused(['a', 'b'], ['a'])).message).toBe('the plan names a source "b" that was not given');
  expect((await refused(['a'], ['a', 'x'])).message).toBe('the plan names no source "x"');
});

it('check: a plan whose reasons name a custodian is refused, and a label that does is warned of', () => {
  const path = join(root, 'named.plan.json');
  const check = (changes: Partial<Plan>) => {
    writeFileSync(path, samplePlan(changes));
    return quorate(['plan', 'check', path, '--json']);
  };
  const swap = (reason: string) => [{ check: 'swap', reason, witness: 'Witness' }];
  const refused = check({ overrides: swap('only Ed knows') });
  expect(refused.code).toBe(2);
  expect(errorOf(refused)).toMatchObject({
    code: 'reason',
    message: "the plan's reason for overriding swap names the custodian Ed",
  });
  expect(errorOf(check({ sticks: 1, singleStickReason: 'ask CY' })).message).toContain('single stick names');
  expect(check({ overrides: swap('only editors know') }).code).toBe(0);
  const warnings = (changes: Partial<Plan>) =>
    (JSON.parse(check(changes).stdout) as { warnings: string[] }).warnings.filter((warning) =>
      warning.startsWith('the label names'),
    );
  expect(warnings({ label: "Ed's validators" })).toHaveLength(1);
  expect(warnings({ label: 'Edited validators' })).toEqual([]);
});
