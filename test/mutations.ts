import { QuorateError } from '@quorate/crypto-core/errors';

/** A small seeded generator (mulberry32), so that a failing run can be had again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One hostile variant of some bytes: bits flipped, parts removed, doubled, replaced, cut off or put in. */
export function mutate(original: Uint8Array, random: () => number): Uint8Array {
  let bytes: Uint8Array = original.slice();
  const rounds = 1 + Math.floor(random() * 4);
  for (let round = 0; round < rounds; round++) bytes = mutateOnce(bytes, random);
  return bytes;
}

function mutateOnce(bytes: Uint8Array, random: () => number): Uint8Array {
  const at = Math.floor(random() * (bytes.length + 1));
  const end = Math.min(bytes.length, at + Math.floor(random() * 40));
  const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
  switch (Math.floor(random() * 7)) {
    case 0: {
      const flipped = bytes.slice();
      if (at < flipped.length) flipped[at] = (flipped[at] as number) ^ (1 << Math.floor(random() * 8));
      return flipped;
    }
    case 1:
      return bytes.slice(0, at);
    case 2:
      return joined(bytes.slice(0, at), bytes.slice(end));
    case 3:
      return joined(bytes.slice(0, end), bytes.slice(at));
    case 4: {
      const piece = Uint8Array.from({ length: 1 + Math.floor(random() * 8) }, () =>
        Math.floor(random() * 256),
      );
      return joined(bytes.slice(0, at), piece, bytes.slice(at));
    }
    case 5: {
      const hostile = hostilePieces[Math.floor(random() * hostilePieces.length)] as string;
      return joined(bytes.slice(0, at), Buffer.from(hostile), bytes.slice(end));
    }
    default: {
      const changed = bytes.slice();
      changed.fill(Math.floor(random() * 256), at, end);
      return changed;
    }
  }
}

const hostilePieces = [
  '"__proto__":{}',
  '[[[[[[[[',
  '{"a":',
  '1e999',
  '\\u0000',
  '\ud800',
  '-0',
  '\0',
  '../',
  'null',
  '9'.repeat(30),
  '\u202e',
  '\n',
  ' ',
];

/**
 * Feeds mutations to a parser. Each must be refused with a typed error or give a result that `judge` accepts.
 * @returns how many were refused and accepted, and the slowest in milliseconds
 */
export function feedMutations<Result>(
  originals: readonly Uint8Array[],
  count: number,
  seed: number,
  parse: (bytes: Uint8Array) => Result,
  judge: (result: Result, bytes: Uint8Array) => boolean,
): { readonly refused: number; readonly accepted: number; readonly slowest: number } {
  const random = seeded(seed);
  let refused = 0;
  let accepted = 0;
  let slowest = 0;
  for (let index = 0; index < count; index++) {
    const bytes = mutate(originals[index % originals.length] as Uint8Array, random);
    const start = performance.now();
    try {
      if (!judge(parse(bytes), bytes))
        throw new Error(`mutation ${index} of seed ${seed} was accepted wrongly`);
      accepted++;
    } catch (error) {
      if (!(error instanceof QuorateError)) throw error;
      refused++;
    }
    slowest = Math.max(slowest, performance.now() - start);
  }
  return { refused, accepted, slowest };
}
