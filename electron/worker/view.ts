import type { JournalEntry } from '@quorate/crypto-core/documents/journal';
import { phraseOnCards } from '@quorate/crypto-core/documents/plan';
import { fromHex } from '@quorate/crypto-core/encoding';
import { hashWords } from '@quorate/crypto-core/passphrase/words';
import type { Ceremony } from '@quorate/custody/ceremony/ceremony';
import type { GivenPlan } from '@quorate/custody/ceremony/input';
import { wipeList } from '@quorate/custody/ceremony/machine/reducer';
import type { CeremonyState } from '@quorate/custody/ceremony/machine/state';
import type { KeyReport } from '@quorate/custody/ceremony/vault';
import { dueDates } from '@quorate/custody/papers/due-dates';
import { resilienceOf } from '@quorate/custody/people/resilience';
import { resilienceMatrix } from '@quorate/custody/people/resilience-matrix';
import { concernInWords, survivalInWords } from '@quorate/custody/people/told';
import type { PreflightReport } from '@quorate/custody/preflight/check';
import type {
  CardView,
  CeremonyView,
  CheckView,
  DueView,
  HashView,
  JournalLineView,
  KeyView,
  PlanView,
} from '../contract/views.ts';
import { planRemarks } from './plan-remarks.ts';

/** What a window shows besides what the ceremony's state holds. */
export interface Shown {
  readonly preflight: PreflightReport | null;
  readonly plan: GivenPlan | null;
  readonly keys: readonly KeyReport[];
}

/** A ceremony as a window may see it: public facts, copied into plain objects. */
export function viewOf(
  ceremony: Ceremony,
  shown: Shown,
  cards: Pick<CeremonyView, 'copying' | 'spool' | 'stickPhrase' | 'sheet'>,
): CeremonyView {
  const { state, sealed, journal } = ceremony;
  const { setId, folders } = wipeList(state);
  return {
    ceremonyId: state.ceremonyId,
    step: state.step,
    isRehearsal: state.isRehearsal,
    checks: checksOf(state, shown.preflight),
    isDateConfirmed: state.step !== 'preflight' || state.isDateConfirmed,
    plan: shown.plan === null ? null : planView(shown.plan),
    keys: shown.keys.map(keyView),
    setId: sealed?.setId ?? null,
    folderHash: sealed === null ? null : hashView(sealed.folder.folderHash),
    sealedOn: sealed?.time.slice(0, 10) ?? null,
    ...cards,
    sticks: 'sticks' in state ? state.sticks.map((stick) => ({ ...stick })) : [],
    cards: cardsOf(state),
    signedOff: state.step === 'sign-off' ? [...state.signed] : [],
    closingHead: 'closingHead' in state ? hashView(state.closingHead) : null,
    undelivered: state.step === 'closed' ? [...state.undelivered] : [],
    due: dueOf(state, sealed?.time ?? null),
    wipe: { setId, folders: [...folders] },
    journal: journal.map(lineView),
    head: hashView(journal.at(-1)?.hash ?? '0'.repeat(64)),
  };
}

/** A plan with its hash and what it survives. */
export function planView({ plan, planSha256 }: GivenPlan): PlanView {
  const resilience = resilienceOf(plan);
  return {
    label: plan.label,
    purpose: plan.purpose,
    operator: plan.operator,
    witnesses: [...plan.witnesses],
    custodians: plan.custodians.map(({ name, location }) => ({ name, location })),
    threshold: plan.threshold,
    sticks: plan.sticks,
    stickPlaces: [...plan.stickLocations],
    sources: plan.sources.map(({ name }) => name),
    isPhraseOnCards: plan.stickPhrase === phraseOnCards,
    remarks: planRemarks(plan),
    hash: hashView(planSha256),
    resilience: {
      sentences: resilience.survivals.map((told) => ({ ...told, text: survivalInWords(told) })),
      warnings: resilience.concerns.map((told) => ({ ...told, text: concernInWords(told) })),
      matrix: resilienceMatrix(resilience),
    },
  };
}

function hashView(hex: string): HashView {
  return { hex, words: hashWords(fromHex(hex)) };
}

function dueOf(state: CeremonyState, sealedAt: string | null): DueView[] {
  if (sealedAt === null || (state.step !== 'deliver' && state.step !== 'closed')) return [];
  return dueDates(state.plan.verification, sealedAt).map((due) => ({ ...due }));
}

function checksOf(state: CeremonyState, report: PreflightReport | null): CheckView[] {
  const overridden = 'preflight' in state ? (state.preflight?.overridden ?? []) : [];
  return (report?.results ?? []).map((result) => {
    const { id, title, verdict, blocksCeremony, finding, evidence, confirm, remedy } = result;
    const override = overridden.find(({ check }) => check === id) ?? null;
    return {
      id,
      title,
      verdict: override === null ? verdict : 'overridden',
      isUnchecked: finding.startsWith('could not be checked'),
      finding,
      evidence: [...evidence],
      confirm,
      remedy,
      wouldBlock: blocksCeremony && verdict !== 'block',
      override: override === null ? null : { witness: override.witness, reason: override.reason },
    };
  });
}

function cardsOf(state: CeremonyState): CardView[] {
  if (!('cards' in state)) return [];
  return state.cards.map((card, index) => ({
    ...card,
    custodian: state.plan.custodians[index]?.name ?? '',
  }));
}

function keyView({ name, path, bytes, description }: KeyReport): KeyView {
  const { type, algorithm, publicKey, fingerprint, address, notes } = description;
  return {
    name,
    path,
    bytes,
    type,
    algorithm,
    publicKey,
    fingerprint,
    address,
    notes: notes.map(({ code, text }) => ({ code, text })),
    isDamaged: type === 'opaque' && notes.some(({ code }) => code !== 'too-large'),
  };
}

function lineView({ seq, time, event, data }: JournalEntry): JournalLineView {
  const about = data['stick'] ?? data['card'] ?? data['path'] ?? '';
  return {
    seq,
    time,
    event,
    about: typeof about === 'number' ? String(about) : typeof about === 'string' ? about : '',
  };
}
