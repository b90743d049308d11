import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readQrText } from '@quorate/crypto-core/cards/text';
import { afterAll, beforeAll, expect } from 'vitest';
import { sealSample } from '../../custody/folder/sample-folder.ts';
import { type CeremonyOnStick, onStick } from '../ceremony-folder.ts';
import { errorOf, quorate } from '../program.ts';

// Two ceremonies of any 2 of 3 cards, and what a person or an attacker does wrong with them.

export let root: string;
export let good: CeremonyOnStick;
export let other: CeremonyOnStick;
export const settled = ['--original-stopped', '--min-height', '5000000'];

/** Makes them before the tests of a file. */
export function makeCeremonies(): void {
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'quorate-bad-input-'));
    good = await onStick(await sealSample(), root);
    other = await onStick(await sealSample(), root);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
}

let destinations = 0;
export const newDestination = () => join(root, `restored-${++destinations}`);
export const shares = (...paths: string[]) => paths.flatMap((path) => ['--share', path]);
/** A card as its code has it. */
export const card = (index: number) => readQrText(good.texts[index] as string);
export const twoCards = () => shares(good.cards[0] as string, good.cards[2] as string);

/** Runs a recovery that must be refused, and checks that nothing was written. */
export function refusedRecovery(
  folder: string,
  words: readonly string[],
): { code: string; message: string; hint: string | null; exit: number | null; said: string } {
  const to = newDestination();
  const outcome = quorate(['recover', folder, '--to', to, '--json', ...settled, ...words]);
  expect(existsSync(to)).toBe(false);
  return { ...errorOf(outcome), exit: outcome.code, said: outcome.stderr };
}
