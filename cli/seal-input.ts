import { mkdirSync, readdirSync } from 'node:fs';
import { type Plan, readPlan } from '@quorate/crypto-core/documents/plan';
import { toHex } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { maxJsonBytes } from '@quorate/crypto-core/json/bounds';
import { type CardPaper, cardPapers } from '@quorate/custody/cards/card-paper';
import type { GivenPlan } from '@quorate/custody/ceremony/input';
import { checkSticks } from '@quorate/custody/ceremony/sticks';
import { aboutFile } from '@quorate/custody/files/errors';
import { isInMemory } from '@quorate/custody/files/memory-backed';
import { privateFolder } from '@quorate/custody/files/private-folder';
import { readFileOnce } from '@quorate/custody/files/read';
import { nodePrimitives } from '@quorate/custody/primitives';
import type { Arguments } from './command.ts';

/**
 * Reads a plan file.
 * @throws `file-…` codes and those of `readPlan`
 */
export function readPlanFile(path: string): GivenPlan {
  const { bytes } = readFileOnce(path, maxJsonBytes);
  return { plan: readPlan(bytes), planSha256: toHex(nodePrimitives.sha256(bytes)) };
}

/** The value of an option that must be given. */
export function required(args: Arguments, option: string, what: string): string {
  const value = args.text(option);
  if (value === undefined) throw new QuorateError('usage-arguments', `--${option} is missing: ${what}`);
  return value;
}

/**
 * The sticks of `--to`: as many as the plan says, each another one.
 * @throws `plan-sticks`, `stick-twice`, `file-…` codes
 */
export function sticksOf(args: Arguments, plan: Plan): readonly string[] {
  const sticks = args.texts('to');
  if (sticks.length !== plan.sticks) {
    throw new QuorateError(
      'plan-sticks',
      `the plan wants ${plan.sticks} stick${plan.sticks === 1 ? '' : 's'}, ${sticks.length} given`,
      'give --to once for each stick',
    );
  }
  checkSticks(sticks);
  return sticks;
}

/**
 * The folder for the cards to print: empty, in memory, so that no disk ever holds a card, and this user's alone. A
 * rehearsal's cards open nothing worth hiding.
 * @returns its real path
 * @throws `cards-not-in-memory`, `cards-not-private`, `file-…` codes
 */
export function cardsFolderOf(args: Arguments, plan: Plan): string {
  const given = required(args, 'cards', 'the folder for the cards to print');
  aboutFile(given, () => mkdirSync(given, { recursive: true, mode: 0o700 }));
  const folder = plan.purpose === 'rehearsal' ? given : hiddenFolder(given);
  if (aboutFile(folder, () => readdirSync(folder)).length > 0) {
    throw new QuorateError(
      'file-exists',
      `${folder} is not empty`,
      'cards of another ceremony must not be mixed in: use a new folder',
    );
  }
  return folder;
}

function hiddenFolder(given: string): string {
  if (!isInMemory(given)) {
    throw new QuorateError(
      'cards-not-in-memory',
      `${given} is not in memory: a card written there could be found on the disk later`,
      'use a folder on tmpfs, such as /dev/shm/cards',
    );
  }
  return privateFolder(given);
}

/** @throws `usage-option` */
export function paperOf(args: Arguments): CardPaper {
  const paper = args.text('paper') ?? 'a6';
  if (Object.hasOwn(cardPapers, paper)) return paper as CardPaper;
  throw new QuorateError(
    'usage-option',
    `--paper knows no ${paper.slice(0, 40)}`,
    `use one of: ${Object.keys(cardPapers).join(', ')}`,
  );
}
