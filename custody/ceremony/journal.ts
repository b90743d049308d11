import {
  bundleSealed,
  type ChainPosition,
  ceremonyClosed,
  ceremonyOpened,
  chainEntry,
  chainStart,
  folderSealed,
  type JournalEntry,
  positionAfter,
  type SealedData,
  writeJournal,
} from '@quorate/crypto-core/documents/journal';
import type { JsonObject } from '@quorate/crypto-core/json/value';

/** A journal that is being written, line after line. */
export class Journal {
  #position: ChainPosition;
  readonly #entries: JournalEntry[] = [];
  readonly #now: () => string;

  /**
   * @param now tells the time, `YYYY-MM-DDTHH:MM:SSZ`
   * @param from where the chain takes up
   */
  constructor(now: () => string, from: ChainPosition = chainStart) {
    this.#now = now;
    this.#position = from;
  }

  /** Adds a line. No secret, no hash of a private file and no custodian's name may stand in `data`. */
  add(event: string, data: JsonObject): JournalEntry {
    const entry = chainEntry(this.#position, this.#now(), event, data);
    this.#entries.push(entry);
    this.#position = positionAfter(entry);
    return entry;
  }

  /** Where the chain stands: `prev` is the hash of the last line. */
  get position(): ChainPosition {
    return this.#position;
  }

  /** Every line so far. */
  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  get bytes(): Uint8Array {
    return writeJournal(this.#entries);
  }
}

/**
 * Opens the journal of a ceremony.
 * @param ceremonyId 8 hex digits
 */
export function openJournal(
  ceremonyId: string,
  isRehearsal: boolean,
  software: { readonly name: string; readonly version: string },
): Journal {
  const journal = new Journal(utcNow);
  const version = `${software.name} ${software.version}`;
  journal.add(ceremonyOpened, { ceremonyId, rehearsal: isRehearsal, software: version });
  return journal;
}

/** Ends a ceremony's journal; the hash of this line is the chain head. */
export function sealJournal(journal: Journal, sealed: SealedData): JournalEntry {
  return journal.add(bundleSealed, { ...sealed });
}

/** The record of what happened after the folder was sealed. */
export class ClosingRecord {
  readonly #journal: Journal;

  /**
   * @param now tells the time
   * @param afterJournal position after the journal's `bundle.sealed`
   * @param folderHash 64 hex digits
   */
  constructor(now: () => string, afterJournal: ChainPosition, folderHash: string) {
    this.#journal = new Journal(now, afterJournal);
    this.#journal.add(folderSealed, { folderHash });
  }

  add(event: string, data: JsonObject): void {
    this.#journal.add(event, data);
  }

  /** Every line so far. */
  get entries(): readonly JournalEntry[] {
    return this.#journal.entries;
  }

  /** Ends the record: the bytes for every stick, and the closing head. */
  close(data: JsonObject): { readonly bytes: Uint8Array; readonly head: string } {
    const { hash } = this.#journal.add(ceremonyClosed, data);
    return { bytes: this.#journal.bytes, head: hash };
  }
}

/** The time now as every document spells it, to the second. */
export function utcNow(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}
