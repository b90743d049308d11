import { textLengths } from '@quorate/crypto-core/cards/alphabet';
import { QuorateError } from '@quorate/crypto-core/errors';
import { isCleanText } from '@quorate/crypto-core/json/fields';
import type { CardPage, PrintedHash } from './card-content.ts';

/** The longest stick phrase that fits every card beside the longest names. */
export const longestPhrase = 96;

/**
 * Refuses what could not be printed truthfully: values of another shape, and texts longer than their place.
 * @throws `card-page`
 */
export function checkCardPage(page: CardPage): void {
  const { number, count, threshold, text, ceremony } = page;
  printable('label', page.label, 64);
  if (page.custodian !== null) printable('custodian', page.custodian, 120);
  printable('software', `${page.software.name} ${page.software.version}`, 60);
  if (!/^\d{4}-\d\d-\d\d$/.test(page.date)) refuse('date', 'is not a date like 2026-11-20');
  eightDigits('setId', page.setId);
  const whole = Number.isInteger(number) && Number.isInteger(count) && Number.isInteger(threshold);
  if (!whole || number < 1 || number > count || threshold < 2 || threshold > count || count > 255)
    refuse('number', 'does not agree with count and threshold');
  if (!/^QS1[02-9AC-HJ-NP-Z]+$/.test(text) || !textLengths.includes(text.length))
    refuse('text', 'is not a card text in upper case');
  if (ceremony === null) return;
  if (text.length !== textLengths[0])
    refuse('ceremony', 'belongs to a generated passphrase, and this is the text of an existing one');
  eightDigits('ceremony.id', ceremony.id);
  printable('ceremony.folderName', ceremony.folderName, 80);
  hash('ceremony.folderHash', ceremony.folderHash);
  hash('ceremony.chainHead', ceremony.chainHead);
  if (ceremony.stickPhrase !== null) checkStickPhrase(ceremony.stickPhrase);
}

function refuse(member: string, why: string, hint?: string): never {
  throw new QuorateError('card-page', `the card cannot be printed: ${member} ${why}`, hint);
}

function printable(member: string, text: string, codePoints: number): void {
  if (text.trim() === '') refuse(member, 'is empty');
  if (!isCleanText(text)) refuse(member, 'holds a control character');
  if ([...text].length > codePoints) refuse(member, `is longer than ${codePoints} characters`);
}

function eightDigits(member: string, text: string): void {
  if (!/^[0-9a-f]{8}$/.test(text)) refuse(member, 'is not 8 lower-case hex digits');
}

function hash(member: string, { hex, words }: PrintedHash): void {
  if (!/^[0-9a-f]{64}$/.test(hex)) refuse(member, 'is not 64 lower-case hex digits');
  if (words.length !== 12 || words.some((word) => !/^[a-z]{3,8}$/.test(word)))
    refuse(member, 'does not have 12 words');
}

/**
 * Refuses a phrase for the sticks that would not come back from paper exactly: nothing invisible may be in it, and
 * every character has a known width. Asked before the first card: what is refused later counts as printed.
 * @throws `card-page`; the message does not repeat the phrase
 */
export function checkStickPhrase(text: string): void {
  const member = 'the phrase that unlocks the sticks';
  const elsewhere = 'choose another phrase, or keep it elsewhere and say where in the plan (stickPhrase)';
  if (!/^[\x20-\x7e]+$/.test(text)) refuse(member, 'has characters beyond the ASCII ones', elsewhere);
  if (/^ | {2}| $/.test(text)) refuse(member, 'has spaces that nobody sees on paper', elsewhere);
  if (text.length > longestPhrase) refuse(member, `is longer than ${longestPhrase} characters`, elsewhere);
}
