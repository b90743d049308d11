import { QuorateError } from '../errors.ts';
import { disagreeing, oddCards } from './agreement.ts';
import {
  type Card,
  type CardKind,
  digestOf,
  isListed,
  type ListedCard,
  type ProvedCard,
  setIdOf,
  type UnverifiedCard,
} from './payload.ts';
import { combineShares } from './shamir.ts';

/** A set that a later ceremony superseded (manifest member `supersededSets[]`). */
export interface SupersededSet {
  readonly setId: string;
  readonly ceremonyId: string;
  /** `YYYY-MM-DDTHH:MM:SSZ` */
  readonly date: string;
}

/** What is known of the cards before the first is read; all of it may be absent. */
export interface QuorumExpectation {
  /** From the bundle's header. */
  readonly setId?: string;
  /** From the manifest. */
  readonly supersededSets?: readonly SupersededSet[];
  /** From the manifest. */
  readonly digests?: readonly ListedCard[];
}

/** The answer to a card that was taken in. */
export interface Admission {
  readonly number: number;
  /** `unchecked` where no digests are at hand. */
  readonly state: 'proved' | 'unlisted' | 'unchecked';
  /** Cards in the quorum now. */
  readonly read: number;
  /** How many more are needed to combine. */
  readonly missing: number;
}

/** What K or more agreeing cards restore. */
export interface CombinedSecret {
  /** S of formats.md section 1; the caller's to zero. */
  readonly secret: Uint8Array;
  readonly setId: string;
  readonly kind: CardKind;
  /** Every card used, to be compared with the bundle's inner copy after opening. */
  readonly cards: readonly ListedCard[];
}

interface Member {
  readonly card: Card;
  readonly digest: string;
  readonly state: Admission['state'];
}

/**
 * The cards on the table, none of which is believed. A card that does not fit is refused by name and leaves the
 * others as they were; nothing is combined while any two of them disagree.
 */
export class UntrustedQuorum {
  readonly #expected: QuorumExpectation;
  #members: Member[] = [];
  #suspects: readonly number[] = [];

  constructor(expected: QuorumExpectation = {}) {
    this.#expected = expected;
  }

  /** Numbers of the cards taken in, in the order they were read. */
  get numbers(): readonly number[] {
    return this.#members.map(({ card }) => card.number);
  }

