import { evidenceOf, isOdd } from '@quorate/custody/papers/journal-evidence';
import { expect, it } from 'vitest';

it('the line of the secret says what was found zero, and what was not looked at', () => {
  const entry = { seq: 9, time: '2026-11-20T12:30:00Z', event: 'vault.wiped', data: {}, prev: '', hash: '' };
  expect(evidenceOf(entry, { plan: { operator: 'Ada', witnesses: ['Ben'] }, overrides: [] })).toBe(
    "secret let go: the vault's arrays were found zero; card texts may stay in the program's memory until it ends",
  );
});

it.each([
  [{ stick: 1 }, 'stick 1 written and read back', false],
  [{ stick: 1, encryption: 'luks' }, 'stick 1 written and read back; encrypted (luks)', false],
  [
    { stick: 2, encryption: 'hardware' },
    'stick 2 written and read back; it encrypts in its own hardware, as the operator declared',
    false,
  ],
  [
    { stick: 3, encryption: 'none', reason: 'no other was to be had' },
    'stick 3 written and read back; not seen to be encrypted, used all the same: no other was to be had',
    true,
  ],
])('what protects a stick stands in the transcript: %j', (data, words, odd) => {
  const entry = { seq: 9, time: '2026-11-20T12:30:00Z', event: 'stick.written', data, prev: '', hash: '' };
  expect(evidenceOf(entry, { plan: { operator: 'Ada', witnesses: ['Ben'] }, overrides: [] })).toBe(words);
  expect(isOdd(entry)).toBe(odd);
});
