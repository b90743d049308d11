import { equalBytes } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { type TypedPassword, typedPassword } from '@quorate/custody/import/keyring-password';
import type { Source } from '@quorate/custody/import/sources';
import type { Io } from './io.ts';
import { phrasesAt } from './stick/phrase-terminal.ts';

/** Passwords of keyrings for the bundle. Whoever holds them calls `wipe`. */
export interface TypedPasswords {
  readonly list: readonly TypedPassword[];
  wipe(): void;
}

/**
 * Asks for the password of the keyring of each named source, twice and unseen.
 * @param names of sources
 * @throws `usage-option` for a name that no source has; `terminal-needed`, `not-confirmed`, `interrupted`
 */
export async function askKeyringPasswords(
  names: readonly string[],
  sources: readonly Source[],
  io: Io,
): Promise<TypedPasswords> {
  checkKeyringNames(names, sources);
  const list: TypedPassword[] = [];
  const wipe = () => {
    for (const { file } of list) file.fill(0);
  };
  try {
    for (const name of names) list.push(await askTwice(name, io));
    return { list, wipe };
  } catch (error) {
    wipe();
    throw error;
  }
}

/**
 * Checks that each name is a source's, and given once.
 * @throws `usage-option`
 */
export function checkKeyringNames(names: readonly string[], sources: readonly Source[]): void {
  const isRight = (name: string, index: number) =>
    sources.some((source) => source.name === name) && names.indexOf(name) === index;
  if (names.every(isRight)) return;
  // Not echoed: somebody may have given the password itself.
  throw new QuorateError(
    'usage-option',
    '--keyring-password takes the name of a source, each once, and was given something else',
    `give one of: ${sources.map(({ name }) => name).join(', ')}; the password is asked for unseen, and one given as an argument now stands in the shell's history`,
  );
}

async function askTwice(name: string, io: Io): Promise<TypedPassword> {
  const lend = io.terminal()?.lend;
  if (lend === undefined) {
    throw new QuorateError(
      'terminal-needed',
      `the password of the keyring of ${name} is typed at a terminal, unseen`,
      'run the command in a terminal; a password is never an argument',
    );
  }
  const there = phrasesAt(lend);
  const typed: Uint8Array[] = [];
  try {
    typed.push(await there.askHidden(`Password of the keyring of ${name} (not shown):`));
    typed.push(await there.askHidden('The same once more:'));
    const [one, other] = typed as [Uint8Array, Uint8Array];
    if (one.length === 0 || !equalBytes(one, other)) {
      throw new QuorateError(
        'not-confirmed',
        one.length === 0 ? 'no password was typed' : 'the two passwords are not the same',
        'begin again',
      );
    }
    return typedPassword(name, one);
  } finally {
    for (const bytes of typed) bytes.fill(0);
  }
}
