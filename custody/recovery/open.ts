import { checkContent } from '@quorate/crypto-core/archive/content';
import { type ArchivedFile, unpackArchive } from '@quorate/crypto-core/archive/unpack';
import { openBundle } from '@quorate/crypto-core/bundle/open';
import { isListed } from '@quorate/crypto-core/cards/payload';
import type { CombinedSecret } from '@quorate/crypto-core/cards/quorum';
import { compareManifests } from '@quorate/crypto-core/documents/comparison';
import { type InnerManifest, readInnerManifest } from '@quorate/crypto-core/documents/manifest';
import { isRecordAuthentic } from '@quorate/crypto-core/documents/record';
import { QuorateError } from '@quorate/crypto-core/errors';
import { passphraseBytes } from '@quorate/crypto-core/passphrase/generated';
import { Findings } from '../folder/findings.ts';
import { bundleFile, journalFile, manifestFile, recordsFolder } from '../folder/layout.ts';
import type { CeremonyFolder } from '../folder/read.ts';
import { nodePrimitives } from '../primitives.ts';

/** The contents of a folder's bundle, opened with its cards. Whoever holds it calls `wipe`. */
export interface OpenedFolder {
  /** The manifest that was sealed: its maker knew the passphrase. */
  readonly manifest: InnerManifest;
  readonly files: readonly ArchivedFile[];
  /** Authenticates records, 32 bytes. */
  readonly recordKey: Uint8Array;
  /** What only an opened bundle can tell of the folder around it. */
  readonly findings: Findings;
  wipe(): void;
}

/** The bundle of a folder that was read, or the reason why there is none. */
export function bundleOf(folder: CeremonyFolder): NonNullable<CeremonyFolder['bundle']> {
  if (folder.bundle !== null) return folder.bundle;
  // The last one says most: that it does not match SHA256SUMS comes before what is wrong inside.
  const why = folder.findings.all.filter((finding) => finding.subject === bundleFile).at(-1);
  throw new QuorateError(
    'bundle-unusable',
    why?.message ?? `${folder.path} holds no bundle`,
    'use another stick of the same ceremony: they are all alike',
  );
}

/**
 * Opens a folder's bundle in memory and holds everything around it against what was sealed.
 * @param combined what the cards gave; its secret is not zeroed here
 * @throws the codes of `openBundle`, `unpackArchive`, `readInnerManifest` and `checkContent`
 */
export async function openFolder(folder: CeremonyFolder, combined: CombinedSecret): Promise<OpenedFolder> {
  if (combined.kind !== 'generated') {
    throw new QuorateError(
      'card-payload',
      'these cards split a passphrase that protects something else; they open no bundle',
      'use "quorate combine" to see that passphrase',
    );
  }
  const passphrase = passphraseBytes(combined.secret);
  try {
    const { plaintext, recordKey } = await openBundle(bundleOf(folder), passphrase, nodePrimitives);
    const wipe = () => {
      plaintext.fill(0);
      recordKey.fill(0);
    };
    try {
      const { manifest: manifestBytes, files } = unpackArchive(plaintext);
      const manifest = readInnerManifest(manifestBytes);
      checkContent(files, manifest, nodePrimitives.sha256);
      const findings = compareWithInside(folder, manifest, combined, recordKey);
      return { manifest, files, recordKey, findings, wipe };
    } catch (error) {
      wipe();
      throw error;
    }
  } finally {
    passphrase.fill(0);
  }
}

function compareWithInside(
  folder: CeremonyFolder,
  inside: InnerManifest,
  combined: CombinedSecret,
  recordKey: Uint8Array,
): Findings {
  const findings = new Findings();
  if (inside.shareSet.id !== combined.setId) {
    findings.tampering('the sealed manifest', `names card set ${inside.shareSet.id}, not ${combined.setId}`);
  }
  for (const card of combined.cards) {
    if (!isListed(card, inside.shareSet.cards)) {
      findings.tampering(`card ${card.number}`, 'is not the card that the sealed manifest lists');
    }
  }
  if (folder.manifest !== null) {
    for (const member of compareManifests(folder.manifest, inside)) {
      findings.tampering(manifestFile, `was changed: member ${member} is not what was sealed`);
    }
  }
  if (folder.journal !== null && folder.journal.beforeHead !== inside.ceremony.chain) {
    findings.tampering(journalFile, 'was changed: it is not the journal that was sealed');
  }
  for (const { file, record } of folder.records.stored) {
    if (record !== null && record.mac !== null && !isRecordAuthentic(record, recordKey)) {
      findings.tampering(`${recordsFolder}/${file}`, 'was not made by anyone who opened this bundle');
    }
  }
  return findings;
}
