import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex, secretBytes, toHex, toUtf8 } from '../encoding.ts';
import { QuorateError } from '../errors.ts';

/** What the cards restore: a passphrase that Quorate generated, or one that existed before. */
export type CardKind = 'generated' | 'existing';

/** One share card as formats.md section 4 defines it. */
export interface Card {
  readonly kind: CardKind;
  /** 8 hex digits, the same on all cards of a ceremony. */
  readonly setId: string;
  /** K: how many cards restore. */
  readonly threshold: number;
  /** N: how many cards there are. */
  readonly count: number;
  /** 1 … N. */
  readonly number: number;
  /** y bytes ‖ x. Secret. */
  readonly share: Uint8Array;
}

declare const unverified: unique symbol;
declare const proved: unique symbol;

/** A card that reads correctly. Nothing has yet said that it is the card that was dealt. */
export type UnverifiedCard = Card & { readonly [unverified]: true };

/** A card whose digest is listed: read, and unchanged since the ceremony. It says nothing about copies. */
export type ProvedCard = Card & { readonly [proved]: true };

/** A card's line in the manifest (`shareSet.cards[]`). */
export interface ListedCard {
  readonly number: number;
  /** 64 hex digits. */
  readonly digest: string;
}

const VERSION = 1;
const HEADER_BYTES = 8;
const kinds: readonly CardKind[] = ['generated', 'existing'];

/** Legal lengths of the split secret S in bytes, by kind. */
export const secretLengths: Readonly<Record<CardKind, readonly number[]>> = {
  generated: [32],
  existing: [32, 48, 64, 80, 96, 112, 128, 144, 160],
};

const REPLACE = 'put this card aside, keep it as evidence, and use another one';

function refuse(what: string): never {
  throw new QuorateError('card-payload', what, REPLACE);
}

/** @throws `format-newer`, in the words every format uses, with what the person can do about a card */
export function refuseNewerCard(version: number, hint = 'read this card with the newer Quorate'): never {
  throw new QuorateError(
    'format-newer',
    `the card was made by a newer program, format version ${version}`,
    hint,
  );
}

/**
 * The payload of a card.
 * @throws `card-payload`, `card-x-zero` where {@link checkPayload} would refuse the result
 */
export function encodePayload(card: Card): Uint8Array {
  const { kind, setId, threshold, count, number, share } = card;
  for (const value of [threshold, count, number]) {
    if (!Number.isInteger(value) || value < 0 || value > 255) {
      refuse('a card counts with whole numbers up to 255');
    }
  }
  if (!/^[0-9a-f]{8}$/.test(setId)) refuse('a set id is 8 hex digits');
  if (!kinds.includes(kind)) refuse('a card is of the kind generated or existing');
  const payload = secretBytes(HEADER_BYTES + share.length);
  payload[0] = (VERSION << 4) | kinds.indexOf(kind);
  payload.set(fromHex(setId), 1);
  payload.set([threshold, count, number], 5);
  payload.set(share, HEADER_BYTES);
  try {
    checkPayload(payload);
  } catch (error) {
    payload.fill(0);
    throw error;
  }
  return payload;
}

/**
 * Makes every check of {@link decodePayload} and keeps nothing of the share.
 * @throws the same codes
 */
export function checkPayload(bytes: Uint8Array): void {
  decodePayload(bytes).share.fill(0);
}

/**
 * Reads a payload and makes every check that one card alone allows.
 * @param bytes the payload; copied, so the caller may zero it
 * @throws `format-newer`, `card-payload`, `card-x-zero`
 */
export function decodePayload(bytes: Uint8Array): UnverifiedCard {
  const [first = 0, , , , , threshold = 0, count = 0, number = 0] = bytes;
  const version = first >> 4;
  if (version > VERSION) refuseNewerCard(version);
  if (version < VERSION) refuse(`the card says format version ${version}, which does not exist`);
  const kind = kinds[first & 15];
  if (kind === undefined) refuse(`the card says kind ${first & 15}, which does not exist`);
  const secretLength = bytes.length - HEADER_BYTES - 1;
  if (!secretLengths[kind].includes(secretLength)) {
    refuse(`the card holds ${Math.max(secretLength, 0)} bytes, which no card of its kind does`);
  }
  if (threshold < 2 || threshold > count) {
    refuse(`the card says that any ${threshold} of ${count} cards restore, which cannot be`);
  }
  if (number < 1 || number > count)
    refuse(`the card says it is number ${number} of ${count}, which cannot be`);
  // A plain Uint8Array even if the caller's is a Buffer: the share goes to a library that refuses those.
  const share = secretBytes(bytes.length - HEADER_BYTES);
  share.set(bytes.subarray(HEADER_BYTES));
  if (share[secretLength] === 0) {
    // Lagrange's formula with x = 0 returns this card's own bytes: it would dictate the secret.
    throw new QuorateError('card-x-zero', `card ${number} has x = 0, which no dealt card has`, REPLACE);
  }
  const card: Card = { kind, setId: toHex(bytes.subarray(1, 5)), threshold, count, number, share };
  return card as UnverifiedCard;
}

const SET_ID_DOMAIN = toUtf8('quorate/v1/set-id');
const PROOF_DOMAIN = toUtf8('quorate/v1/card-proof');

/** The set id of the secret S: 8 hex digits. */
export function setIdOf(secret: Uint8Array): string {
  return toHex(sha256.create().update(SET_ID_DOMAIN).update(secret).digest().subarray(0, 4));
}

/** 32 bytes that only a reader of the card can name. They show it once: whoever was told can repeat them. */
export function cardProof(payload: Uint8Array): Uint8Array {
  return sha256.create().update(PROOF_DOMAIN).update(payload).digest();
}

/** The digest by which the manifest lists a card: 64 hex digits. */
export function cardDigest(payload: Uint8Array): string {
  return toHex(sha256(cardProof(payload)));
}

/** The digest of a card that was read. */
export function digestOf(card: Card): string {
  const payload = encodePayload(card);
  try {
    return cardDigest(payload);
  } finally {
    payload.fill(0);
  }
}

/** Whether a digest is listed at its card's number. */
export function isListed(entry: ListedCard, digests: readonly ListedCard[]): boolean {
  return digests.some(({ number, digest }) => number === entry.number && digest === entry.digest);
}

/** Looks a card up in a manifest's list: proved only if its digest stands at its own number. */
export function proveCard(
  card: UnverifiedCard,
  digests: readonly ListedCard[],
): { state: 'proved'; card: ProvedCard } | { state: 'unlisted'; card: UnverifiedCard } {
  const listed = isListed({ number: card.number, digest: digestOf(card) }, digests);
  return listed ? { state: 'proved', card: card as Card as ProvedCard } : { state: 'unlisted', card };
}
