import { secretBytes } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { findFiles, type ImportedFile, importFiles, type Source, zeroFiles } from '../import/sources.ts';
import type { CeremonyInput, RecognisedFile } from './input.ts';
import type { Journal } from './journal.ts';
import { type SealedCeremony, sealCeremony } from './seal.ts';

/** An imported key file without its bytes: all that leaves the vault. */
export type KeyReport = Omit<RecognisedFile, 'content'> & { readonly bytes: number };

/** A sealed ceremony without its cards: all that leaves the vault. */
export type SealedFolder = Omit<SealedCeremony, 'payloads'>;

/**
 * The only holder of key files and cards in a ceremony. No reference to an array of its own leaves it: what goes out
 * is public, or a copy that is zeroed when its user returns. It remembers every array it ever held, so that it can
 * assert at the end that all of them are zero.
 *
 * Best effort: the runtime may have copied memory while moving it, and text that a person typed was a string. The
 * process ends with the ceremony.
 */
export class Vault {
  #files: RecognisedFile[] = [];
  #cards: readonly Uint8Array[] = [];
  /** Weak, so that a large file leaves memory as soon as it was zeroed and let go. */
  readonly #held: WeakRef<Uint8Array>[] = [];
  /** Counts the wipes: what began before one must not leave anything behind after it. */
  #wipes = 0;

  /**
   * Reads key files, once, and recognises them.
   * @throws `source-…`, `file-…` codes; nothing new is held then
   */
  async import(sources: readonly Source[]): Promise<KeyReport[]> {
    const wipes = this.#wipes;
    const imported = importFiles(findFiles(sources));
    const recognised: RecognisedFile[] = [];
    try {
      for (const file of imported) {
        recognised.push(
          Object.assign(file, { description: await recogniseKeyFile(file.content, file.location) }),
        );
      }
      if (wipes !== this.#wipes) throw wipedMeanwhile();
    } catch (error) {
      zeroFiles(imported);
      throw error;
    }
    for (const { content } of imported) this.#held.push(new WeakRef(content));
    this.#files.push(...recognised);
    return recognised.map(reportOf);
  }

  /** How many key files it holds. */
  get fileCount(): number {
    return this.#files.length;
  }

  /** Zeroes the key files: the keys step starts anew. */
  releaseFiles(): void {
    zeroFiles(this.#files);
    this.#files = [];
  }

  /**
   * Seals the key files; they are zeroed as soon as they stand in the archive, and the cards kept.
   * @throws the codes of `sealCeremony`; the vault is empty then
   */
  async seal(
    input: Omit<CeremonyInput, 'files'>,
    journal: Journal,
    onStep: (step: string) => void = () => {},
  ): Promise<SealedFolder> {
    const files = this.#files.sort(byPath);
    const wipes = this.#wipes;
    if (files.length === 0 || this.#cards.length > 0) {
      throw new QuorateError('ceremony-order', 'the vault does not hold key files that are to be sealed');
    }
    try {
      const { payloads, ...sealed } = await sealCeremony({ ...input, files }, journal, onStep);
      if (wipes !== this.#wipes) {
        for (const payload of payloads) payload.fill(0);
        throw wipedMeanwhile();
      }
      this.#cards = payloads;
      for (const payload of payloads) this.#held.push(new WeakRef(payload));
      return sealed as SealedFolder;
    } finally {
      zeroFiles(files);
      if (this.#files === files) this.#files = [];
    }
  }

  /**
   * Lends a copy of a card's payload, zeroed when its user returns or throws.
   * @param number from 1
   */
  withCard<Result>(number: number, use: (payload: Uint8Array) => Result): Result {
    const card = this.#cards[number - 1];
    if (card === undefined) throw new QuorateError('ceremony-order', `there is no card ${number} to print`);
    const copy = secretBytes(card.length);
    copy.set(card);
    try {
      return use(copy);
    } finally {
      copy.fill(0);
    }
  }

  /** Zeroes everything. May be called at any time, and again. */
  wipe(): void {
    this.#wipes++;
    this.releaseFiles();
    for (const card of this.#cards) card.fill(0);
    this.#cards = [];
  }

  /**
   * Asserts that every array the vault ever held is zero, and forgets them.
   * @throws `vault-not-wiped`
   */
  assertWiped(): void {
    const left = this.#held.filter((held) => !isZero(held.deref() ?? nothing)).length;
    if (this.#files.length > 0 || this.#cards.length > 0 || left > 0) {
      throw new QuorateError(
        'vault-not-wiped',
        `${left + this.#files.length + this.#cards.length} secrets are still in memory`,
        'end the program and switch the machine off',
      );
    }
    this.#held.length = 0;
  }
}

const nothing = new Uint8Array(0);

function wipedMeanwhile(): QuorateError {
  return new QuorateError('ceremony-order', 'the ceremony was ended meanwhile; nothing is held');
}

/** Every byte equals the one before it, and the first is zero: the comparison of whole arrays is the system's, and fast. */
function isZero(array: Uint8Array): boolean {
  if (array.length === 0) return true;
  return array[0] === 0 && Buffer.compare(array.subarray(1), array.subarray(0, -1)) === 0;
}

function reportOf({ name, path, location, mode, modified, content, description }: RecognisedFile): KeyReport {
  return { name, path, location, mode, modified, description, bytes: content.length };
}

function byPath(one: ImportedFile, other: ImportedFile): number {
  return Buffer.compare(Buffer.from(one.path), Buffer.from(other.path));
}
