import { QuorateError } from '@quorate/crypto-core/errors';
import { isCleanText } from '@quorate/crypto-core/json/fields';

/** A name as a record may hold it. @throws `usage-option` */
export function givenName(typed: string): string {
  const name = typed.trim();
  if (name !== '' && isCleanText(name) && [...name].length <= 120) return name;
  throw new QuorateError(
    'usage-option',
    'a name is empty, has control characters, or more than 120 characters',
    'type it as it is written',
  );
}
