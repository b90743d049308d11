import { useEffect, useRef, useState } from 'react';
import { draftOf, isWorthAsking } from '../logic/plan-form.ts';
import type { Fault } from './fault.ts';
import { useDrafts } from './store.tsx';

const pause = 400;

/**
 * Has the worker read the form whenever typing pauses. The plan is taken only when the form has not changed since, so
 * that what is confirmed is what is on the screen.
 */
export function useDraftedPlan(): { readonly isPending: boolean; readonly fault: Fault | null } {
  const [{ form, planFrom }, change] = useDrafts();
  const [isPending, setPending] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const put = useRef(change);
  put.current = change;
  useEffect(() => {
    if (planFrom === 'form') put.current({ kind: 'set', drafts: { plan: null } });
    if (planFrom !== 'form' || !isWorthAsking(form)) return setFault(null);
    let isCurrent = true;
    const timer = setTimeout(async () => {
      setPending(true);
      const answer = await window.quorate.ask('ceremony.draftPlan', { draft: draftOf(form) });
      if (!isCurrent) return;
      setPending(false);
      // What was refused stays in sight until now: it would come and go at every letter.
      setFault(answer.ok ? null : { code: answer.code, message: answer.message, hint: answer.hint });
      if (answer.ok) put.current({ kind: 'set', drafts: { plan: answer.value } });
    }, pause);
    return () => {
      isCurrent = false;
      setPending(false);
      clearTimeout(timer);
    };
  }, [form, planFrom]);
  return { isPending, fault };
}
