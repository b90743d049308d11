import { deflateSync } from 'node:zlib';
import { textLengths } from '@quorate/crypto-core/cards/alphabet';
import type { ErrorCode } from '@quorate/crypto-core/errors';
import { qrModules, qrPng } from '@quorate/custody/cards/qr-code';
import { readCardFrame, readCardImage } from '@quorate/custody/cards/read-card-image';
import jpeg from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { feedMutations, seeded } from '../../mutations.ts';
import { expectRefusal } from '../../refusal.ts';
import { readVectors } from '../../vectors.ts';

const { sets } = readVectors<{ sets: { cards: { text: string }[] }[] }>('shares.json');
const texts = sets.map(({ cards }) => (cards[0] as { text: string }).text);
const text = texts[0] as string;

/** A code drawn as a camera might see it: turned, at some size, on grey paper, with noise. */
function photograph(
  content: string,
  { width = 1280, height = 720, module = 9, degrees = 0, noise = 0, seed = 1 } = {},
) {
  const { size, dark } = qrModules(content);
  const random = seeded(seed);
  const data = new Uint8Array(width * height * 4);
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const column = Math.floor((cos * dx + sin * dy) / module + size / 2);
      const row = Math.floor((cos * dy - sin * dx) / module + size / 2);
      const inside = column >= 0 && row >= 0 && column < size && row < size;
      const paper = inside && dark[row * size + column] === 1 ? 40 : 215;
      const value = Math.max(0, Math.min(255, paper + (random() - 0.5) * noise));
      data.set([value, value, value, 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

describe('images of cards', () => {
  it.each(texts.map((each) => [each.length, each] as const))(
    'a code of %i characters is read from its PNG',
    (_, each) => {
      expect(readCardImage(qrPng(each, 8), 'card.png')).toBe(each);
      expect(readCardImage(qrPng(each, 3), 'card.png')).toBe(each);
    },
  );

  it.each([
    ['straight', {}],
    ['turned a little', { degrees: 7 }],
    ['turned a lot', { degrees: 140 }],
    ['with noise', { noise: 120, degrees: 3 }],
    ['large, as a telephone takes it', { width: 2000, height: 1500, module: 20, noise: 60, degrees: 2 }],
  ])('a photograph, %s, is read', (_, options) => {
    const photo = photograph(text, options);
    expect(readCardImage(new Uint8Array(jpeg.encode(photo, 80).data), 'photo.jpg')).toBe(text);
  });

  it('a frame of a camera is read, an empty one is not', () => {
    expect(readCardFrame(photograph(text))).toBe(text);
    expect(readCardFrame({ width: 64, height: 64, data: new Uint8Array(64 * 64 * 4).fill(255) })).toBeNull();
  });

  it('all legal lengths', () => {
    for (const length of textLengths) {
      const content = `QS1${'Z'.repeat(length - 3)}`;
      expect(readCardImage(qrPng(content, 4), 'card.png')).toBe(content);
    }
  });
});

/** A PNG whose header claims a size that its contents need not have. */
function forgedPng(
  width: number,
  height: number,
  { interlaced = 0, content = new Uint8Array(10) } = {},
): Uint8Array {
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), body]);
    const crc = named.reduce(
      (sum, byte) => (crcTable[(sum ^ byte) & 0xff] as number) ^ (sum >>> 8),
      0xffffffff,
    );
    const [length, end] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    end.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
    return Buffer.concat([length, named, end]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, interlaced], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(
    Buffer.concat([
      signature,
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(content)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

/** A small JPEG whose frame header claims another size. */
function claimingJpeg(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(
    jpeg.encode(photograph(text, { width: 160, height: 160, module: 3 }), 50).data,
  );
  const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0);
  new DataView(bytes.buffer).setUint16(frame + 5, height);
  new DataView(bytes.buffer).setUint16(frame + 7, width);
  return bytes;
}

/** A PNG that says it is small, and then says again that it is large. */
function twiceHeaded(): Uint8Array {
  const [small, large] = [forgedPng(10, 10), forgedPng(20_000, 20_000, { interlaced: 1 })];
  return new Uint8Array(Buffer.concat([small.subarray(0, 33), large.subarray(8)]));
}

describe('images that are none, or hostile', () => {
  it.each<[string, Uint8Array, string]>([
    ['no image', Buffer.from('GIF89a'), 'image-format'],
    ['an empty file', new Uint8Array(0), 'image-format'],
    ['a PNG of 4 billion pixels', forgedPng(65_535, 65_535), 'image-too-large'],
    ['a JPEG that claims 42 million pixels', claimingJpeg(6500, 6500), 'image-too-large'],
    ['a JPEG of 9 million pixels that ends at once', claimingJpeg(3000, 3000), 'image-damaged'],
    ['a PNG without pixels', forgedPng(0, 10), 'image-damaged'],
    // pngjs notices by chance whether pixels are missing; no code is found either way.
    ['a PNG with too few pixels', forgedPng(500, 500), 'image-damaged image-no-code'],
    ['an interlaced PNG', forgedPng(10, 10, { interlaced: 1 }), 'image-format'],
    ['a PNG with a second header', twiceHeaded(), 'image-damaged'],
    [
      'a PNG that inflates a thousandfold',
      forgedPng(40, 40, { content: new Uint8Array(20e6) }),
      'image-damaged',
    ],
    ['a truncated PNG', qrPng(text, 4).slice(0, 300), 'image-damaged'],
    [
      'a truncated JPEG',
      new Uint8Array(jpeg.encode(photograph(text), 80).data).slice(0, 400),
      'image-damaged',
    ],
    [
      'a white picture',
      new Uint8Array(
        jpeg.encode({ width: 300, height: 300, data: new Uint8Array(360_000).fill(255) }, 80).data,
      ),
      'image-no-code',
    ],
    ['a file of 40 MB', Object.assign(new Uint8Array(40e6), { 0: 0x89 }), 'image-too-large'],
  ])('%s: refused in under two seconds', async (_, bytes, code) => {
    const start = performance.now();
    await expectRefusal(() => readCardImage(bytes, 'card.png'), code.split(' ') as ErrorCode[], /card.png/);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('1000 mutated images are refused, or give the text they show', () => {
    const small = qrPng(text, 2);
    const photo = new Uint8Array(
      jpeg.encode(photograph(text, { width: 320, height: 240, module: 5 }), 70).data,
    );
    const result = feedMutations(
      [small, photo],
      1000,
      8,
      (bytes) => readCardImage(bytes, 'card'),
      (read) => typeof read === 'string',
    );
    expect(result.refused).toBeGreaterThan(300);
    expect(result.slowest).toBeLessThan(4000);
  });
});
