import { randomInt } from 'node:crypto';
import { dealCards } from '@quorate/crypto-core/cards/deal';
import { encodePayload } from '@quorate/crypto-core/cards/payload';
import { writeCardText } from '@quorate/crypto-core/cards/text';
import { readTypedText } from '@quorate/crypto-core/cards/typed-text';
import { encodeExistingPassphrase } from '@quorate/crypto-core/passphrase/existing';
import { generateEntropy } from '@quorate/crypto-core/passphrase/generated';
import { qrModules } from '@quorate/custody/cards/qr-code';
import { type Frame, readCardFrame } from '@quorate/custody/cards/read-card-image';
import { progress, timeOf } from './alternate.ts';
import type { Section, Verdict } from './report.ts';
import { duration, median, spread } from './statistics.ts';

const quota = { threshold: 3, count: 5 };
const camera = { width: 1280, height: 720 };
const wrongCharacters = 4;
/** Only the letters and digits of the cards' alphabet: a wrong one among them can be told by the checksum alone. */
const alphabet = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L';

interface Work {
  readonly name: string;
  /** Milliseconds of the target, or null where none was set. */
  readonly target: number | null;
  readonly warmUp: number;
  readonly runs: number;
  /** Makes a fresh input, which is not timed, and answers what is. */
  prepare(): () => unknown;
}

/** What cards cost in a process that has done it before: dealing, correcting, reading a camera's picture. */
export async function measureCards(): Promise<Section> {
  const card = await cardText(generateEntropy(), 'generated');
  const longCard = await cardText(encodeExistingPassphrase('a'.repeat(128)), 'existing');
  const works: Work[] = [
    {
      name: 'split 3 of 5 and write five card texts',
      target: 5,
      warmUp: 50,
      runs: 200,
      prepare: () => deal,
    },
    correction('correct 4 wrong characters of 82', card),
    correction(`correct 4 wrong characters of ${longCard.length}`, longCard),
    frameReading('read the QR code in a camera picture, 5 pixels a module', card, 5),
    frameReading('the same, 12 pixels a module', card, 12),
    {
      name: 'find no code in a picture without one',
      target: null,
      warmUp: 10,
      runs: 40,
      prepare: () => {
        const frame = whiteFrame();
        return () => expectText(readCardFrame(frame), null);
      },
    },
  ];
  const rows: string[][] = [];
  const verdicts: Verdict[] = [];
  for (const work of works) {
    progress(work.name);
    const ms = await timesOf(work);
    rows.push([work.name, spread(ms)]);
    const { name, target } = work;
    if (target === null) continue;
    const middle = median(ms);
    verdicts.push({
      what: name,
      target: `under ${target} ms`,
      measured: duration(middle),
      isMet: middle < target,
    });
  }
  return {
    title: 'Cards, in a warm process',
    method: `Medians after a warm-up. Pictures are ${camera.width} × ${camera.height} and hold the code of a generated card, drawn sharp, off the middle.`,
    tables: [[['', 'median'], ...rows]],
    verdicts,
    notes: [],
  };
}

async function timesOf({ warmUp, runs, prepare }: Work): Promise<number[]> {
  const ms: number[] = [];
  for (let run = -warmUp; run < runs; run++) {
    const taken = await timeOf(prepare());
    if (run >= 0) ms.push(taken);
  }
  return ms;
}

async function deal(): Promise<string[]> {
  const cards = await dealCards(generateEntropy(), 'generated', quota);
  return cards.map((card) => writeCardText(encodePayload(card)));
}

async function cardText(secret: Uint8Array, kind: 'generated' | 'existing'): Promise<string> {
  const [card] = await dealCards(secret, kind, quota);
  if (card === undefined) throw new Error('no card was dealt');
  return writeCardText(encodePayload(card));
}

function correction(name: string, text: string): Work {
  const prepare = () => {
    const typed = mistyped(text);
    return () => expectText(readTypedText(typed).text, text);
  };
  return { name, target: 50, warmUp: 50, runs: 200, prepare };
}

/** The text with some characters changed, never the four at its start, which say what it is. */
function mistyped(text: string): string {
  const characters = [...text];
  const places = new Set<number>();
  while (places.size < wrongCharacters) places.add(randomInt(4, text.length));
  for (const place of places) {
    const others = alphabet.replace(characters[place] as string, '');
    characters[place] = others[randomInt(others.length)] as string;
  }
  return characters.join('');
}

function frameReading(name: string, text: string, scale: number): Work {
  const frame = whiteFrame();
  const { size, dark } = qrModules(text);
  // A person's hand never finds the middle.
  const left = Math.floor((camera.width - size * scale) / 2) + 37;
  const top = Math.floor((camera.height - size * scale) / 2) - 13;
  for (let y = 0; y < size * scale; y++) {
    for (let x = 0; x < size * scale; x++) {
      if (dark[Math.floor(y / scale) * size + Math.floor(x / scale)] !== 1) continue;
      const at = ((top + y) * camera.width + left + x) * 4;
      frame.data.fill(0, at, at + 3);
    }
  }
  const prepare = () => () => expectText(readCardFrame(frame), text);
  return { name, target: 60, warmUp: 20, runs: 60, prepare };
}

function whiteFrame(): Frame {
  return { ...camera, data: new Uint8Array(camera.width * camera.height * 4).fill(0xff) };
}

function expectText(found: string | null, expected: string | null): void {
  if (found !== expected) throw new Error('a card was read wrongly: the figure would mean nothing');
}