  /** How many more cards are needed, or null before the first. */
  get missing(): number | null {
    const first = this.#members[0];
    return first ? Math.max(first.card.threshold - this.#members.length, 0) : null;
  }

  /** Numbers of the cards that the last failed {@link combine} named; each is to be put aside. */
  get suspects(): readonly number[] {
    return this.#suspects;
  }

  /**
   * Takes a card in. Its share is used in place and zeroed by {@link wipe}.
   * @param options.unlistedAccepted a person typed yes to a card that the manifest does not list
   * @throws `card-other-set`, `card-altered`, `card-twice`, `card-unlisted`
   */
  add(card: UnverifiedCard | ProvedCard, options: { unlistedAccepted?: boolean } = {}): Admission {
    this.#checkSet(card);
    const digest = digestOf(card);
    if (this.#members.some((member) => member.digest === digest)) {
      throw new QuorateError(
        'card-twice',
        `card ${card.number} was already read`,
        `read another custodian's card; read so far: ${this.#readSoFar}`,
      );
    }
    for (const { card: other } of this.#members) checkPair(card, other);
    const state = this.#stateOf(card.number, digest);
    if (state === 'unlisted' && options.unlistedAccepted !== true) {
      throw new QuorateError(
        'card-unlisted',
        `card ${card.number} is not the card that the manifest lists: the card or the manifest was altered`,
        'use another card if there is one; go on with this one only after the others were tried',
      );
    }
    this.#members.push({ card, digest, state });
    return { number: card.number, state, read: this.#members.length, missing: this.missing ?? 0 };
  }

  /** Takes a card out again, so that it may be added later; its share is then the caller's to zero. */
  putAside(number: number): UnverifiedCard | null {
    const leaving = this.#members.find(({ card }) => card.number === number);
    if (leaving === undefined) return null;
    this.#members = this.#members.filter((member) => member !== leaving);
    this.#suspects = this.#suspects.filter((suspect) => suspect !== number);
    return leaving.card as Card as UnverifiedCard;
  }

  /** Zeroes the shares of all cards and forgets them. */
  wipe(): void {
    for (const { card } of this.#members) card.share.fill(0);
    this.#members = [];
    this.#suspects = [];
  }

  /**
   * Combines the cards. With more than K all must agree; where they do not, or where the secret's set id is not
   * the cards', the odd card is named by its digest or by leaving one out, and {@link suspects} holds its number.
   * @throws `cards-too-few`, `card-altered` (the odd card is named), `cards-wrong-secret` (it cannot be)
   */
  async combine(): Promise<CombinedSecret> {
    this.#suspects = [];
    const members = [...this.#members];
    const cards = members.map(({ card }) => card);
    const [first] = cards;
    if (first === undefined) throw new QuorateError('cards-too-few', 'no card was read yet');
    const { threshold, setId, kind } = first;
    if (cards.length < threshold) {
      const missing = threshold - cards.length;
      throw new QuorateError(
        'cards-too-few',
        `${cards.length} of ${threshold} cards read, ${missing} more needed`,
        `read another card of set ${setId}; read so far: ${this.#readSoFar}`,
      );
    }
    const base = cards.slice(0, threshold);
    const secret = await combineShares(
      base.map((card) => card.share),
      threshold,
    );
    let agreed = false;
    try {
      agreed = setIdOf(secret) === setId && disagreeing(base, cards.slice(threshold)).length === 0;
    } finally {
      if (!agreed) secret.fill(0);
    }
    if (!agreed) this.#refuse(members, threshold, setId);
    return {
      secret,
      setId,
      kind,
      cards: members.map(({ card: { number }, digest }) => ({ number, digest })),
    };
  }

  get #readSoFar(): string {
    return numbersOf(this.#members.map(({ card }) => card));
  }

  #stateOf(number: number, digest: string): Admission['state'] {
    const { digests } = this.#expected;
    if (digests === undefined) return 'unchecked';
    return isListed({ number, digest }, digests) ? 'proved' : 'unlisted';
  }

  #checkSet(card: Card): void {
    const { setId: expected, supersededSets = [] } = this.#expected;
    const needed = expected ?? this.#members[0]?.card.setId;
    const needs = expected === undefined ? 'the cards read before belong to set' : 'this stick needs set';
    const superseded = supersededSets.find(({ setId }) => setId === card.setId);
    if (superseded && card.setId !== expected) {
      const { ceremonyId, date } = superseded;
      throw new QuorateError(
        'card-other-set',
        `card ${card.number} belongs to the superseded set ${card.setId} (ceremony ${ceremonyId}, ${date.slice(0, 10)})${needed === undefined ? '' : `; ${needs} ${needed}`}`,
        'ask this custodian for the newer card; the old one should have been destroyed',
      );
    }
    if (needed === undefined || card.setId === needed) return;
    throw new QuorateError(
      'card-other-set',
      `card ${card.number} belongs to set ${card.setId}; ${needs} ${needed}`,
      expected === undefined
        ? 'put this card aside, or start again if the earlier cards are the wrong ones'
        : 'look for the card with the needed set id printed on it, or for the stick that belongs to this card',
    );
  }

  #refuse(members: readonly Member[], threshold: number, setId: string): never {
    const cards = members.map(({ card }) => card);
    const all = `cards ${numbersOf(cards)}`;
    const tooMany = cards.length > threshold;
    const what = tooMany ? `${all} do not agree` : `${all} do not give the secret of set ${setId}`;
    const unlisted = members.filter(({ state }) => state === 'unlisted').map(({ card }) => card);
    // The set id is stronger evidence than a list, which may be forged with the rest of the manifest: the list
    // decides where cards alone cannot. If it names none of the cards it is a list of others and accuses nobody.
    const groups = tooMany ? oddCards(cards, threshold, setId) : [];
    const byDigest =
      groups.length === 0
        ? unlisted.length < cards.length
        : groups.some(
            (odd) => odd.length === unlisted.length && odd.every((card) => unlisted.includes(card)),
          );
    if (byDigest && unlisted.length > 0) {
      this.#name(unlisted, what, ['is not as the manifest lists it', 'are not as the manifest lists them']);
    }
    const [odd] = groups;
    // Where the list accuses others than just K cards do, one of the two was forged: nobody is named.
    const isWeak = cards.length - (odd?.length ?? 0) <= threshold;
    const isContradicted =
      isWeak && unlisted.length < cards.length && unlisted.some((card) => odd?.includes(card) !== true);
    if (odd !== undefined && groups.length === 1 && !isContradicted) {
      this.#name(odd, what, ['is the odd one', 'are the odd ones']);
    }
    if (groups.length > 1) {
      throw new QuorateError(
        'cards-wrong-secret',
        `${what}, and leaving out ${groups.map(numbersOf).join(' or ')} would each settle it: one was forged with care`,
        'read one more card; the forged one can then be named',
      );
    }
    if (tooMany) {
      throw new QuorateError(
        'cards-wrong-secret',
        `${what}: more than one of them is altered`,
        `read more cards, or put some aside and try others: any ${threshold} unaltered cards are enough`,
      );
    }
    const listed = members.every(({ state }) => state === 'proved');
    throw new QuorateError(
      'cards-wrong-secret',
      `${what}: at least one is altered${listed ? ', and so is the manifest, which lists them all' : ''}`,
      'read one more card: with one more than needed the altered one can be named',
    );
  }

  #name(odd: readonly Card[], what: string, [one, several]: readonly [string, string]): never {
    this.#suspects = odd.map(({ number }) => number);
    const named = odd.length === 1 ? `card ${numbersOf(odd)} ${one}` : `cards ${numbersOf(odd)} ${several}`;
    throw new QuorateError(
      'card-altered',
      `${what}: ${named}`,
      `put ${odd.length === 1 ? 'it' : 'them'} aside as evidence; nothing is combined before that. Then read other cards, if fewer than needed are left`,
    );
  }
}

/** @throws `card-altered` when two different cards of one set cannot both be as dealt */
function checkPair(card: Card, other: Card): void {
  const refuse = (what: string, hint: string): never => {
    throw new QuorateError('card-altered', what, hint);
  };
  const { number, kind, threshold, count, share } = card;
  const hint = `put card ${number} aside; if the next cards disagree with card ${other.number} too, put that one aside instead`;
  const differ = (says: string, before: string) =>
    refuse(`card ${number} says ${says}, but card ${other.number} of the same set says ${before}`, hint);
  if (kind !== other.kind) {
    differ(`it is for a passphrase of kind ${kind}`, other.kind);
  }
  if (threshold !== other.threshold || count !== other.count) {
    differ(`any ${threshold} of ${count} restore`, `any ${other.threshold} of ${other.count}`);
  }
  if (share.length !== other.share.length) {
    differ(`its share has ${share.length} bytes`, `${other.share.length}`);
  }
  if (number === other.number) {
    refuse(
      `two different cards of set ${card.setId} both say they are card ${number}`,
      'one of them was altered: check both against the manifest (roll call)',
    );
  }
  if (share.at(-1) === other.share.at(-1)) {
    refuse(`card ${number} has the same x as card ${other.number}: one of them was altered`, hint);
  }
}

function numbersOf(cards: readonly Card[]): string {
  const numbers = cards.map(({ number }) => number);
  return numbers.length < 2 ? numbers.join('') : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}
