import { type Card, digestOf } from '@quorate/crypto-core/cards/payload';
import type { InnerManifest, Manifest } from '@quorate/crypto-core/documents/manifest';
import { toHex } from '@quorate/crypto-core/encoding';
import { bundleFile } from '../folder/layout.ts';
import { nodePrimitives } from '../primitives.ts';
import type { CeremonyInput } from './input.ts';

/**
 * The manifest that goes into the archive: everything known, names and hashes included.
 * @param ceremonyId 8 hex digits
 * @param cards all N, in order
 * @param chain hash of the journal's last entry before `bundle.sealed`
 */
export function innerManifest(
  input: CeremonyInput,
  ceremonyId: string,
  cards: readonly Card[],
  chain: string,
): InnerManifest {
  const { plan } = input;
  const [first] = cards;
  if (first === undefined) throw new Error('a ceremony has cards');
  const sourceOf = new Map(plan.sources.map((source) => [source.name, source]));
  return {
    format: 'quorate-manifest',
    version: 1,
    ceremony: {
      id: ceremonyId,
      label: plan.label,
      purpose: plan.purpose,
      date: input.time,
      planSha256: input.planSha256,
      supersedes: plan.supersedes,
      previousClosingHead: plan.previousClosingHead,
      chain,
    },
    shareSet: {
      id: first.setId,
      kind: 0,
      threshold: first.threshold,
      count: first.count,
      cards: cards.map((card, index) => ({
        number: card.number,
        custodian: plan.custodians[index]?.name ?? '',
        location: plan.custodians[index]?.location ?? '',
        digest: digestOf(card),
      })),
    },
    supersededSets: [],
    keys: input.files.map(({ name, path, content, description }) => ({
      name,
      path,
      role: sourceOf.get(name)?.role ?? null,
      host: sourceOf.get(name)?.host ?? null,
      type: description.type,
      algorithm: description.algorithm,
      publicKey: description.publicKey,
      fingerprint: description.fingerprint,
      address: description.address,
      created: sourceOf.get(name)?.created ?? null,
      bytes: content.length,
      sha256: toHex(nodePrimitives.sha256(content)),
    })),
    verification: plan.verification,
    software: input.software,
  };
}

/**
 * The manifest that lies on the stick for everyone to see: hashes of key files taken out, and names and places too
 * unless the plan publishes them.
 */
export function outerManifest(
  inner: InnerManifest,
  publishNames: boolean,
  bundle: Omit<Manifest['bundle'], 'file'>,
  chain: string,
): Manifest {
  const { format, version, ceremony, shareSet, keys, ...rest } = inner;
  return {
    format,
    version,
    ceremony: { ...ceremony, chain },
    bundle: { file: bundleFile, ...bundle },
    shareSet: {
      ...shareSet,
      cards: shareSet.cards.map((card) =>
        publishNames ? card : { ...card, custodian: null, location: null },
      ),
    },
    supersededSets: rest.supersededSets,
    keys: keys.map((key) => ({ ...key, sha256: null })),
    verification: rest.verification,
    software: rest.software,
  };
}
