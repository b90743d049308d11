import type { Plan } from '@quorate/crypto-core/documents/plan';
import { QuorateError } from '@quorate/crypto-core/errors';
import { isCleanText } from '@quorate/crypto-core/json/fields';
import type { Declaration } from '../drives/protection.ts';
import { foldedPlain } from '../people/same-person.ts';
import type { Override } from './machine/state.ts';

const longestReason = 500;
/** Fewer characters tell nobody anything in five years. */
const shortestReason = 4;

/** Letters that a part of a name has at least to tell of somebody: shorter ones are words of every language. */
const tellingLetters = 3;

/**
 * Checks a reason that will stand in the journal for good, for the finder of a stick to read.
 * @param what the reason in messages
 * @returns the reason without blanks around it
 * @throws `reason` when it is empty, too short, too long, not plain text, or names a custodian or the place of a card
 */
export function checkReason(reason: string, custodians: Plan['custodians'], what = 'the reason'): string {
  const text = reason.trim();
  const refuse = (fault: string) =>
    new QuorateError(
      'reason',
      `${what} ${fault}`,
      'say in a sentence why; the journal keeps it for whoever finds a stick, so it names no custodian and no place',
    );
  if (text === '') throw refuse('is empty');
  if (text.length > longestReason) throw refuse(`has more than ${longestReason} characters`);
  if (!isCleanText(text)) throw refuse('holds control characters');
  const named = custodianNamedIn(text, custodians);
  if (named !== null) throw refuse(`names the custodian ${named}`);
  const words = foldedPlain(text);
  const place = custodians.find(({ location }) => holdsWord(words, foldedPlain(location)));
  if (place !== undefined) throw refuse(`names the place of a card, ${place.location}`);
  if (/\p{Cf}/u.test(text)) throw refuse('holds characters that nobody sees');
  if (mixesScripts(text)) throw refuse('has a word with letters of two alphabets that look alike');
  if (text.length < shortestReason) throw refuse('is too short to tell anybody why');
  return text;
}

/**
 * Checks every reason that a plan brings with it, and those for which checks were overridden before anybody knew the
 * custodians, against the plan's own.
 * @throws `reason`, as {@link checkReason}
 */
export function checkPlanReasons(
  plan: Pick<Plan, 'custodians' | 'overrides' | 'singleStickReason'>,
  made: readonly Override[] = [],
): void {
  const { custodians, overrides, singleStickReason } = plan;
  if (singleStickReason !== null) {
    checkReason(singleStickReason, custodians, "the plan's reason for a single stick");
  }
  for (const { check, reason } of overrides) {
    checkReason(reason, custodians, `the plan's reason for overriding ${check.slice(0, 40)}`);
  }
  for (const { check, reason } of made) {
    try {
      checkReason(reason, custodians, `the reason for overriding ${check}`);
    } catch (error) {
      if (!(error instanceof QuorateError)) throw error;
      const again =
        'it stands in this journal already: abort, and start again with a reason that names nobody';
      throw new QuorateError('reason', error.message, again);
    }
  }
}

/**
 * Checks what is declared of a stick, reason included.
 * @throws `reason`, as {@link checkReason}
 */
export function checkDeclaration(
  declaration: Declaration | null,
  custodians: Plan['custodians'],
): Declaration | null {
  if (declaration?.kind !== 'none') return declaration;
  return { kind: 'none', reason: checkReason(declaration.reason, custodians) };
}

/** The first custodian whom a text names in full or by a part of the name, spelled as the plan does; null for none. */
export function custodianNamedIn(text: string, custodians: Plan['custodians']): string | null {
  const words = foldedPlain(text);
  const named = custodians.find(({ name }) => {
    const folded = foldedPlain(name);
    const parts = folded.split(/[^\p{L}\p{M}\p{N}]+/u);
    const telling = parts.filter((part) => (part.match(/\p{L}/gu) ?? []).length >= tellingLetters);
    return [folded, ...telling].some((word) => holdsWord(words, word));
  });
  return named?.name ?? null;
}

/** True when words hold these as whole words; both are folded. */
function holdsWord(words: string, wanted: string): boolean {
  if (wanted === '') return false;
  const literal = wanted.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'u').test(words);
}

/** A name spelled with letters of another alphabet would pass for no name. */
function mixesScripts(text: string): boolean {
  const alphabets = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];
  return text.split(/\s+/u).some((word) => alphabets.filter((alphabet) => alphabet.test(word)).length > 1);
}
