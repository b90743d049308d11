import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { JournalEntry } from '@quorate/crypto-core/documents/journal';
import { type Plan, writePlan } from '@quorate/crypto-core/documents/plan';
import { toHex } from '@quorate/crypto-core/encoding';
import type { JsonObject } from '@quorate/crypto-core/json/value';
import { type CardFonts, cardFontFiles } from '@quorate/custody/cards/card-fonts';
import { Journal } from '@quorate/custody/ceremony/journal';
import type { CeremonyPapers } from '@quorate/custody/papers/types';
import { type CheckResult, checkIds } from '@quorate/custody/preflight/check';
import { nodePrimitives } from '@quorate/custody/primitives';
import { plainPlan } from '../../sample-plan.ts';

const resolve = createRequire(import.meta.url).resolve;

/** The fonts as the packages have them. */
export const fonts = Object.fromEntries(
  Object.entries(cardFontFiles).map(([name, { family, file }]) => [
    name,
    new Uint8Array(readFileSync(join(dirname(resolve(`@fontsource/${family}/package.json`)), 'files', file))),
  ]),
) as unknown as CardFonts;

/** Five custodians, three sticks, two witnesses. */
export const plan: Plan = {
  ...plainPlan,
  purpose: 'backup',
  operator: 'Grace Hopper',
  witnesses: ['Ada Lovelace', 'Željko Šćepanović'],
  custodians: [
    ['Marie Curie', 'Safe, office Lyon'],
    ['Alan Turing', 'Bank vault, Zürich'],
    ['Emmy Noether', 'Notary Weiss, Wien'],
    ['דוד המלך', 'כספת ראשית'],
    ['Katherine Johnson', 'Safe, office Porto'],
  ].map(([name, location]) => ({ name: name as string, location: location as string, openpgp: null })),
  threshold: 3,
  sticks: 3,
  stickLocations: ['Data centre A', 'Data centre B', 'Home of the operator'],
};

type Happening = readonly [event: string, data?: JsonObject];

const beginning: readonly Happening[] = [
  ['ceremony.opened', { ceremonyId: 'c14ebfed', rehearsal: false, software: 'quorate 0.1.0' }],
  ['preflight.done', { blocking: ['radios'], checks: {} }],
  [
    'preflight.overridden',
    { check: 'radios', reason: 'the radio chip was desoldered; the kernel still lists it' },
  ],
  ['date.confirmed', { date: '2026-11-20' }],
  ['preflight.passed'],
  ['plan.confirmed', { label: 'Validators Q4', planSha256: 'ab'.repeat(32), witness: 1 }],
  ['key.imported', { name: 'validator', path: 'validator/priv_validator_key.json' }],
  ['key.imported', { name: 'validator', path: 'validator/node_key.json' }],
  ['step.back'],
  ['plan.confirmed', { label: 'Validators Q4', planSha256: 'ab'.repeat(32), witness: 2 }],
  ['key.imported', { name: 'validator', path: 'validator/priv_validator_key.json' }],
  ['key.imported', { name: 'validator', path: 'validator/node_key.json' }],
  ['keys.confirmed'],
  [
    'bundle.sealed',
    { bundleId: '11'.repeat(16), bytes: 4711, sha256: 'cd'.repeat(32), manifest: 'ef'.repeat(32) },
  ],
];

const middle: readonly Happening[] = [
  ['stick.written', { stick: 1, encryption: 'luks' }],
  ['stick.verified', { stick: 1, replugged: true }],
  ['stick.written', { stick: 2 }],
  ['stick.failed', { stick: 2, code: 'medium-differs' }],
  ['stick.written', { stick: 2 }],
  ['stick.verified', { stick: 2, replugged: true }],
  ['stick.written', { stick: 3, encryption: 'hardware' }],
  ['stick.verified', { stick: 3, replugged: true }],
  ['sticks.finished'],
  ...[1, 2, 3, 4, 5].flatMap((card): Happening[] => [
    ['card.printed', { card }],
    ...(card === 3
      ? ([['card.reprinted', { card, reason: 'the paper jammed and tore', witness: 2 }]] as Happening[])
      : []),
    ['card.proved', { card, how: card === 4 ? 'typed' : 'camera' }],
  ]),
  ['cards.finished'],
  ['vault.wiped'],
  ['signed.off', { witness: 1 }],
  ['signed.off', { witness: 2 }],
  ['ceremony.closed', { sticks: 3, cards: 5, keys: 2 }],
];

