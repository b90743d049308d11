import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dealCards } from '@quorate/crypto-core/cards/deal';
import { encodePayload } from '@quorate/crypto-core/cards/payload';
import { UntrustedQuorum } from '@quorate/crypto-core/cards/quorum';
import { writeCardText } from '@quorate/crypto-core/cards/text';
import type * as TypedText from '@quorate/crypto-core/cards/typed-text';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Arguments } from '../../cli/command.ts';
import type { Io } from '../../cli/io.ts';
import { gatherCards } from '../../cli/shares.ts';
import { refusalOf } from '../refusal.ts';
import { writeCard } from './ceremony-folder.ts';

// A card that is not used leaves no share behind, whoever said no.

/** Shares of the cards that typing gave, as the program itself holds them. */
const shares = vi.hoisted((): Uint8Array[] => []);
vi.mock('@quorate/crypto-core/cards/typed-text', async (original) => {
  const real = await original<typeof TypedText>();
  const readTypedText: typeof real.readTypedText = (...given) => {
    const reading = real.readTypedText(...given);
    shares.push((reading.status === 'clean' ? reading.card : reading.accept()).share);
    return reading;
  };
  return { ...real, readTypedText };
});

const root = mkdtempSync(join(tmpdir(), 'quorate-zeroing-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let text: string;
beforeAll(async () => {
  const secret = new Uint8Array(32).fill(7);
  const [card] = await dealCards(secret, 'generated', { threshold: 2, count: 3 });
  text = writeCardText(encodePayload(card as NonNullable<typeof card>));
});

const args = (shareFile: string, yesCorrect = false): Arguments => ({
  positionals: [],
  text: () => undefined,
  texts: (option) => (option === 'share' ? [shareFile] : []),
  flag: () => yesCorrect,
  number: () => undefined,
});
const io = (answer: string | null): Io => ({
  json: false,
  say: () => {},
  print: () => {},
  progress: () => {},
  readInput: async () => '',
  terminal: () => (answer === null ? null : { ask: async () => answer, askCard: async () => '' }),
});
const isZero = (share: Uint8Array | undefined) => share?.every((byte) => byte === 0);
const corrected = () => writeCard(root, 'typo.txt', `${text.slice(0, 40)}?${text.slice(41)}`);

it.each([
  ['no', 'card-correction'],
  [null, 'card-correction'],
] as const)('corrections answered with %s', async (answer, code) => {
  expect((await refusalOf(() => gatherCards(args(corrected()), io(answer), {}))).code).toBe(code);
  expect(isZero(shares.at(-1))).toBe(true);
});

it.each(['no', null])('an unlisted card answered with %s', async (answer) => {
  const unlisted = { digests: [{ number: 1, digest: '0'.repeat(64) }] };
  const path = writeCard(root, 'card.txt', text);
  const refusal = await refusalOf(() => gatherCards(args(path), io(answer), unlisted));
  expect(refusal.code).toBe(answer === null ? 'card-unlisted' : 'not-confirmed');
  expect(isZero(shares.at(-1))).toBe(true);
});

it('a card that is used keeps its share until its quorum is wiped', async () => {
  const quorum = await gatherCards(args(corrected(), true), io(null), {});
  expect(quorum).toBeInstanceOf(UntrustedQuorum);
  expect(isZero(shares.at(-1))).toBe(false);
  quorum.wipe();
  expect(isZero(shares.at(-1))).toBe(true);
});
