import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import type { Arguments } from '../../cli/command.ts';
import { cardsFolderOf } from '../../cli/seal-input.ts';
import { refusal } from '../refusal.ts';
import { plainPlan } from '../sample-plan.ts';

/** What was given as --cards, and nothing else. */
const given = (cards: string): Arguments => ({
  positionals: [],
  text: (option) => (option === 'cards' ? cards : undefined),
  texts: () => [],
  flag: () => false,
  number: () => undefined,
});
const real = { ...plainPlan, purpose: 'backup' } as const;

function inMemory(): string {
  const folder = mkdtempSync('/dev/shm/quorate-cards-');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('the cards of a real ceremony lie where no other user can read them', () => {
  const folder = inMemory();
  expect(cardsFolderOf(given(`${folder}/`), real)).toBe(folder);
  expect(cardsFolderOf(given(`${folder}/new/deep`), real)).toBe(`${folder}/new/deep`);
  chmodSync(folder, 0o755);
  rmSync(`${folder}/new`, { recursive: true });
  const refused = refusal(() => cardsFolderOf(given(folder), real));
  expect(refused).toMatchObject({ code: 'cards-not-private', group: 'guard' });
  chmodSync(folder, 0o700);
  symlinkSync(folder, `${folder}-link`);
  onTestFinished(() => rmSync(`${folder}-link`));
  expect(refusal(() => cardsFolderOf(given(`${folder}-link/`), real)).code).toBe('cards-not-private');
});

it("a rehearsal's cards may lie anywhere", () => {
  const folder = inMemory();
  chmodSync(folder, 0o755);
  expect(cardsFolderOf(given(folder), plainPlan)).toBe(folder);
});
