import { reserveKeyRoom } from '@quorate/crypto-core/bundle/key-room';
import { secretBytes } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { bundleFile } from '../folder/layout.ts';
import { findKeyFiles, type LeftOut } from '../import/home.ts';
import { checkPasswords, type TypedPassword, withPasswords } from '../import/keyring-password.ts';
import { importFiles, type Source, sizesOf, zeroFiles } from '../import/sources.ts';
import { HeldMemory, type PublicBytes } from './held-memory.ts';
import type { CeremonyInput, RecognisedFile } from './input.ts';
import type { Journal } from './journal.ts';
import { type SealedCeremony, sealCeremony } from './seal.ts';

/** An imported key file without its bytes: all that leaves the vault. */
export type KeyReport = Omit<RecognisedFile, 'content'> & { readonly bytes: number };

/** What came of an import: what is held, and what of the sources was left where it is. */
export interface ImportReport {
  readonly keys: readonly KeyReport[];
  readonly left: readonly LeftOut[];
}

/** A sealed ceremony without its cards: all that leaves the vault. */
export type SealedFolder = Omit<SealedCeremony, 'payloads'>;

/**
 * The only holder of key files and cards in a ceremony. No reference to an array of its own leaves it, until the keys
 * in it are encrypted: what goes out is public, or a copy that is zeroed when its user returns. It remembers all
 * memory it ever held secrets in, so that it can assert at the end that nothing is left there but zeros, and the
 * bundle where the keys were.
 *
 * Best effort: the runtime may have copied memory while moving it, and text that a person typed was a string. The
 * process ends with the ceremony.
 */
export class Vault {
  #keys: ImportedKeys | null = null;
  #cards: readonly Uint8Array[] = [];
  readonly #held = new HeldMemory();
  /** Counts the wipes: what began before one must not leave anything behind after it. */
  #wipes = 0;

  /**
   * Finds the key files of the sources, reads them, once, to where the bundle will have them, and recognises them.
   * @param passwords of keyrings, to be held as files of their sources; they stay the caller's to zero
   * @throws `source-…`, `file-…` codes, `archive-name`, `expectation-unmet` for a password that opens no keyring,
   * `ceremony-order` when it holds key files already; nothing new is held then
   */
  async import(sources: readonly Source[], passwords: readonly TypedPassword[] = []): Promise<ImportReport> {
    const wipes = this.#wipes;
    this.#refuseSecondImport();
    const { left, ...keys } = await importKeys(sources, passwords);
    try {
      if (wipes !== this.#wipes) throw wipedMeanwhile();
      this.#refuseSecondImport();
    } catch (error) {
      zeroFiles(keys.files);
      throw error;
    }
    this.#held.add(keys.room.bytes);
    this.#keys = keys;
    return { keys: keys.files.map(reportOf), left };
  }

  /** How many key files it holds. */
  get fileCount(): number {
    return this.#keys?.files.length ?? 0;
  }

  /** Zeroes the key files: the keys step starts anew. */
  releaseFiles(): void {
    zeroFiles(this.#keys?.files ?? []);
    this.#keys = null;
  }

  /**
   * Seals the key files: they are encrypted where they stand, and the cards kept.
   * @throws the codes of `sealCeremony`; the vault is empty then
   */
  async seal(
    input: Omit<CeremonyInput, keyof ImportedKeys>,
    journal: Journal,
    onStep: (step: string) => void = () => {},
  ): Promise<SealedFolder> {
    const keys = this.#keys;
    const wipes = this.#wipes;
    if (keys === null || this.#cards.length > 0) {
      throw new QuorateError('ceremony-order', 'the vault does not hold key files that are to be sealed');
    }
    try {
      const { payloads, ...sealed } = await sealCeremony({ ...input, ...keys }, journal, onStep);
      for (const payload of payloads) this.#held.add(payload);
      if (wipes !== this.#wipes) {
        for (const payload of payloads) payload.fill(0);
        throw wipedMeanwhile();
      }
      this.#held.became(bundleOf(sealed));
      this.#cards = payloads;
      return sealed as SealedFolder;
    } catch (error) {
      keys.room.bytes.fill(0);
      // Whatever else it failed for: zeroed in the middle, the keys could not be sealed any more.
      throw wipes === this.#wipes ? error : wipedMeanwhile();
    } finally {
      if (this.#keys === keys) this.#keys = null;
    }
  }

  #refuseSecondImport(): void {
    if (this.#keys !== null) throw new QuorateError('ceremony-order', 'the vault holds key files already');
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
    // All of the room: in the middle of a seal there is more in it than the key files.
    this.#keys?.room.bytes.fill(0);
    this.releaseFiles();
    for (const card of this.#cards) card.fill(0);
    this.#cards = [];
  }

  /**
   * Asserts that nothing is left of any secret the vault ever held, and forgets where they were.
   * @throws `vault-not-wiped`
   */
  assertWiped(): void {
    const left = this.#held.countLeft() + this.fileCount + this.#cards.length;
    if (left > 0) {
      throw new QuorateError(
        'vault-not-wiped',
        `${left} secrets are still in memory`,
        'end the program and switch the machine off',
      );
    }
    this.#held.forget();
  }
}

type ImportedKeys = Required<Pick<CeremonyInput, 'files' | 'room'>>;

/** What was read is zero when one of the files cannot be read or recognised. */
async function importKeys(
  sources: readonly Source[],
  passwords: readonly TypedPassword[],
): Promise<ImportedKeys & Pick<ImportReport, 'left'>> {
  const { taken, left } = findKeyFiles(sources);
  const found = withPasswords(taken, passwords);
  const room = reserveKeyRoom(sizesOf(found));
  const imported = importFiles(found, room.contents);
  try {
    const files: RecognisedFile[] = [];
    for (const file of imported) {
      const description = await recogniseKeyFile(file.content, file.location);
      files.push(Object.assign(file, { description }));
    }
    await checkPasswords(files, passwords);
    return { files, room, left };
  } catch (error) {
    zeroFiles(imported);
    throw error;
  }
}

function wipedMeanwhile(): QuorateError {
  return new QuorateError('ceremony-order', 'the ceremony was ended meanwhile; nothing is held');
}

function reportOf({ name, path, location, mode, modified, content, description }: RecognisedFile): KeyReport {
  return { name, path, location, mode, modified, description, bytes: content.length };
}

function bundleOf({ folder }: Omit<SealedCeremony, 'payloads'>): PublicBytes {
  const file = folder.files.find(({ path }) => path === bundleFile);
  if (file?.sha256 === undefined) throw new Error('a sealed folder has a bundle and its hash');
  return { bytes: file.bytes, sha256: file.sha256 };
}