/** A journal of what happened, half a minute apart, as a ceremony chains it. */
export function journalOf(happenings: readonly Happening[]): readonly JournalEntry[] {
  let at = Date.parse('2026-11-20T14:02:11Z');
  const journal = new Journal(() => {
    at += 37_000;
    return `${new Date(at).toISOString().slice(0, 19)}Z`;
  });
  for (const [event, data] of happenings) journal.add(event, data ?? {});
  return journal.entries;
}

const findings: Partial<Record<string, [CheckResult['verdict'], string]>> = {
  radios: ['block', 'phy0 (Wi-Fi) is not blocked'],
  'virtual-machine': ['pass', 'no sign of a virtual machine'],
  'live-system': ['warn', 'the system is neither live nor read-only'],
  power: ['pass', 'on mains, battery at 98 %'],
};

function hash(seed: string): string {
  return toHex(nodePrimitives.sha256(new TextEncoder().encode(seed)));
}

/** The papers of a ceremony with an override, a step back, a failed stick, a reprint, and a stick undelivered. */
export function samplePapers(changes: Partial<CeremonyPapers> = {}): CeremonyPapers {
  const folderHash = hash('folder');
  const journal = journalOf([...beginning, ['folder.sealed', { folderHash }], ...middle]);
  return {
    plan,
    planSha256: toHex(nodePrimitives.sha256(writePlan(plan))),
    ceremonyId: 'c14ebfed',
    setId: '62a40d5c',
    folderName: 'quorate-20261120-validators-q4-c14ebfed',
    folderHash,
    chainHead: journal.find(({ event }) => event === 'bundle.sealed')?.hash as string,
    closingHead: journal.at(-1)?.hash as string,
    time: '2026-11-20T14:02:11Z',
    preflight: {
      purpose: 'ceremony',
      time: '2026-11-20T14:02:40Z',
      results: checkIds.map((id): CheckResult => {
        const [verdict, finding] = findings[id] ?? ['pass', 'nothing was found'];
        const blocksCeremony = verdict === 'block';
        return { id, title: id, verdict, finding, evidence: [], confirm: null, blocksCeremony, remedy: null };
      }),
    },
    overrides: [
      {
        check: 'radios',
        reason: 'the radio chip was desoldered; the kernel still lists it',
        witness: 'Željko Šćepanović',
      },
    ],
    keys: [
      {
        name: 'validator',
        path: 'validator/node_key.json',
        type: 'cometbft-node-key',
        algorithm: 'ed25519',
        fingerprint: hash('node'),
        address: hash('node').slice(0, 40),
        bytes: 148,
      },
      {
        name: 'validator',
        path: 'validator/priv_validator_key.json',
        type: 'cometbft-priv-validator-key',
        algorithm: 'ed25519',
        fingerprint: hash('validator'),
        address: hash('validator').slice(0, 40).toUpperCase(),
        bytes: 345,
      },
      {
        name: 'validator',
        path: 'validator/secrets.env',
        type: 'secrets-file',
        algorithm: null,
        fingerprint: null,
        address: null,
        bytes: 12_345,
      },
    ],
    journal,
    signedOff: [
      { operator: plan.operator, witness: 'Ada Lovelace' },
      { operator: plan.operator, witness: 'Željko Šćepanović' },
    ],
    undelivered: [2],
    software: { name: 'quorate', version: '0.1.0' },
    fonts,
    paper: 'a4',
    ...changes,
  };
}
