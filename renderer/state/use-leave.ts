import { useState } from 'react';
import type { Fault } from './fault.ts';
import { useStore } from './store.tsx';

/** Leaving, and whether it is under way or was refused. */
export interface Leaving {
  leave(): Promise<void>;
  readonly isPending: boolean;
  readonly fault: Fault | null;
}

/** Leaves what is no ceremony: its process ends, and the first screen is shown. */
export function useLeave(): Leaving {
  const { send } = useStore();
  const [isPending, setPending] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const leave = async () => {
    setPending(true);
    const answer = await window.quorate.ask('work.leave', {});
    if (answer.ok) return send({ kind: 'left' });
    setPending(false);
    setFault(answer);
  };
  return { leave, isPending, fault };
}
