import { agoText, signingStateAge } from '@quorate/custody/import/signing-state-age';
import { expect, it } from 'vitest';

const now = new Date('2026-11-21T12:00:00Z');
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const opaque = { algorithm: null };

it.each([
  [0, '0 minutes ago'],
  [-59, '0 minutes ago'],
  [60, '1 minute ago'],
  [7199, '119 minutes ago'],
  [7200, '2 hours ago'],
  [48 * 3600 - 1, '47 hours ago'],
  [48 * 3600, '2 days ago'],
  [-61, 'in the future: one of two clocks is wrong'],
])('%d seconds are %s', (seconds, text) => {
  expect(agoText(before(seconds), now)).toBe(text);
});

it('tells height and age of a signing state, and nothing of other files', () => {
  const told = (type: string, facts: { label: string; value: string }[] = []) =>
    signingStateAge(
      { description: { ...opaque, type: type as never, facts }, modified: before(3600 * 3) },
      now,
    );
  const facts = [{ label: 'signed up to', value: 'height 7, round 0, step 3' }];
  expect(told('cometbft-priv-validator-state', facts)).toBe(
    'signed up to height 7, round 0, step 3; written 2026-11-21T09:00:00.000Z, 3 hours ago',
  );
  expect(told('cometbft-priv-validator-legacy')).toMatch(
    /^holds its signing state inside; written .* 3 hours ago$/,
  );
  expect(told('cometbft-priv-validator-key')).toBeNull();
});
