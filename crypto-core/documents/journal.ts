import { sha256 } from '@noble/hashes/sha2.js';
import type * as v from 'valibot';
import { concatBytes, equalBytes, fromHex, toHex, toUtf8 } from '../encoding.ts';
import { QuorateError } from '../errors.ts';
import { canonicalBytes } from '../json/canonical.ts';
import * as f from '../json/fields.ts';
import { checkMembers, parseBoundedJson } from '../json/strict.ts';
import { freeObject, type JsonObject } from '../json/value.ts';

const entrySchema = f.members({
  data: freeObject,
  event: f.line,
  hash: f.hex(32),
  prev: f.hex(32),
  seq: f.integer(0),
  time: f.time,
});

/** One line of the journal. */
export type JournalEntry = v.InferOutput<typeof entrySchema>;

/** Where a chain stands: what the next entry must name. */
export interface ChainPosition {
  readonly seq: number;
  /** 64 hex digits. */
  readonly prev: string;
}

/** The start of every journal. */
export const chainStart: ChainPosition = { seq: 0, prev: '0'.repeat(64) };

/** First event of every journal. */
export const ceremonyOpened = 'ceremony.opened';
/** Event that ends `journal.jsonl`; its hash is the chain head. */
export const bundleSealed = 'bundle.sealed';
/** First event of the closing record. */
export const folderSealed = 'folder.sealed';
/** Last event of the closing record; its hash is the closing head. */
export const ceremonyClosed = 'ceremony.closed';

/**
 * Makes the next entry of a chain.
 * @param time UTC, `YYYY-MM-DDTHH:MM:SSZ`
 */
export function chainEntry(
  after: ChainPosition,
  time: string,
  event: string,
  data: JsonObject,
): JournalEntry {
  const hash = hashEntry(after.prev, { data, event, seq: after.seq, time });
  return { data, event, hash, prev: after.prev, seq: after.seq, time };
}

/** Where a chain stands after an entry. */
export function positionAfter(entry: JournalEntry): ChainPosition {
  return { seq: entry.seq + 1, prev: entry.hash };
}

/** The lines of a journal as UTF-8: RFC 8785, a line feed after each. */
export function writeJournal(entries: readonly JournalEntry[]): Uint8Array {
  return concatBytes(...entries.map(writeLine));
}

function writeLine(entry: JournalEntry): Uint8Array {
  return concatBytes(canonicalBytes(entry as unknown as JsonObject), toUtf8('\n'));
}

/**
 * Reads a journal and checks its whole chain.
 * @param what names the file in errors
 * @param from where the chain must take up: {@link chainStart}, or the position after the journal for its closing
 * record
 * @throws the codes of `readStrictJson` for a line, `journal-chain` for a link that does not hold
 */
export function readJournal(bytes: Uint8Array, what: string, from: ChainPosition): JournalEntry[] {
  const entries: JournalEntry[] = [];
  let position = from;
  for (let at = 0; at < bytes.length; ) {
    const feed = bytes.indexOf(0x0a, at);
    const where = `${what} line ${entries.length + 1}`;
    if (feed === -1) throw new QuorateError('journal-chain', `${where} has no end`);
    const entry = checkMembers(parseBoundedJson(bytes.subarray(at, feed), where), where, entrySchema);
    if (!equalBytes(writeLine(entry), bytes.subarray(at, feed + 1))) {
      throw new QuorateError('json-spelling', `${where} does not have the one spelling its kind allows`);
    }
    checkLink(entry, position, where);
    entries.push(entry);
    position = positionAfter(entry);
    at = feed + 1;
  }
  if (entries.length === 0) throw new QuorateError('journal-chain', `${what} is empty`);
  return entries;
}

function checkLink(entry: JournalEntry, position: ChainPosition, where: string): void {
  const { data, event, seq, time } = entry;
  if (seq !== position.seq) throw brokenChain(`${where} has number ${seq}, not ${position.seq}`);
  if (entry.prev !== position.prev) throw brokenChain(`${where} does not follow from the line before`);
  if (entry.hash !== hashEntry(entry.prev, { data, event, seq, time })) {
    throw brokenChain(`${where} does not match its own hash`);
  }
}

function hashEntry(prev: string, entry: Pick<JournalEntry, 'data' | 'event' | 'seq' | 'time'>): string {
  return toHex(sha256(concatBytes(fromHex(prev), canonicalBytes(entry as unknown as JsonObject))));
}

function brokenChain(message: string): QuorateError {
  return new QuorateError('journal-chain', message, 'the file was altered; compare it with another stick');
}

const sealedData = f.members({
  bundleId: f.hex(16),
  bytes: f.integer(0),
  manifest: f.hex(32),
  sha256: f.hex(32),
});
/** What `bundle.sealed` says: exactly these members. */
export type SealedData = v.InferOutput<typeof sealedData>;

/** The ends of `journal.jsonl`, read out of its entries. */
export interface JournalEnds {
  readonly sealed: SealedData;
  /** The chain head: hash of the last entry. */
  readonly head: string;
  /** Hash of the entry before it, which the inner manifest names. */
  readonly beforeHead: string;
}

/**
 * Checks that a journal runs from `ceremony.opened` to `bundle.sealed`, once, and reads what that entry says.
 * @throws `journal-chain`, `json-member`
 */
export function journalEnds(entries: readonly JournalEntry[]): JournalEnds {
  const last = entries.at(-1);
  if (entries[0]?.event !== ceremonyOpened) {
    throw brokenChain(`journal.jsonl does not begin with ${ceremonyOpened}`);
  }
  const sealedOnce = entries.filter((entry) => entry.event === bundleSealed).length === 1;
  if (last === undefined || last.event !== bundleSealed || !sealedOnce) {
    throw brokenChain(`journal.jsonl does not end with ${bundleSealed}`);
  }
  return {
    sealed: checkMembers(last.data, `journal.jsonl ${bundleSealed}`, sealedData),
    head: last.hash,
    beforeHead: last.prev,
  };
}

const folderData = f.members({ folderHash: f.hex(32) });

/** The ends of `records/closing.jsonl`. */
export interface ClosingEnds {
  readonly folderHash: string;
  /** The closing head: the witness receipt. */
  readonly head: string;
}

/**
 * Checks that a closing record opens with `folder.sealed` and ends with `ceremony.closed`.
 * @throws `journal-chain`, `json-member`
 */
export function closingEnds(entries: readonly JournalEntry[]): ClosingEnds {
  const first = entries[0];
  const last = entries.at(-1);
  if (first?.event !== folderSealed || last?.event !== ceremonyClosed) {
    throw brokenChain(`the closing record does not run from ${folderSealed} to ${ceremonyClosed}`);
  }
  const { folderHash } = checkMembers(first.data, `closing record ${folderSealed}`, folderData);
  return { folderHash, head: last.hash };
}
