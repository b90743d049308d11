import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Card, encodePayload } from '@quorate/crypto-core/cards/payload';
import { readQrText, writeCardText } from '@quorate/crypto-core/cards/text';
import { afterAll } from 'vitest';
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

/**
 * Holds a rehearsal once for the tests of a file, asked for from the page.
 * @returns it, when a test asks for it first
 */
export function pastCeremony(stage: Stage): () => Promise<PastCeremony> {
  const folder = newFolder();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let held: Promise<PastCeremony> | null = null;
  return () => {
    held ??= hold(stage, folder);
    return held;
  };
}

async function hold(stage: Stage, folder: string): Promise<PastCeremony> {
  const { app } = await stage.start(mouse);
  const belongings = belongingsIn(folder);
  await upToKeys(app, belongings);
  await upToCards(app, belongings);
  const cards: PastCard[] = [];
  for (const card of [1, 2, 3, 4, 5]) {
    await app.want('ceremony.printCard', { card, how: 'printer', reprint: null });
    const pdf = join(folder, `card-${card}.pdf`);
    copyFileSync(app.electron.printer.jobs.at(-1)?.file ?? '', pdf);
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
