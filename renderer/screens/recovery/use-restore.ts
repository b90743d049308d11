import { useState } from 'react';
import type { RecoveryView } from '../../../electron/contract/attempt-views.ts';
import type { Fault } from '../../state/fault.ts';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import {
  type ChangeForm,
  chosenOf,
  emptyRestoreForm,
  isGuarded,
  isSaid,
  type Place,
  placeOfRefusal,
  type RestoreForm,
  readHeight,
  wishOf,
} from './wish.ts';

/** What people decide before anything is written, and where they are in it. */
export interface Restore {
  readonly recovery: RecoveryView;
  readonly form: RestoreForm;
  readonly change: ChangeForm;
  readonly place: Place;
  go(place: Place): void;
  /** The guard has questions about what was chosen. */
  readonly isGuarded: boolean;
  /** The words that say that the original is stopped were typed as they stand. */
  readonly isStopped: boolean;
  /** Has a plan worked out. A refusal is shown where it can be answered, and nothing typed is lost by it. */
  plan(): void;
  /** Writes what was planned. */
  write(): void;
  readonly isPending: boolean;
  /** Why there is no plan, or why it was not carried out. */
  readonly fault: Fault | null;
  /** What to do about it on these screens, where they know it better than who refused. */
  readonly remedy: string | undefined;
}

/** Holds it all, above the screens. */
export function useRestore(recovery: RecoveryView): Restore {
  const [form, setForm] = useState(emptyRestoreForm);
  const [asked, setAsked] = useState<Place>('bundle');
  /** A refusal of the guard says that it has questions, whatever is known of the files. */
  const [wasGuarded, setWasGuarded] = useState(false);
  const { ask, isPending, fault, setFault } = useAsk();
  const [place, setPlace] = useState<Place>('bundle');
  const [last, setLast] = useState<Fault | null>(null);
  // The answer of a plan leads on, a refusal leads to where it is answered.
  if (fault !== last) {
    setLast(fault);
    if (fault !== null) {
      setPlace(placeOfRefusal(fault.code, asked));
      if (fault.code.startsWith('guard-')) setWasGuarded(true);
    }
  }
  const isStopped = isSaid(form.stopped, ({ recovery }) => recovery.guard.stoppedWords);
  const plan = async () => {
    if (form.destination === null) return;
    setAsked(place);
    const view = await ask('recovery.plan', wishOf(form, form.destination, recovery.keys, isStopped));
    if (view === null) return;
    // What was typed under another plan says nothing of this one.
    setForm((now) => ({ ...now, moves: '', stale: {} }));
    setPlace('plan');
  };
  const write = () => {
    if (recovery.plan === null) return;
    setAsked('plan');
    const stale = recovery.plan.stale.map(({ path }) => ({
      path,
      height: readHeight(form.stale[path] ?? '') ?? '',
    }));
    const moves = recovery.plan.moveSentence === null ? null : form.moves;
    void ask('recovery.restore', { moves, stale });
  };
  return {
    recovery,
    form,
    change: (change) => setForm((now) => ({ ...now, ...change })),
    place: place === 'plan' && recovery.plan === null ? 'where' : place,
    go: (next) => {
      setFault(null);
      setPlace(next);
    },
    isGuarded: wasGuarded || isGuarded(chosenOf(recovery.keys, form)),
    isStopped,
    plan: () => void plan(),
    write,
    isPending,
    fault,
    remedy: remedyOf(fault),
  };
}

function remedyOf(fault: Fault | null): string | undefined {
  const remedies: Readonly<Record<string, string>> = t.recovery.remedies;
  return fault !== null && Object.hasOwn(remedies, fault.code) ? remedies[fault.code] : undefined;
}
