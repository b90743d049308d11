import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readBundle } from '@quorate/crypto-core/bundle/layout';
import { type Card, encodePayload } from '@quorate/crypto-core/cards/payload';
import { writeCardText } from '@quorate/crypto-core/cards/text';
import {
  chainEntry,
  chainStart,
  journalEnds,
  positionAfter,
  readJournal,
  writeJournal,
} from '@quorate/crypto-core/documents/journal';
import {
  type Manifest,
  manifestHashForJournal,
  readManifest,
  writeManifest,
} from '@quorate/crypto-core/documents/manifest';
import { readSums, writeSums } from '@quorate/crypto-core/documents/sha256sums';
import { toHex } from '@quorate/crypto-core/encoding';
import { ClosingRecord } from '@quorate/custody/ceremony/journal';
import type { SealedCeremony } from '@quorate/custody/ceremony/seal';
import { deliver, writeStick } from '@quorate/custody/ceremony/sticks';
import { nodePrimitives } from '@quorate/custody/primitives';

/** A finished ceremony on a stick, with its cards as text files. */
export interface CeremonyOnStick {
  readonly folder: string;
  readonly folderHash: string;
  readonly setId: string;
  /** Card texts in order. */
  readonly texts: readonly string[];
  /** The same as files. */
  readonly cards: readonly string[];
}

/** Writes a sealed ceremony onto a stick, closes it, and puts its cards into text files. */
export async function onStick(ceremony: SealedCeremony, root: string): Promise<CeremonyOnStick> {
  const stick = join(root, `stick-${ceremony.id}`);
  mkdirSync(stick);
  const now = () => '2026-11-20T12:30:00Z';
  const closing = new ClosingRecord(now, ceremony.afterJournal, ceremony.folder.folderHash);
  const folder = await writeStick(stick, ceremony);
  deliver(folder, ceremony, closing.close({}).bytes);
  const texts = ceremony.payloads.map((payload) => writeCardText(payload));
  const cards = texts.map((text, index) => writeCard(root, `${ceremony.id}-card-${index + 1}.txt`, text));
  return { folder, folderHash: ceremony.folder.folderHash, setId: ceremony.setId, texts, cards };
}

/** A card's text as a file. */
export function writeCard(root: string, name: string, text: string): string {
  const path = join(root, name);
  writeFileSync(path, `${text}\n`);
  return path;
}

/** The text of a card that was made up. */
export function textOf(card: Card): string {
  return writeCardText(encodePayload(card));
}

let copies = 0;
/** A copy of a folder, to be damaged. */
export function copyOf({ folder }: Pick<CeremonyOnStick, 'folder'>, root: string): string {
  const copy = join(root, `copy-${++copies}`, basename(folder));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Changes one file of a folder. */
export function edit(folder: string, name: string, change: (bytes: Buffer) => Uint8Array | string): void {
  const path = join(folder, name);
  writeFileSync(path, change(readFileSync(path)));
}

/** What a forger who knows the format does: makes everything outside the bundle agree again, however it was changed. */
export function makeConsistent(
  folder: string,
  changeManifest: (manifest: Manifest) => Manifest = (same) => same,
): void {
  const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
  const bundle = read('bundle.quorate');
  const old = readManifest(read('manifest.json')) as Manifest;
  const sha256 = hash(bundle);
  const { bundleId } = readBundle(bundle).header;
  const changed = changeManifest({
    ...old,
    bundle: { ...old.bundle, bytes: bundle.length, sha256, bundleId },
  });
  const entries = readJournal(read('journal.jsonl'), 'journal', chainStart).slice(0, -1);
  const position = positionAfter(entries.at(-1) as (typeof entries)[number]);
  const data = { bundleId, bytes: bundle.length, sha256, manifest: manifestHashForJournal(changed) };
  const sealed = chainEntry(position, '2026-11-20T12:00:00Z', 'bundle.sealed', data);
  writeFileSync(join(folder, 'journal.jsonl'), writeJournal([...entries, sealed]));
  const { head } = journalEnds([...entries, sealed]);
  writeFileSync(
    join(folder, 'manifest.json'),
    writeManifest({ ...changed, ceremony: { ...changed.ceremony, chain: head } }),
  );
  writeSumsAgain(folder);
  const closing = new ClosingRecord(
    () => '2026-11-20T12:30:00Z',
    positionAfter(sealed),
    hash(read('SHA256SUMS')),
  );
  rmSync(join(folder, 'records'), { recursive: true, force: true });
  mkdirSync(join(folder, 'records'));
  writeFileSync(join(folder, 'records/closing.jsonl'), closing.close({}).bytes);
}

/** Makes SHA256SUMS agree with the files it lists. */
export function writeSumsAgain(folder: string): void {
  const sums = readSums(new Uint8Array(readFileSync(join(folder, 'SHA256SUMS'))));
  const again = sums.map(({ path }) => ({
    path,
    sha256: hash(new Uint8Array(readFileSync(join(folder, path)))),
  }));
  writeFileSync(join(folder, 'SHA256SUMS'), writeSums(again));
}

function hash(bytes: Uint8Array): string {
  return toHex(nodePrimitives.sha256(bytes));
}
