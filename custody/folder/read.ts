import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { maxBundleBytes, readBundle, type UnverifiedBundle } from '@quorate/crypto-core/bundle/layout';
import {
  type ChainPosition,
  chainStart,
  type JournalEnds,
  journalEnds,
  positionAfter,
  readJournal,
} from '@quorate/crypto-core/documents/journal';
import {
  manifestHashForJournal,
  readManifest,
  type UntrustedManifest,
} from '@quorate/crypto-core/documents/manifest';
import { readSums } from '@quorate/crypto-core/documents/sha256sums';
import { toHex } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { maxJsonBytes } from '@quorate/crypto-core/json/bounds';
import { aboutFile } from '../files/errors.ts';
import { hashFile } from '../files/hash.ts';
import { readFileOnce } from '../files/read.ts';
import { nodePrimitives } from '../primitives.ts';
import { Findings } from './findings.ts';
import {
  bundleFile,
  journalFile,
  listedFiles,
  manifestFile,
  maxJournalBytes,
  maxOtherBytes,
  recordsFolder,
  sumsFile,
} from './layout.ts';
import { type FolderRecords, readRecords } from './records.ts';

/** A ceremony folder as it was read: every file once, so that what was checked is what is used. */
export interface CeremonyFolder {
  readonly path: string;
  /** Null when there is none or it is not one; a finding says why. */
  readonly bundle: (UnverifiedBundle & { readonly sha256: string; readonly bytes: number }) | null;
  readonly manifest: UntrustedManifest | null;
  readonly journal: JournalEnds | null;
  /** SHA-256 of SHA256SUMS, 64 hex digits. */
  readonly folderHash: string | null;
  /** True when the folder hash is the one that stands on paper. */
  readonly isAuthenticated: boolean;
  readonly records: FolderRecords;
  readonly findings: Findings;
}

/**
 * Reads a ceremony folder and checks all that needs no card: SHA256SUMS, manifest, journal, records, and each
 * against the others. Nothing is thrown for a folder in bad shape: it has findings, and a note for a file that the
 * medium gave only at a second try.
 * @param path a ceremony folder, as {@link locateFolder} gives it
 * @param paperHash the folder hash from a card or transcript, 64 hex digits, where somebody has typed it
 */
export function readFolder(path: string, paperHash: string | null): CeremonyFolder {
  const findings = new Findings();
  // What a link leads to may be the folder of another stick.
  const about = findings.attempt('the folder', () => aboutFile(path, () => lstatSync(path)));
  if (about?.isSymbolicLink() === true) findings.tampering('the folder', 'is a link');
  const read = (name: string, maxBytes: number) =>
    findings.attempt(name, () => readFileOnce(join(path, name), maxBytes, findings.rereads(name)).bytes);
  const files = {
    bundle: read(bundleFile, maxBundleBytes),
    manifest: read(manifestFile, maxJsonBytes),
    journal: read(journalFile, maxJournalBytes),
    sums: read(sumsFile, maxJsonBytes),
  };
  const folderHash = files.sums === null ? null : hashOf(files.sums);
  const isAuthenticated = checkPaper(folderHash, paperHash, findings);
  const bundleSha256 = files.bundle === null ? null : hashOf(files.bundle);
  checkSums(path, files, bundleSha256, findings);
  const bundle =
    files.bundle === null || bundleSha256 === null ? null : readChecked(files.bundle, bundleSha256, findings);
  const manifestBytes = files.manifest;
  const manifest =
    manifestBytes === null ? null : findings.attempt(manifestFile, () => readManifest(manifestBytes));
  const journal = files.journal === null ? null : readEnds(files.journal, findings);
  checkAgreement({ bundle, manifest, journal: journal?.ends ?? null }, findings);
  const context = {
    ceremonyId: manifest?.ceremony.id ?? null,
    folderHash,
    afterJournal: journal?.position ?? null,
  };
  const records = readRecords(path, context, findings);
  return {
    path,
    bundle,
    manifest,
    journal: journal?.ends ?? null,
    folderHash,
    isAuthenticated,
    records,
    findings,
  };
}

function hashOf(bytes: Uint8Array): string {
  return toHex(nodePrimitives.sha256(bytes));
}

function checkPaper(folderHash: string | null, paperHash: string | null, findings: Findings): boolean {
  if (paperHash === null) {
    findings.note('the folder', 'is not authenticated against paper: give --folder-hash from a card');
    return false;
  }
  if (folderHash === paperHash) return true;
  findings.tampering(
    'the folder hash',
    `is not the one on paper: here it is ${folderHash ?? 'unknown'}, typed was ${paperHash}; compare the digits once more, and if they differ run no program from this stick`,
  );
  return false;
}

