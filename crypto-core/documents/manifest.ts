import { sha256 } from '@noble/hashes/sha2.js';
import * as v from 'valibot';
import { faultOfName } from '../archive/names.ts';
import { compareBytes, toHex, toUtf8 } from '../encoding.ts';
import { canonicalBytes } from '../json/canonical.ts';
import * as f from '../json/fields.ts';
import { readStrictJson, writeJson } from '../json/strict.ts';
import type { JsonObject } from '../json/value.ts';

/** What a ceremony is held for. */
export const purposes = ['backup', 'reshare', 'rotation', 'rehearsal'] as const;
/** One of {@link purposes}. */
export type Purpose = (typeof purposes)[number];

const ceremony = f.members({
  id: f.hex(4),
  label: f.label,
  purpose: f.oneOf(purposes),
  date: f.time,
  planSha256: f.orNull(f.hex(32)),
  supersedes: f.orNull(f.members({ id: f.hex(4), closingHead: f.hex(32) })),
  previousClosingHead: f.orNull(f.hex(32)),
  chain: f.hex(32),
});

const bundle = f.members({
  file: f.exactly('bundle.quorate'),
  bytes: f.integer(0),
  sha256: f.hex(32),
  bundleId: f.hex(16),
});

/** Days between the checks a ceremony promises; plan and manifest share it. */
export const verificationSchema = f.members({
  integrityDays: f.integer(1, 36_500),
  openingDays: f.integer(1, 36_500),
  restoreDays: f.integer(1, 36_500),
  mediaDays: f.integer(1, 36_500),
  keyRotationDays: f.integer(1, 36_500),
  retentionDays: f.orNull(f.integer(1, 36_500)),
});

function shareSet<const Person extends v.GenericSchema>(person: Person) {
  const card = f.members({
    number: f.integer(1, 255),
    custodian: person,
    location: person,
    digest: f.hex(32),
  });
  return v.pipe(
    f.members({
      id: f.hex(4),
      kind: f.exactly(0),
      threshold: f.integer(2, 255),
      count: f.integer(2, 255),
      cards: f.list(card),
    }),
    v.check((set) => set.threshold <= set.count, 'has a threshold above its count'),
    v.check((set) => set.cards.length === set.count, 'does not list as many cards as it counts'),
    v.check(
      (set) => set.cards.every((entry, index) => (entry as { number: number }).number === index + 1),
      'does not list its cards in order',
    ),
  );
}

function keyList<const Sha256 extends v.GenericSchema>(sha256Of: Sha256) {
  const key = v.pipe(
    f.members({
      name: f.name,
      path: v.pipe(
        f.line,
        v.check((path) => faultOfName(path) === null, 'is not a safe relative path'),
      ),
      role: f.orNull(f.name),
      host: f.orNull(f.name),
      type: f.line,
      algorithm: f.orNull(f.line),
      publicKey: f.orNull(f.base64()),
      fingerprint: f.orNull(f.hex(32)),
      address: f.orNull(f.line),
      created: f.orNull(f.date),
      bytes: f.integer(0),
      sha256: sha256Of,
    }),
    v.check(
      (entry) => isUnderItsName(entry as { name: string; path: string }),
      'has a path that does not begin with its name',
    ),
  );
  return v.pipe(
    f.list(key),
    v.check(
      (keys) => isSorted(keys.map((entry) => (entry as { path: string }).path)),
      'are not sorted by path',
    ),
  );
}

function isUnderItsName({ name, path }: { name: string; path: string }): boolean {
  return !name.includes('/') && path.startsWith(`${name}/`);
}

function isSorted(paths: readonly string[]): boolean {
  const bytes = paths.map(toUtf8);
  return bytes.every((path, index) => index === 0 || compareBytes(bytes[index - 1] as Uint8Array, path) < 0);
}

const superseded = f.list(f.members({ setId: f.hex(4), ceremonyId: f.hex(4), date: f.time }));
const software = f.members({ name: f.name, version: f.name });
const opening = { format: f.exactly('quorate-manifest'), version: f.exactly(1), ceremony } as const;

const outerSchema = f.members({
  ...opening,
  bundle,
  shareSet: shareSet(f.orNull(f.name)),
  supersededSets: superseded,
  keys: keyList(v.null('is not null outside the bundle')),
  verification: verificationSchema,
  software,
});

const innerSchema = f.members({
  ...opening,
  shareSet: shareSet(f.name),
  supersededSets: superseded,
  keys: keyList(f.hex(32)),
  verification: verificationSchema,
  software,
});

/** `manifest.json` as it lies on a stick, for everyone to see. */
export type Manifest = v.InferOutput<typeof outerSchema>;
/** The copy inside the bundle: names, places and hashes of private files, but nothing about the bundle itself. */
export type InnerManifest = v.InferOutput<typeof innerSchema>;
/** One key file's entry, outside (`sha256` null) or inside. */
export type ManifestKey = Manifest['keys'][number] | InnerManifest['keys'][number];

declare const untrusted: unique symbol;
/** An outer manifest that is well formed, no more: anyone who held the stick could have written it. */
export type UntrustedManifest = Manifest & { readonly [untrusted]: true };

/**
 * Reads the manifest of a folder.
 * @throws the codes of `readStrictJson`
 */
export function readManifest(bytes: Uint8Array): UntrustedManifest {
  return readStrictJson(bytes, 'manifest.json', outerSchema, 'indented') as UntrustedManifest;
}

/**
 * Reads the manifest out of an opened bundle.
 * @throws the codes of `readStrictJson`
 */
export function readInnerManifest(bytes: Uint8Array): InnerManifest {
  return readStrictJson(bytes, 'the manifest in the bundle', innerSchema, 'indented');
}

/** The one spelling of either manifest; members must stand in the order of the format. */
export function writeManifest(manifest: Manifest | InnerManifest): Uint8Array {
  return writeJson(manifest, 'indented');
}

/** What the journal's `bundle.sealed` says of the manifest: SHA-256 of its RFC 8785 form without `ceremony.chain`. */
export function manifestHashForJournal(manifest: Manifest): string {
  const { chain: _, ...rest } = manifest.ceremony;
  return toHex(sha256(canonicalBytes({ ...manifest, ceremony: rest } as unknown as JsonObject)));
}
