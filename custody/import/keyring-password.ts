import { QuorateError } from '@quorate/crypto-core/errors';
import {
  keyringPasswordBytes,
  keyringPasswordFile,
  opensKeyringItem,
  passwordIn,
} from '@quorate/crypto-core/keys/keyring-password';
import { byPath } from './home.ts';
import type { FoundFile, ImportedFile } from './sources.ts';

/** A keyring's password that a person typed, to go into the bundle as a file of a source. */
export interface TypedPassword {
  /** Name of the source whose keyring it opens. */
  readonly name: string;
  /** The file `keyring-password.txt`; zeroed by whoever took it from the keyboard. */
  readonly file: Uint8Array;
}

/**
 * A password as the file that goes into the bundle.
 * @param password at most 256 bytes; stays the caller's
 */
export function typedPassword(name: string, password: Uint8Array): TypedPassword {
  return { name, file: keyringPasswordBytes(password) };
}

/**
 * Puts typed passwords among the found files, in the archive's order.
 * @throws `source-name` where the source has a file of that name already
 */
export function withPasswords(found: readonly FoundFile[], passwords: readonly TypedPassword[]): FoundFile[] {
  const typed = passwords.map(({ name, file }): FoundFile => {
    const path = `${name}/${keyringPasswordFile}`;
    return { name, path, location: path, typed: file };
  });
  const taken = found.find(({ path }) => typed.some((one) => one.path === path));
  if (taken !== undefined) {
    throw new QuorateError(
      'source-name',
      `the source ${taken.name} holds a file ${keyringPasswordFile} already`,
      'leave the typed password out, or take that file out of the source',
    );
  }
  return [...found, ...typed].sort(byPath);
}

/**
 * Proves each typed password on the keyring it is for: a password with a slip in it, typed twice alike or cut short by
 * the terminal, would be found out when it is too late.
 * @param files of all sources
 * @throws `expectation-unmet`
 */
export async function checkPasswords(
  files: readonly Pick<ImportedFile, 'name' | 'content'>[],
  passwords: readonly TypedPassword[],
): Promise<void> {
  for (const { name, file } of passwords) {
    const own = files.filter((one) => one.name === name);
    const proof = await firstProof(own, passwordIn(file));
    if (proof === 'opened') continue;
    throw new QuorateError(
      'expectation-unmet',
      proof === 'refused'
        ? `the password typed for the source ${name} opens no item of its keyring`
        : `the source ${name} holds no keyring item on which its password could be proved`,
      proof === 'refused'
        ? 'type it again, in ASCII, as only that can be typed unseen; or put it into the source as a file'
        : 'give the folder keyring-file too, or leave the password out',
    );
  }
}

async function firstProof(
  files: readonly Pick<ImportedFile, 'content'>[],
  password: Uint8Array,
): Promise<'opened' | 'refused' | 'none'> {
  let proof: 'refused' | 'none' = 'none';
  for (const { content } of files) {
    const opens = await opensKeyringItem(content, password);
    if (opens === true) return 'opened';
    if (opens === false) proof = 'refused';
  }
  return proof;
}
