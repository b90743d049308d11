import type { ChosenFile, PlanView } from '../../electron/contract/views.ts';
import { emptyForm, type PlanForm } from '../logic/plan-form.ts';

/** Two typed names. */
export interface TypedPeople {
  readonly operator: string;
  readonly witness: string;
}

/**
 * What people have typed and chosen and not yet sent. It lives above the screens, so that going back and forth loses
 * nothing. No card is ever in it.
 */
export interface Drafts {
  readonly date: string;
  /** Whether the plan comes from a file or from the form; null while nobody chose. */
  readonly planFrom: 'file' | 'form' | null;
  readonly form: PlanForm;
  /** The plan as the worker last read it; null when the form has changed since. */
  readonly plan: PlanView | null;
  /** By what they are about: a check, a reprint. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly people: Readonly<Record<string, TypedPeople>>;
  /** Chosen file by name of the source. */
  readonly sources: Readonly<Record<string, ChosenFile>>;
  /** Expected fingerprint by path of the key. */
  readonly expected: Readonly<Record<string, string>>;
  /** What was said yes to, by path of the key. */
  readonly accepted: Readonly<Record<string, boolean>>;
  /** What people said that they have done: written something down, put a card into its bag. */
  readonly said: Readonly<Record<string, boolean>>;
  /** How often a paper was printed, by its name. */
  readonly papers: Readonly<Record<string, number>>;
}

export const noDrafts: Drafts = {
  date: '',
  planFrom: null,
  form: emptyForm,
  plan: null,
  reasons: {},
  people: {},
  sources: {},
  expected: {},
  accepted: {},
  said: {},
  papers: {},
};

/** What the names under the plan's hash are typed for. */
export const planPurpose = 'plan';

/** Members that hold one entry for each of several things. */
type Listing = 'reasons' | 'people' | 'sources' | 'expected' | 'accepted' | 'said' | 'papers';

/** What changes the drafts. */
export type DraftChange =
  | { readonly kind: 'set'; readonly drafts: Partial<Drafts> }
  | {
      [L in Listing]: {
        readonly kind: 'entry';
        readonly listing: L;
        readonly id: string;
        readonly value: Drafts[L][string];
      };
    }[Listing]
  /** Names and reason that were typed for a purpose, once they have served it. */
  | { readonly kind: 'forget-people'; readonly id: string }
  | { readonly kind: 'clear'; readonly members: readonly (keyof Drafts)[] }
  | { readonly kind: 'forget' };

/** The drafts after a change. Pure. */
export function changeDrafts(drafts: Drafts, change: DraftChange): Drafts {
  switch (change.kind) {
    case 'set': {
      const next = { ...drafts, ...change.drafts };
      // Names are typed under a hash: another hash has none yet.
      const isSamePlan = next.plan?.hash.hex === drafts.plan?.hash.hex;
      return isSamePlan ? next : { ...next, people: without(next.people, planPurpose) };
    }
    case 'entry':
      return { ...drafts, [change.listing]: { ...drafts[change.listing], [change.id]: change.value } };
    case 'forget-people':
      return {
        ...drafts,
        people: without(drafts.people, change.id),
        reasons: without(drafts.reasons, change.id),
      };
    case 'clear':
      return { ...drafts, ...Object.fromEntries(change.members.map((member) => [member, noDrafts[member]])) };
    case 'forget':
      return noDrafts;
  }
}

function without<Entry>(listing: Readonly<Record<string, Entry>>, id: string): Record<string, Entry> {
  return Object.fromEntries(Object.entries(listing).filter(([name]) => name !== id));
}

/** The two names typed for a purpose. */
export function peopleFor(drafts: Drafts, purpose: string): TypedPeople {
  return drafts.people[purpose] ?? { operator: '', witness: '' };
}
