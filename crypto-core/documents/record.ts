import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type * as v from 'valibot';
import { equalBytes, fromHex, toHex } from '../encoding.ts';
import { canonicalBytes } from '../json/canonical.ts';
import * as f from '../json/fields.ts';
import { readStrictJson, writeJson } from '../json/strict.ts';
import { freeObject, type JsonObject } from '../json/value.ts';

/** What a record can tell of. */
export const recordTypes = [
  'check',
  'drill',
  'recovery',
  'handover',
  'lost',
  'media',
  'superseded',
  'destroyed',
] as const;
/** One of {@link recordTypes}. */
export type RecordType = (typeof recordTypes)[number];

const recordSchema = f.members({
  format: f.exactly('quorate-record'),
  version: f.exactly(1),
  ceremonyId: f.hex(4),
  folderHash: f.hex(32),
  stick: f.orNull(f.line),
  number: f.integer(1, 9999),
  type: f.oneOf(recordTypes),
  time: f.time,
  people: f.list(f.name),
  data: freeObject,
  previous: f.hex(32),
  mac: f.orNull(f.hex(32)),
});

/** What happened to a stick or to its cards after the ceremony, one file each under `records/`. */
export type CeremonyRecord = v.InferOutput<typeof recordSchema>;

/**
 * Reads a record; its place in the chain and its MAC are not yet checked.
 * @param what names the file in errors
 * @throws the codes of `readStrictJson`
 */
export function readRecord(bytes: Uint8Array, what: string): CeremonyRecord {
  return readStrictJson(bytes, what, recordSchema, 'indented');
}

/** The one spelling of a record. */
export function writeRecord(record: CeremonyRecord): Uint8Array {
  return writeJson(record, 'indented');
}

/** A record's file name: `0002-drill-20270218T090000Z.json`. */
export function recordFileName(record: Pick<CeremonyRecord, 'number' | 'type' | 'time'>): string {
  const number = String(record.number).padStart(4, '0');
  return `${number}-${record.type}-${record.time.replace(/[-:]/g, '')}.json`;
}

/**
 * Fills in `mac`: HMAC-SHA256 under the bundle's record key over the RFC 8785 form of everything else. It shows
 * later that the bundle really was opened.
 * @param recordKey 32 bytes
 */
export function authenticateRecord(
  record: Omit<CeremonyRecord, 'mac'>,
  recordKey: Uint8Array,
): CeremonyRecord {
  return { ...record, mac: toHex(macOf(record, recordKey)) };
}

/** True when a record's MAC was made with this record key; compared in constant time. */
export function isRecordAuthentic(record: CeremonyRecord, recordKey: Uint8Array): boolean {
  const { mac, ...rest } = record;
  return mac !== null && equalBytes(fromHex(mac), macOf(rest, recordKey));
}

function macOf(record: Omit<CeremonyRecord, 'mac'>, recordKey: Uint8Array): Uint8Array {
  return hmac(sha256, recordKey, canonicalBytes(record as unknown as JsonObject));
}
