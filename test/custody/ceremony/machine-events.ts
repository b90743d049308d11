import { readPlan } from '@quorate/crypto-core/documents/plan';
import type { CeremonyEvent } from '@quorate/custody/ceremony/machine/event';
import { openCeremony, reduce } from '@quorate/custody/ceremony/machine/reducer';
import type { CeremonyState } from '@quorate/custody/ceremony/machine/state';
import { checkTwoPeople } from '@quorate/custody/people/two-people';
import { samplePlan } from '../../sample-plan.ts';

/** A real plan: two sticks, three custodians. */
export const plan = readPlan(samplePlan({ purpose: 'backup', witnesses: ['Witness', 'Second Witness'] }));

/** Operator and first witness. */
export const people = checkTwoPeople({ operator: 'Operator', witness: 'Witness' }, plan, 'this');

const hash = 'ab'.repeat(32);

/** A key of the plan's source. */
export const key = {
  name: 'validator',
  path: 'validator/key.json',
  type: 'cometbft-priv-validator-key',
  fingerprint: hash,
  address: null,
  bytes: 345,
};

/** Every event of a ceremony without incident, in order. */
export const smoothCeremony: readonly CeremonyEvent[] = [
  { event: 'preflight.done', blocking: [], evidence: {} },
  { event: 'date.confirmed', date: '2026-11-20' },
  { event: 'preflight.passed' },
  { event: 'plan.confirmed', plan, planSha256: hash, people },
  { event: 'keys.imported', keys: [key] },
  { event: 'keys.confirmed' },
  {
    event: 'bundle.sealed',
    setId: '5cace74f',
    bundleId: 'cd'.repeat(16),
    bytes: 9,
    sha256: hash,
    manifest: hash,
  },
  { event: 'folder.sealed', folderHash: hash },
  ...[1, 2].flatMap((stick): CeremonyEvent[] => [
    { event: 'stick.written', stick, folder: `/media/stick-${stick}/quorate`, protection: null },
    { event: 'stick.verified', stick, replugged: true },
  ]),
  { event: 'sticks.finished', fewer: null },
  ...[1, 2, 3].flatMap((card): CeremonyEvent[] => [
    { event: 'card.printed', card },
    { event: 'card.proved', card, how: 'camera' },
  ]),
  { event: 'cards.finished' },
  { event: 'vault.wiped' },
  { event: 'signed.off', people },
  { event: 'ceremony.closed', closingHead: hash },
  { event: 'stick.delivered', stick: 1 },
  { event: 'stick.delivered', stick: 2 },
  { event: 'delivery.ended' },
];

/** The state after some events of a ceremony. */
export function stateAfter(events: readonly CeremonyEvent[], isRehearsal = false): CeremonyState {
  return events.reduce<CeremonyState>(reduce, openCeremony('0badcafe', isRehearsal));
}

/** The state just before an event of {@link smoothCeremony} happens for the first time. */
export function stateBefore(event: CeremonyEvent['event']): CeremonyState {
  return stateAfter(
    smoothCeremony.slice(
      0,
      smoothCeremony.findIndex((one) => one.event === event),
    ),
  );
}
