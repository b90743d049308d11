import type { Plan } from '@quorate/crypto-core/documents/plan';
import { QuorateError } from '@quorate/crypto-core/errors';
import { isCleanText } from '@quorate/crypto-core/json/fields';

const longestReason = 500;

/**
 * Checks a reason that will stand in the journal for good, for the finder of a stick to read.
 * @returns the reason without blanks around it
 * @throws `reason` when it is empty, too long, not plain text, or names a custodian
 */
export function checkReason(reason: string, custodians: Plan['custodians']): string {
  const text = reason.trim();
  const refuse = (message: string) =>
    new QuorateError(
      'reason',
      message,
      'say in a sentence why; the journal keeps it, names of custodians aside',
    );
  if (text === '') throw refuse('the reason is empty');
  if (text.length > longestReason) throw refuse(`the reason has more than ${longestReason} characters`);
  if (!isCleanText(text)) throw refuse('the reason holds control characters');
  const folded = text.toLowerCase();
  const named = custodians.find(({ name }) => name.length > 2 && folded.includes(name.toLowerCase()));
  if (named !== undefined) throw refuse(`the reason names the custodian ${named.name}`);
  return text;
}
