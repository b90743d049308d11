import type { JournalEntry } from '@quorate/crypto-core/documents/journal';
import { phraseOnCards } from '@quorate/crypto-core/documents/plan';
import { fromHex } from '@quorate/crypto-core/encoding';
import { hashWords } from '@quorate/crypto-core/passphrase/words';
import type { Ceremony } from '@quorate/custody/ceremony/ceremony';
import type { GivenPlan } from '@quorate/custody/ceremony/input';
import { wipeList } from '@quorate/custody/ceremony/machine/reducer';
import type { CeremonyState } from '@quorate/custody/ceremony/machine/state';
import type { KeyReport } from '@quorate/custody/ceremony/vault';
import type { LeftOut } from '@quorate/custody/import/home';
import { leftTexts } from '@quorate/custody/import/left-out';
import { signingStateAge, stoppedAdvice } from '@quorate/custody/import/signing-state-age';
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
import { signingStateView } from './signing-states.ts';

/** What a window shows besides what the ceremony's state holds. */
export interface Shown {
  readonly preflight: PreflightReport | null;
  readonly plan: GivenPlan | null;
  readonly keys: readonly KeyReport[];
  /** What the import left where it is. */
  readonly left: readonly LeftOut[];
}

/** A ceremony as a window may see it: public facts, copied into plain objects. */
export function viewOf(
  ceremony: Ceremony,
  shown: Shown,
  desks: Pick<CeremonyView, 'copying' | 'spool' | 'stickPhrase' | 'sheet' | 'ejected'>,
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
    keys: keyViews(shown),
    setId: sealed?.setId ?? null,
    folderHash: sealed === null ? null : hashView(sealed.folder.folderHash),
    sealedOn: sealed?.time.slice(0, 10) ?? null,
    ...desks,
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

function keyViews({ keys, left }: Shown): KeyView[] {
  const now = new Date();
  const told = new Set<string>();
  return keys.map((key) => {
    // What a source did not give stands with the first of the files it gave.
    const leftHere = told.has(key.name) ? [] : left.filter(({ name }) => name === key.name);
    told.add(key.name);
    return keyView(key, [...stateNotes(key, now), ...leftNotes(leftHere)]);
  });
}

function keyView(key: KeyReport, more: KeyView['notes']): KeyView {
  const { name, path, bytes, description } = key;
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
    notes: [...notes.map(({ code, text }) => ({ code, text })), ...more],
    signingState: signingStateView(key),
    isDamaged: type === 'opaque' && notes.some(({ code }) => code !== 'too-large'),
  };
}

function stateNotes(key: KeyReport, now: Date): KeyView['notes'] {
  const age = signingStateAge(key, now);
  if (age === null) return [];
  const text = `It ${age}. ${stoppedAdvice} Go on only if every node of this key was stopped when its files were copied.`;
  return [{ code: 'signing-state-age', text }];
}

function leftNotes(left: readonly LeftOut[]): KeyView['notes'] {
  const toLookAt = left.filter(({ needsLook }) => needsLook);
  if (left.length === 0) return [];
  const loud = toLookAt.map(({ path, reason }) => `${path} (${leftTexts[reason]})`);
  const quiet = left.length - toLookAt.length;
  const texts = [
    ...(loud.length === 0 ? [] : [`NOT taken along, look at them: ${loud.join('; ')}.`]),
    ...(quiet === 0 ? [] : [`Left out of this source: ${summaryOf(left)}.`]),
  ];
  return [{ code: 'left-out', text: texts.join(' ') }];
}

/** As `2 × a log`: a home may hold thousands of files that nobody wants. */
function summaryOf(left: readonly LeftOut[]): string {
  const reasons = left.filter(({ needsLook }) => !needsLook).map(({ reason }) => reason);
  const counts = [...new Set(reasons)].map(
    (reason) => [reason, reasons.filter((one) => one === reason).length] as const,
  );
  return counts.map(([reason, count]) => `${count} × ${leftTexts[reason]}`).join('; ');
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