function checkSums(
  path: string,
  files: { readonly [Name in 'manifest' | 'journal' | 'sums']: Uint8Array | null },
  bundleSha256: string | null,
  findings: Findings,
): void {
  const { sums } = files;
  const listed = sums === null ? null : findings.attempt(sumsFile, () => readSums(sums));
  if (listed === null) return;
  // Null: it could not be read, and a finding says so already.
  const known: ReadonlyMap<string, string | null> = new Map([
    [bundleFile, bundleSha256],
    [manifestFile, files.manifest && hashOf(files.manifest)],
    [journalFile, files.journal && hashOf(files.journal)],
  ]);
  const paths = new Set(listed.map((sum) => sum.path));
  for (const name of listedFiles) {
    if (!paths.has(name)) findings.tampering(name, 'is not listed in SHA256SUMS');
  }
  for (const { path: name, sha256 } of listed) {
    if (name.startsWith(`${recordsFolder}/`)) findings.tampering(name, 'is a record listed in SHA256SUMS');
    const hash = known.has(name)
      ? (known.get(name) ?? null)
      : findings.attempt(name, () => hashFile(join(path, name), maxOtherBytes, findings.rereads(name)));
    if (hash !== null && hash !== sha256)
      findings.tampering(name, 'was changed: it does not match SHA256SUMS');
  }
  for (const name of findings.attempt(path, () => filesBelow(path, '', findings)) ?? []) {
    if (name !== sumsFile && !paths.has(name)) findings.addition(name, 'is not listed in SHA256SUMS');
  }
}

/** Deeper, and more, than any ceremony folder holds: a file system may have been made to lead in circles. */
const deepestFolder = 16;
const mostEntries = 5000;

/** Every name below a folder that is not a folder itself, `records/` aside; a link is a finding of its own. */
function filesBelow(
  root: string,
  folder: string,
  findings: Findings,
  budget = { left: mostEntries },
): string[] {
  const here = join(root, folder);
  if (folder.split('/').length > deepestFolder) {
    findings.addition(folder, 'lies deeper than anything of a ceremony: what is below was not looked at');
    return [];
  }
  return aboutFile(here, () => readdirSync(here, { withFileTypes: true })).flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (budget.left-- <= 0) {
      if (budget.left === -1)
        findings.addition(name, `and more: of over ${mostEntries} names the others were not looked at`);
      return [];
    }
    if (entry.isSymbolicLink()) findings.tampering(name, 'is a link');
    if (!entry.isDirectory()) return [name];
    if (name === recordsFolder) return [];
    const below = filesBelow(root, name, findings, budget);
    if (below.length === 0) findings.addition(name, 'is a folder without files, not listed in SHA256SUMS');
    return below;
  });
}

function readChecked(bytes: Uint8Array, sha256: string, findings: Findings): CeremonyFolder['bundle'] {
  const bundle = findings.attempt(bundleFile, () => readBundle(bytes));
  return bundle === null ? null : { ...bundle, sha256, bytes: bytes.length };
}

function readEnds(
  bytes: Uint8Array,
  findings: Findings,
): { readonly ends: JournalEnds; readonly position: ChainPosition } | null {
  return findings.attempt(journalFile, () => {
    const entries = readJournal(bytes, journalFile, chainStart);
    const last = entries.at(-1);
    if (last === undefined) throw new QuorateError('journal-chain', `${journalFile} is empty`);
    return { ends: journalEnds(entries), position: positionAfter(last) };
  });
}

/** Holds bundle, manifest and journal against each other, two at a time. */
function checkAgreement(
  { bundle, manifest, journal }: Pick<CeremonyFolder, 'bundle' | 'manifest' | 'journal'>,
  findings: Findings,
): void {
  const differ = (file: string, member: string, other: string) =>
    findings.tampering(file, `member ${member} does not match ${other}`);
  if (bundle !== null && manifest !== null) {
    const said = manifest.bundle;
    if (said.bytes !== bundle.bytes) differ(manifestFile, 'bundle.bytes', bundleFile);
    if (said.sha256 !== bundle.sha256) differ(manifestFile, 'bundle.sha256', bundleFile);
    if (said.bundleId !== bundle.header.bundleId) differ(manifestFile, 'bundle.bundleId', bundleFile);
    if (manifest.shareSet.id !== bundle.header.setId) differ(manifestFile, 'shareSet.id', bundleFile);
  }
  if (bundle !== null && journal !== null) {
    const { sealed } = journal;
    if (sealed.bytes !== bundle.bytes) differ(journalFile, 'bytes', bundleFile);
    if (sealed.sha256 !== bundle.sha256) differ(journalFile, 'sha256', bundleFile);
    if (sealed.bundleId !== bundle.header.bundleId) differ(journalFile, 'bundleId', bundleFile);
  }
  if (manifest !== null && journal !== null) {
    if (journal.sealed.manifest !== manifestHashForJournal(manifest)) {
      differ(journalFile, 'manifest', manifestFile);
    }
    if (journal.head !== manifest.ceremony.chain) differ(manifestFile, 'ceremony.chain', journalFile);
  }
}
