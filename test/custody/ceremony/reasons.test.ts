import { checkPlanReasons, checkReason } from '@quorate/custody/ceremony/reasons';
import { expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';

// The journal lies open on every stick: a reason must not tell its finder whom to press, or where.

const custodians = [
  { name: 'Ada Lovelace', location: 'Zurich safe' },
  { name: 'Al', location: 'Lyon' },
  { name: "Chlo\u00e9 O'Neill-Smith", location: 'C++ (cellar)' },
].map((custodian) => ({ ...custodian, openpgp: null }));

it.each([
  ['ada lovelace lost it', /names the custodian Ada Lovelace/],
  ['Ada  Lovelace lost it', /Ada Lovelace/],
  ['A\u200bda\u00a0Lovelace lost it', /Ada Lovelace/],
  ["Ada's stick broke", /Ada Lovelace/],
  ['ask mrs. LOVELACE', /Ada Lovelace/],
  ['AL was ill', /custodian Al$/],
  ['ill: al', /custodian Al$/],
  ['CHLOE\u0301 was late', /Chlo/],
  ['Smith has the other', /Chlo/],
  ['it stayed in lyon', /place of a card, Lyon/],
  ['it is in the Zurich  safe', /place of a card, Zurich safe/],
  ['from the c++ (cellar)', /place of a card, C\+\+/],
  ['\u0410da has the other', /two alphabets/],
  ['so it\u200bbroke', /nobody sees/],
])('%s: refused', (reason, message) => {
  const refused = refusal(() => checkReason(reason, custodians));
  expect(refused.code).toBe('reason');
  expect(refused.message).toMatch(message);
});

it.each([
  'also the canal was flooded',
  'adamant: the loveliest stick broke',
  'the safe was locked, half of it',
  'Lyonnaise bank, Zurich branch',
])('%s: kept, for it names nobody', (reason) => expect(checkReason(reason, custodians)).toBe(reason));

it('every reason of a plan is held against its custodians', () => {
  const plan = { custodians, singleStickReason: null, overrides: [] };
  const swap = (reason: string) => [{ check: 'swap', reason, witness: 'Ben' }];
  expect(() =>
    checkPlanReasons({ ...plan, overrides: swap('zram'), singleStickReason: 'one slot' }),
  ).not.toThrow();
  expect(refusal(() => checkPlanReasons({ ...plan, overrides: swap('asked Ada') })).message).toBe(
    "the plan's reason for overriding swap names the custodian Ada Lovelace",
  );
  expect(refusal(() => checkPlanReasons({ ...plan, singleStickReason: 'Lyon burnt' })).message).toBe(
    "the plan's reason for a single stick names the place of a card, Lyon",
  );
});
