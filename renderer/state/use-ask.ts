import { useCallback, useRef, useState } from 'react';
import type { ChannelName, RequestOf, ValueOf } from '../../electron/contract/channels.ts';
import type { WorkView } from '../../electron/contract/work.ts';
import type { Fault } from './fault.ts';
import { useStore } from './store.tsx';
import { workIn } from './work-in.ts';

/** Asking for something: whether an answer is awaited, and what was refused last. */
export interface Asking {
  /** @returns the answer's value, or null when it was refused; the reason is then in `fault` */
  ask<C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<ValueOf<C> | null>;
  readonly isPending: boolean;
  readonly fault: Fault | null;
  /** Shows a refusal of the screen's own, or takes one away. */
  setFault(fault: Fault | null): void;
}

/** Sends requests, one at a time, and takes the work that is answered into the state. */
export function useAsk(): Asking {
  const { send } = useStore();
  const [isPending, setPending] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const underWay = useRef(false);
  const ask = useCallback(
    async <C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<ValueOf<C> | null> => {
      if (underWay.current) return null;
      underWay.current = true;
      setPending(true);
      setFault(null);
      send({ kind: 'asked', channel });
      try {
        const answer = await window.quorate.ask(channel, request);
        const looked = answer.ok ? null : await lookAgain(channel);
        const work = answer.ok ? workIn(answer.value) : looked;
        if (work !== null) send({ kind: 'work', work });
        if (answer.ok) return answer.value;
        setFault({ code: answer.code, message: answer.message, hint: answer.hint });
        return null;
      } finally {
        underWay.current = false;
        setPending(false);
        send({ kind: 'answered', channel });
        send({ kind: 'progress', progress: null });
      }
    },
    [send],
  );
  return { ask, isPending, fault, setFault };
}

/** A refusal can have changed the work too: a stick is marked as failed, a card was refused. */
async function lookAgain(channel: ChannelName): Promise<WorkView | null> {
  const look = lookOf(channel);
  if (look === null) return null;
  const answer = await window.quorate.ask(look, {});
  return answer.ok ? answer.value : null;
}

function lookOf(channel: ChannelName) {
  if (channel === 'ceremony.open') return null;
  if (channel.startsWith('ceremony.')) return 'ceremony.look';
  if (channel.startsWith('care.')) return 'care.look';
  return /^(attempt|drill|recovery)\./.test(channel) ? 'attempt.look' : null;
}
