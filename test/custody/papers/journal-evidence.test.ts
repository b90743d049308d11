import { evidenceOf } from '@quorate/custody/papers/journal-evidence';
import { expect, it } from 'vitest';

it('the line of the secret says what was found zero, and what was not looked at', () => {
  const entry = { seq: 9, time: '2026-11-20T12:30:00Z', event: 'vault.wiped', data: {}, prev: '', hash: '' };
  expect(evidenceOf(entry, { plan: { operator: 'Ada', witnesses: ['Ben'] }, overrides: [] })).toBe(
    "secret let go: the vault's arrays were found zero; card texts may stay in the program's memory until it ends",
  );
});
