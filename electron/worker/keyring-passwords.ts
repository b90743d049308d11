import { toUtf8 } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { type TypedPassword, typedPassword } from '@quorate/custody/import/keyring-password';

const mostBytes = 256;

/**
 * Passwords of keyrings as a window sent them, as files for the bundle, for as long as the work takes: all that can be
 * zeroed of them is, whatever becomes of it.
 * @throws `usage-option` for a name that no source has, or twice; `not-confirmed` for an empty one or one that is too
 * long; what the work throws
 */
export async function withKeyringPasswords<Result>(
  typed: readonly { readonly name: string; readonly password: string }[],
  sources: readonly string[],
  work: (passwords: readonly TypedPassword[]) => Promise<Result>,
): Promise<Result> {
  const files: TypedPassword[] = [];
  try {
    for (const [index, { name, password }] of typed.entries()) {
      const isOther = typed.findIndex((one) => one.name === name) !== index;
      if (isOther || !sources.includes(name)) {
        throw new QuorateError(
          'usage-option',
          'a keyring password was typed for no source, or twice for one',
          'type one for each source whose keyring has one',
        );
      }
      files.push(fileOf(name, password));
    }
    return await work(files);
  } finally {
    for (const { file } of files) file.fill(0);
  }
}

function fileOf(name: string, password: string): TypedPassword {
  const bytes = toUtf8(password);
  try {
    if (bytes.length > 0 && bytes.length <= mostBytes && !bytes.includes(0x0a))
      return typedPassword(name, bytes);
    throw new QuorateError(
      'not-confirmed',
      `the password typed for the keyring of ${name} is empty, or longer than any`,
      'type it again, or leave it out',
    );
  } finally {
    bytes.fill(0);
  }
}
