import { openPasswordJwe, readPasswordJwe } from './jwe.ts';
import { type KeyDescription, opaque } from './key-description.ts';
import type { KeyFile } from './key-file.ts';

/** Name of the file that holds the password of a Cosmos keyring in a backup. */
export const keyringPasswordFile = 'keyring-password.txt';

const fileBytes = 512;
const lineFeed = 0x0a;

/**
 * The file for a password: the password on the first line, and line feeds up to 512 bytes. The manifest on every stick
 * tells the size of each file, and the length of a password is a help to whoever guesses it.
 * @param password at most 256 bytes, without a line feed; stays the caller's
 * @returns bytes that the caller zeroes
 */
export function keyringPasswordBytes(password: Uint8Array): Uint8Array {
  const file = new Uint8Array(fileBytes).fill(lineFeed);
  file.set(password);
  return file;
}

/** The password in such a file, as a view of it. */
export function passwordIn(file: Uint8Array): Uint8Array {
  const end = file.indexOf(lineFeed);
  return end === -1 ? file : file.subarray(0, end);
}

/**
 * Whether a password opens an item of a keyring. An item that asks for more iterations than are ever tried does not
 * open.
 * @returns null for a file that is no item under a password
 */
export async function opensKeyringItem(item: Uint8Array, password: Uint8Array): Promise<boolean | null> {
  const jwe = readPasswordJwe(item);
  if (jwe === null) return null;
  const plaintext = await openPasswordJwe(jwe, password);
  plaintext?.fill(0);
  return plaintext !== null;
}

/** The password of a Cosmos keyring, known by the file's name: one line of text and nothing else. */
export async function recogniseKeyringPassword({ bytes, baseName }: KeyFile): Promise<KeyDescription | null> {
  if (baseName !== keyringPasswordFile || bytes.length > 2 * fileBytes) return null;
  const line = passwordIn(bytes);
  if (line.length === 0 || line.some((byte) => byte < 0x20)) return null;
  const hasMore = bytes.subarray(line.length).some((byte) => byte !== lineFeed);
  return hasMore ? null : { ...opaque(note), type: 'secrets-file' };
}

const note = {
  code: 'plaintext',
  text: 'It is the password of the Cosmos keyring of this source, in plain text on its first line. Whoever restores it can open the keyring.',
} as const;
