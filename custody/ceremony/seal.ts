import { packArchive } from '@quorate/crypto-core/archive/pack';
import { bundleRoomIn, reserveKeyRoom } from '@quorate/crypto-core/bundle/key-room';
import { readBundle } from '@quorate/crypto-core/bundle/layout';
import { hashOpenedBundle } from '@quorate/crypto-core/bundle/open';
import { type SealedBundle, sealBundle } from '@quorate/crypto-core/bundle/seal';
import { dealCards } from '@quorate/crypto-core/cards/deal';
import { type Card, digestOf, encodePayload, type ListedCard } from '@quorate/crypto-core/cards/payload';
import { combineShares } from '@quorate/crypto-core/cards/shamir';
import type { ChainPosition, SealedData } from '@quorate/crypto-core/documents/journal';
import { manifestHashForJournal, writeManifest } from '@quorate/crypto-core/documents/manifest';
import { compareBytes, equalBytes, toHex, toUtf8 } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { generateEntropy, passphraseBytes } from '@quorate/crypto-core/passphrase/generated';
import type { FolderContent } from '../folder/content.ts';
import {
  bundleFile,
  folderName,
  journalFile,
  kitFolder,
  manifestFile,
  recoveryFile,
} from '../folder/layout.ts';
import { sealFolder } from '../folder/write.ts';
import { letGoOfFiles, zeroFiles } from '../import/sources.ts';
import { nodePrimitives } from '../primitives.ts';
import type { CeremonyInput } from './input.ts';
import { type Journal, sealJournal } from './journal.ts';
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
  /** What the journal's last line says. */
  readonly sealedData: SealedData;
  /** All N cards with their digests, as the manifest lists them. */
  readonly cards: readonly ListedCard[];
  /** All N cards' payloads, in order. Secret; whoever holds them zeroes them after the roll call. */
  readonly payloads: readonly Uint8Array[];
}

/**
 * Makes passphrase, cards, archive and bundle, and opens the bundle again with what the cards give before it lets
 * the passphrase go.
 * @param journal of the ceremony so far; it is ended with `bundle.sealed`
 * @param onStep told before each step, for a progress line
 * @throws `bundle-too-large`, `archive-name`, `seal-unproved`; a plain Error when the files are not sorted
 */
export async function sealCeremony(
  input: CeremonyInput,
  journal: Journal,
  onStep: (step: string) => void = () => {},
): Promise<SealedCeremony> {
  const { plan, time, ceremonyId: id } = input;
  const entropy = generateEntropy();
  let cards: Card[] = [];
  let passphrase = new Uint8Array(0);
  let bundleBytes: Uint8Array = new Uint8Array(0);
  try {
    checkOrder(input);
    onStep('splitting the passphrase');
    const quota = { threshold: plan.threshold, count: plan.custodians.length };
    cards = await dealCards(entropy, 'generated', quota);
    const setId = (cards[0] as Card).setId;
    onStep('packing the key files');
    const inner = innerManifest(input, id, cards, journal.position.prev);
    passphrase = passphraseBytes(entropy) as Uint8Array<ArrayBuffer>;
    const bundle = await sealKeys(input, writeManifest(inner), passphrase, setId, onStep);
    bundleBytes = bundle.bytes;
    onStep('opening the bundle with the cards, as a test');
    await testOpen(bundle.bytes, cards, bundle.plaintextSha256);
    const sha256 = toHex(nodePrimitives.sha256(bundle.bytes));
    const described = { bytes: bundle.bytes.length, sha256, bundleId: bundle.bundleId };
    const draft = outerManifest(inner, plan.publishNames, described, inner.ceremony.chain);
    const sealedData = { ...described, manifest: manifestHashForJournal(draft) };
    const head = sealJournal(journal, sealedData).hash;
    const outer = outerManifest(inner, plan.publishNames, described, head);
    const name = folderName(time, plan.label, id);
    const folder = sealFolder(name, [
      { path: bundleFile, bytes: bundle.bytes, sha256 },
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
      sealedData,
      cards: cards.map((card) => ({ number: card.number, digest: digestOf(card) })),
      payloads,
    } as unknown as SealedCeremony;
  } catch (error) {
    // Nobody has shown that it is ciphertext.
    bundleBytes.fill(0);
    throw error;
  } finally {
    entropy.fill(0);
    passphrase.fill(0);
    for (const card of cards) card.share.fill(0);
    zeroFiles(input.files);
  }
}

/** Manifest and archive list the files in this order, and a reader refuses another: better not to make it. */
function checkOrder({ files }: CeremonyInput): void {
  const paths = files.map(({ path }) => toUtf8(path));
  const late = paths.findIndex((path, at) => at > 0 && compareBytes(paths[at - 1] as Uint8Array, path) > 0);
  if (late !== -1) {
    throw new Error(`the files to seal are not sorted by the bytes of their paths: see ${files[late]?.path}`);
  }
}

/** Packs the key files around where they stand, and encrypts them there: one copy of them, from import to stick. */
async function sealKeys(
  input: CeremonyInput,
  manifest: Uint8Array,
  passphrase: Uint8Array,
  setId: string,
  onStep: (step: string) => void,
): Promise<SealedBundle & { readonly plaintextSha256: Uint8Array }> {
  const keyRoom = input.room ?? reserveKeyRoom(input.files.map(({ content }) => content.length));
  const room = bundleRoomIn(keyRoom, manifest.length, input.cost);
  try {
    packKeys(input, manifest, room.plaintext);
    const plaintextSha256 = nodePrimitives.sha256(room.plaintext);
    onStep('sealing the bundle');
    const sealing = { passphrase, setId, created: input.time, primitives: nodePrimitives };
    const bundle = await sealBundle(room, sealing);
    // What they stood in is the bundle now, and must not be zeroed any more.
    letGoOfFiles(input.files);
    return { ...bundle, plaintextSha256 };
  } catch (error) {
    room.bytes.fill(0);
    throw error;
  }
}

/** Packs the archive; contents that stood elsewhere are zeroed as soon as they stand in it. */
function packKeys(input: CeremonyInput, manifest: Uint8Array, archive: Uint8Array): void {
  const files = input.files.map(({ path, mode, content, description }) => ({
    path,
    mode,
    content,
    isPublic: description.type === 'x509-certificate',
  }));
  packArchive(manifest, files, Date.parse(input.time) / 1000, archive);
  zeroFiles(input.files.filter(({ content }) => content.buffer !== archive.buffer));
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
    const opened = await hashOpenedBundle(readBundle(bundle), passphrase, nodePrimitives);
    if (!equalBytes(opened, plaintextSha256)) {
      throw new QuorateError(
        'seal-unproved',
        'the bundle opens to something else than was sealed',
        'this machine computes wrongly: use another one',
      );
    }
  } finally {
    secret.fill(0);
    passphrase.fill(0);
  }
}
