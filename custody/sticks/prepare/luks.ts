import { randomBytes } from 'node:crypto';
import { runProgram } from './programs.ts';

/** Deriving a key takes two seconds here, and longer on a slower machine or one that is short of memory. */
const patience = 300;

/**
 * Makes a LUKS2 container: argon2id over the phrase, AES-256 in XTS mode. The phrase goes through standard input.
 * @throws `program-failed`
 */
export async function formatLuks(part: string, phrase: Uint8Array): Promise<void> {
  await runProgram(
    'cryptsetup',
    [
      ...[
        'luksFormat',
        '--batch-mode',
        '--type',
        'luks2',
        '--cipher',
        'aes-xts-plain64',
        '--key-size',
        '512',
      ],
      ...['--pbkdf', 'argon2id', '--key-file=-', '--', part],
    ],
    { input: phrase, seconds: patience },
  );
}

/**
 * Opens a container under a name nobody else uses, does something with what is in it, and locks it again, whatever
 * came of it.
 * @param options of cryptsetup
 * @param use gets the opened device
 * @throws `program-failed`
 */
export async function unlocked<Result>(
  part: string,
  phrase: Uint8Array,
  options: readonly string[],
  use: (device: string) => Promise<Result>,
): Promise<Result> {
  const name = `quorate-${randomBytes(8).toString('hex')}`;
  const open = ['open', '--type', 'luks2', ...options, '--key-file=-', '--', part, name];
  await runProgram('cryptsetup', open, { input: phrase, seconds: patience });
  try {
    return await use(`/dev/mapper/${name}`);
  } finally {
    await runProgram('cryptsetup', ['close', '--', name]);
  }
}
