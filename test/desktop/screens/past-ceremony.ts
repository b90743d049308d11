import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Card, encodePayload } from '@quorate/crypto-core/cards/payload';
import { readQrText, writeCardText } from '@quorate/crypto-core/cards/text';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { newFolder } from '../../tools.ts';
import { belongingsIn, people, photograph, scan, upToCards, upToKeys } from '../rehearsal.ts';
import { mouse } from './drive/hands.ts';
import type { Stage } from './stage.ts';

/** A printed card of the ceremony. */
export interface PastCard {
  readonly pdf: string;
  readonly picture: string;
  readonly text: string;
}

/** A ceremony that was held and closed: its files, and its cards, of which any three restore. */
export interface PastCeremony {
  /** The home whose files were sealed. */
  readonly home: string;
  readonly cards: readonly PastCard[];
  /** A stick of it for the running test alone. */
  stick(): string;
}

/** Milliseconds for a whole ceremony on a machine that does other things too. */
const patience = 300_000;

/**
 * Holds a rehearsal before the tests of a file, asked for from the page.
 * @returns it, once the tests run
 */
export function pastCeremony(stage: Stage): () => PastCeremony {
  const folder = newFolder();
  let held: PastCeremony | null = null;
  beforeAll(async () => {
    held = await hold(stage, folder);
  }, patience);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => {
    if (held === null) throw new Error('the ceremony is over once the tests began');
    return held;
  };
}

async function hold(stage: Stage, folder: string): Promise<PastCeremony> {
  const { app } = await stage.start(mouse);
  app.electron.printer.folder = folder;
  const belongings = belongingsIn(folder);
  await upToKeys(app, belongings);
  await upToCards(app, belongings);
  const cards: PastCard[] = [];
  for (const card of [1, 2, 3, 4, 5]) {
    await app.want('ceremony.printCard', { card, how: 'printer', reprint: null });
    const pdf = app.electron.printer.jobs.at(-1)?.file ?? '';
    const picture = photograph(pdf);
    const text = scan(picture);
    await app.want('ceremony.readCard', { card, text, how: 'camera', isAccepted: false });
    cards.push({ pdf, picture, text });
  }
  await app.want('ceremony.finishCards', {});
  await app.want('ceremony.letGo', {});
  await app.want('ceremony.signOff', { people });
  await app.want('ceremony.close', {});
  for (const stick of [1, 2]) await app.want('ceremony.deliver', { stick });
  await app.want('ceremony.endDelivery', {});
  await app.electron.end();
  const [first = ''] = belongings.sticks;
  const stick = () => {
    const own = join(stage.root, 'stick');
    mkdirSync(own);
    cpSync(first, own, { recursive: true });
    return own;
  };
  return { home: belongings.home, cards, stick };
}

/** A card that says something else of itself; its checksum is right. */
export function forged(text: string, change: (card: Card) => Partial<Card>): string {
  const card = readQrText(text);
  return writeCardText(encodePayload({ ...card, ...change(card) }));
}

/** A folder in memory, as people are told to take; removed when the running test ends. */
export function folderInMemory(): string {
  const folder = mkdtempSync('/dev/shm/quorate-test-');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Whether two files are the same, byte for byte. */
export function isSameFile(one: string, other: string): boolean {
  return readFileSync(one).equals(readFileSync(other));
}
