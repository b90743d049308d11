import { equalBytes, fromHex } from '@quorate/crypto-core/encoding';
import { nodePrimitives } from '../primitives.ts';

/** A bundle that stands where secrets stood. */
export interface PublicBytes {
  readonly bytes: Uint8Array;
  /** What the world knows them by: 64 hex digits. */
  readonly sha256: string;
}

interface Held {
  /**
   * Weak, so that a large one leaves memory as soon as it was let go. The memory itself, not a view of it, which may
   * be gone while another view is still in use.
   */
  readonly memory: WeakRef<ArrayBufferLike>;
  /** What else than zeros may stand in it. */
  bundle: { readonly start: number; readonly length: number; readonly sha256: Uint8Array } | null;
}

/** Remembers all memory that ever held secrets, to tell at the end what is left of them. */
export class HeldMemory {
  #held: Held[] = [];

  /** @param array with memory of its own */
  add(array: Uint8Array): void {
    this.#held.push({ memory: new WeakRef(array.buffer), bundle: null });
  }

  /** The secrets were overwritten with a bundle, which is no secret: it may stay where they stood. */
  became({ bytes, sha256 }: PublicBytes): void {
    const held = this.#held.find(({ memory }) => memory.deref() === bytes.buffer);
    if (held === undefined) throw new Error('the bundle does not stand where its keys stood');
    held.bundle = { start: bytes.byteOffset, length: bytes.length, sha256: fromHex(sha256) };
  }

  /** In how many places something is left: neither zero nor, to the last byte, the bundle that is on every stick. */
  countLeft(): number {
    return this.#held.filter((held) => !isClean(held)).length;
  }

  forget(): void {
    this.#held = [];
  }
}

function isClean({ memory, bundle }: Held): boolean {
  const buffer = memory.deref();
  if (buffer === undefined) return true;
  if (bundle === null) return isZero(new Uint8Array(buffer));
  const { start, length, sha256 } = bundle;
  return (
    isZero(new Uint8Array(buffer, 0, start)) &&
    isZero(new Uint8Array(buffer, start + length)) &&
    equalBytes(nodePrimitives.sha256(new Uint8Array(buffer, start, length)), sha256)
  );
}

/** Every byte equals the one before it, and the first is zero: the comparison of whole arrays is the system's, and fast. */
function isZero(array: Uint8Array): boolean {
  if (array.length === 0) return true;
  return array[0] === 0 && Buffer.compare(array.subarray(1), array.subarray(0, -1)) === 0;
}
