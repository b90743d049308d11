import { randomBytes } from 'node:crypto';
import { packArchive } from '@quorate/crypto-core/archive/pack';
import { readBundle } from '@quorate/crypto-core/bundle/layout';
import { openBundle } from '@quorate/crypto-core/bundle/open';
import { sealBundle } from '@quorate/crypto-core/bundle/seal';
import { dealCards } from '@quorate/crypto-core/cards/deal';
import { type Card, encodePayload } from '@quorate/crypto-core/cards/payload';
import { combineShares } from '@quorate/crypto-core/cards/shamir';
import type { ChainPosition } from '@quorate/crypto-core/documents/journal';
import { manifestHashForJournal, writeManifest } from '@quorate/crypto-core/documents/manifest';
import { equalBytes, toHex } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { generateEntropy, passphraseBytes } from '@quorate/crypto-core/passphrase/generated';
import {
  bundleFile,
  folderName,
  journalFile,
  kitFolder,
  manifestFile,
  recoveryFile,
} from '../folder/layout.ts';
import { type FolderContent, sealFolder } from '../folder/write.ts';
import { zeroFiles } from '../import/sources.ts';
import { nodePrimitives } from '../primitives.ts';
import type { CeremonyInput } from './input.ts';
import { Journal, sealJournal, utcNow } from './journal.ts';
import { innerManifest, outerManifest } from './manifests.ts';
import { recoveryText } from './recovery-text.ts';

declare const testOpened: unique symbol;

/** A ceremony whose bundle was opened once with the secret its cards give. Only {@link sealCeremony} makes one. */
export interface SealedCeremony {
  readonly [testOpened]: true;
  readonly id: string;
  readonly setId: string;
  readonly time: string;
  /** What every stick gets. */
  readonly folder: FolderContent;
  /** The journal's last hash: 64 hex digits. */
  readonly chainHead: string;
  /** Where the closing record takes up. */
  readonly afterJournal: ChainPosition;
  /** All N cards' payloads, in order. Secret; whoever holds them zeroes them after the roll call. */
  readonly payloads: readonly Uint8Array[];
}

/**
 * Makes passphrase, cards, archive and bundle, and opens the bundle again with what the cards give before it lets
 * the passphrase go.
 * @param onStep told before each step, for a progress line
 * @throws `bundle-too-large`, `archive-name`, `seal-unproved`
 */
export async function sealCeremony(
  input: CeremonyInput,
  onStep: (step: string) => void = () => {},
): Promise<SealedCeremony> {
  const { plan, time } = input;
  const id = randomBytes(4).toString('hex');
  const journal = new Journal(utcNow);
  journalOpening(journal, input, id);
  const entropy = generateEntropy();
  let cards: Card[] = [];
  let archive = new Uint8Array(0);
  let passphrase = new Uint8Array(0);
  try {
    onStep('splitting the passphrase');
    const quota = { threshold: plan.threshold, count: plan.custodians.length };
    cards = await dealCards(entropy, 'generated', quota);
    const setId = (cards[0] as Card).setId;
    onStep('packing the key files');
    const inner = innerManifest(input, id, cards, journal.position.prev);
    archive = packKeys(input, writeManifest(inner));
    const plaintextSha256 = nodePrimitives.sha256(archive);
    onStep('sealing the bundle');
    passphrase = passphraseBytes(entropy) as Uint8Array<ArrayBuffer>;
    const bundle = await sealBundle(archive, {
      passphrase,
      setId,
      created: time,
      cost: input.cost,
      primitives: nodePrimitives,
    });
    archive.fill(0);
    archive = new Uint8Array(0);
    onStep('opening the bundle with the cards, as a test');
    await testOpen(bundle.bytes, cards, plaintextSha256);
    const sha256 = toHex(nodePrimitives.sha256(bundle.bytes));
    const described = { bytes: bundle.bytes.length, sha256, bundleId: bundle.bundleId };
    const draft = outerManifest(inner, plan.publishNames, described, inner.ceremony.chain);
    const head = sealJournal(journal, { ...described, manifest: manifestHashForJournal(draft) }).hash;
    const outer = outerManifest(inner, plan.publishNames, described, head);
    const name = folderName(time, plan.label, id);
    const folder = sealFolder(name, [
      { path: bundleFile, bytes: bundle.bytes },
      { path: manifestFile, bytes: writeManifest(outer) },
      { path: journalFile, bytes: journal.bytes },
      { path: recoveryFile, bytes: recoveryText(outer, plan) },
      ...input.kit.map(({ path, bytes }) => ({ path: `${kitFolder}/${path}`, bytes })),
    ]);
    const payloads = cards.map(encodePayload);
    return {
      id,
      setId,
      time,
      folder,
      chainHead: head,
      afterJournal: journal.position,
      payloads,
    } as unknown as SealedCeremony;
  } finally {
    entropy.fill(0);
    passphrase.fill(0);
    archive.fill(0);
    for (const card of cards) card.share.fill(0);
    zeroFiles(input.files);
  }
}

function journalOpening(journal: Journal, input: CeremonyInput, ceremonyId: string): void {
  const { plan } = input;
  journal.add('ceremony.opened', {
    ceremonyId,
    label: plan.label,
    purpose: plan.purpose,
    planSha256: input.planSha256,
    threshold: plan.threshold,
    count: plan.custodians.length,
    sticks: plan.sticks,
    witnesses: plan.witnesses.length,
    software: `${input.software.name} ${input.software.version}`,
  });
  if (plan.singleStickReason !== null) journal.add('stick.single', { reason: plan.singleStickReason });
  for (const { check, reason } of plan.overrides) journal.add('preflight.overridden', { check, reason });
  for (const { name, path, content, description } of input.files) {
    const { type, fingerprint, address } = description;
    journal.add('key.imported', { name, path, type, fingerprint, address, bytes: content.length });
  }
}

/** The archive; the imported contents are zeroed as soon as they stand in it. */
function packKeys(input: CeremonyInput, manifest: Uint8Array): Uint8Array<ArrayBuffer> {
  const files = input.files.map(({ path, mode, content, description }) => ({
    path,
    mode,
    content,
    isPublic: description.type === 'x509-certificate',
  }));
  try {
    return packArchive(manifest, files, Date.parse(input.time) / 1000) as Uint8Array<ArrayBuffer>;
  } finally {
    zeroFiles(input.files);
  }
}

/** Opens the bundle as a recovery would: from cards alone, everything derived again. */
async function testOpen(
  bundle: Uint8Array,
  cards: readonly Card[],
  plaintextSha256: Uint8Array,
): Promise<void> {
  const [first] = cards;
  if (first === undefined) throw new Error('a ceremony has cards');
  // The last K cards: the first K gave their proof when the secret was split.
  const shares = cards.slice(-first.threshold).map((card) => card.share);
  const secret = await combineShares(shares, first.threshold);
  const passphrase = passphraseBytes(secret);
  try {
    const opened = await openBundle(readBundle(bundle), passphrase, nodePrimitives);
    opened.recordKey.fill(0);
    const same = equalBytes(nodePrimitives.sha256(opened.plaintext), plaintextSha256);
    opened.plaintext.fill(0);
    if (!same)
      throw new QuorateError(
        'seal-unproved',
        'the bundle opens to something else than was sealed',
        'this machine computes wrongly: use another one',
      );
  } finally {
    secret.fill(0);
    passphrase.fill(0);
  }
}
