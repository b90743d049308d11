import type { Seeded } from '../cards/seeded.ts';

/** `bytes` with `length` of them from `at` on replaced by `piece`. */
function spliced(bytes: Uint8Array, at: number, length: number, piece: Uint8Array): Uint8Array<ArrayBuffer> {
  const mutated = new Uint8Array(bytes.length - length + piece.length);
  mutated.set(bytes.subarray(0, at));
  mutated.set(piece, at);
  mutated.set(bytes.subarray(at + length), at + piece.length);
  return mutated;
}

/** One of the originals after one to three edits: a byte, a cut, a piece in place of another, a part of another file. */
export function mutate(
  random: Seeded,
  originals: readonly Uint8Array[],
  pieces: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  let bytes = random.pick(originals).slice();
  for (let edits = 1 + random.below(3); edits > 0; edits--) {
    const at = random.below(bytes.length + 1);
    const length = Math.min(random.below(20), bytes.length - at);
    switch (random.below(6)) {
      case 0:
        bytes = spliced(bytes, at, Math.min(1, length), random.bytes(1));
        break;
      case 1:
        bytes = bytes.slice(0, at);
        break;
      case 2:
        bytes = spliced(bytes, at, length, random.pick(pieces));
        break;
      case 3:
        bytes = spliced(bytes, at, 0, random.pick(pieces));
        break;
      case 4:
        bytes = spliced(bytes, at, length, new Uint8Array());
        break;
      default: {
        const other = random.pick(originals);
        const from = random.below(other.length);
        bytes = spliced(bytes, at, length, other.slice(from, from + random.below(60)));
      }
    }
  }
  return bytes;
}
