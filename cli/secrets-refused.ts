import { QuorateError } from '@quorate/crypto-core/errors';
import { bip39Words } from '@quorate/crypto-core/passphrase/words';

// A card, wherever it stands and however it was mistyped; shorter runs are file names.
const card = /qs1[\s-]*(?:[a-z0-9?][\s-]*){40,}/i;
/** So many words of the list in a row are no accident; half a passphrase is as bad as a whole one. */
const wordRun = 12;

/**
 * Refuses a card or passphrase given where others can read it: in the arguments, which every user of the machine
 * sees and the shell writes down, or in the environment, which every child process inherits. Nothing is repeated.
 * @throws `secret-in-arguments`, `secret-in-environment`
 */
export function refuseExposedSecrets(words: readonly string[], environment: NodeJS.ProcessEnv): void {
  if (isSecret(words.join(' '))) {
    throw inArguments();
  }
  const exposed = Object.entries(environment).find(([, value]) => value !== undefined && isSecret(value));
  if (exposed !== undefined) {
    throw new QuorateError(
      'secret-in-environment',
      `the environment variable ${exposed[0]} holds a card or passphrase; it was not used`,
      'unset it: every program started from this shell can read it',
    );
  }
}

const symbols = '[02-9ac-hj-np-z?]';
/** What may be a card whose beginning is missing or mistyped, in one piece or in its printed groups. */
const cardLike = new RegExp(`${symbols}{40,}|(?:${symbols}{4}[\\s-]+){9}${symbols}{4}`, 'gi');

/**
 * Refuses a card or passphrase that stands where a file's name is due, even half of one or one under another name: an
 * error about the file would repeat it.
 * @throws `secret-in-arguments`
 */
export function refuseSecretAsName(name: string): void {
  // Hashes are long too, and files are named after them.
  const isCard = (name.match(cardLike) ?? []).some((run) => /[^0-9a-f\s-]/i.test(run));
  const isPassphrase = /^\s*([a-z]{3,8}\s+){5,}[a-z]{3,8}\s*$/i.test(name) || hasWordRun(name, 6);
  if (isCard || isPassphrase || isSecret(name)) throw inArguments();
}

function inArguments(): QuorateError {
  return new QuorateError(
    'secret-in-arguments',
    'a card or passphrase was given as an argument; it was not used',
    "it now stands in the shell's history and was visible to other users: clear the history, and give cards as files, images or at the prompt",
  );
}

function isSecret(text: string): boolean {
  return card.test(text) || hasWordRun(text, wordRun);
}

function hasWordRun(text: string, length: number): boolean {
  let run = 0;
  for (const word of text.toLowerCase().split(/[^a-z]+/)) {
    run = bip39Words.includes(word) ? run + 1 : 0;
    if (run >= length) return true;
  }
  return false;
}
