import { applyOverrides, refuseBlocked } from '@quorate/custody/preflight/apply-overrides';
import { journalData } from '@quorate/custody/preflight/journal-data';
import { describe, expect, it } from 'vitest';
import { expectRefusal, refusalOf } from '../../refusal.ts';
import { preflightOf } from './recorded.ts';

const report = preflightOf('docking-station');
const people = { operator: 'Ada', witnesses: ['Ben', 'Chloé'] };
const override = (check: string, reason = 'the dock is the only keyboard', witness = 'Ben') => ({
  check,
  reason,
  witness,
});
const apply = (...overrides: ReturnType<typeof override>[]) =>
  applyOverrides(report, { ...people, overrides });

describe('overriding a block', () => {
  it('takes a reason and a witness, and stays in sight', () => {
    const applied = apply(override('interfaces'), override('routes', 'of the dock'), override('swap'));
    expect(applied.blocking).toEqual([]);
    const line = applied.results.find(({ id }) => id === 'interfaces');
    expect(line).toMatchObject({ verdict: 'overridden', override: { witness: 'Ben' }, blocksCeremony: true });
    expect(() => refuseBlocked(applied)).not.toThrow();
  });

  it('leaves the other blocks standing, and names each', async () => {
    const applied = apply(override('interfaces'));
    expect(applied.blocking).toEqual(['routes', 'swap']);
    const refusal = await refusalOf(() => refuseBlocked(applied));
    expect(refusal.code).toBe('preflight-blocked');
    expect(refusal.group).toBe('guard');
    expect(refusal.message).toMatch(/routes \(.+\), swap \(.+\/swapfile\)/);
    expect(
      (await refusalOf(() => refuseBlocked(apply(override('interfaces'), override('routes'))))).hint,
    ).toBe('swapoff -a');
  });

  it.each([
    ['an unknown check', [override('wifi')], /no check "wifi"/],
    ['a check that passes', [override('radios')], /radios does not block/],
    ['a check that warns', [override('lid')], /lid does not block/],
    ['no reason', [override('swap', '  ')], /no reason/],
    ['the operator as witness', [override('swap', 'x', 'ada')], /names the operator/],
    ['a stranger as witness', [override('swap', 'x', 'Mallory')], /"Mallory", who is no witness/],
    ['no witness', [override('swap', 'x', '')], /no witness/],
    ['the same twice', [override('swap'), override('swap')], /stands twice/],
  ])('is refused for %s', async (_, overrides, message) => {
    await expectRefusal(() => apply(...overrides), 'preflight-override', message);
  });

  it('knows a witness however the name is spelled', () => {
    expect(apply(override('swap', 'x', 'CHLOE\u0301')).blocking).toEqual(['interfaces', 'routes']);
  });

  it('is possible in a rehearsal, where nothing blocks, for what would block a ceremony', async () => {
    const rehearsal = preflightOf('docking-station', { purpose: 'rehearsal' });
    const applied = applyOverrides(rehearsal, { ...people, overrides: [override('swap')] });
    expect(applied.blocking).toEqual([]);
    expect(applied.results.find(({ id }) => id === 'swap')?.verdict).toBe('overridden');
    expect(() => refuseBlocked(applied)).not.toThrow();
    const wrong = { ...people, overrides: [override('lid')] };
    await expectRefusal(() => applyOverrides(rehearsal, wrong), 'preflight-override', /lid/);
  });

  it('enters the journal with its reason and without the name', () => {
    const data = journalData(apply(override('swap', 'no other machine', 'Chloé')));
    const checks = data['checks'] as { check: string; verdict: string; reason?: string }[];
    expect(checks.find(({ check }) => check === 'swap')).toMatchObject({
      verdict: 'overridden',
      reason: 'no other machine',
    });
    expect(JSON.stringify(data)).not.toContain('Chlo');
  });
});
