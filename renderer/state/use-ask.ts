import { useCallback, useRef, useState } from 'react';
import type { ChannelName, RequestOf, ValueOf } from '../../electron/contract/channels.ts';
import type { CeremonyView } from '../../electron/contract/views.ts';
import type { Fault } from './fault.ts';
import { useStore } from './store.tsx';

/** Asking for something: whether an answer is awaited, and what was refused last. */
export interface Asking {
  /** @returns the answer's value, or null when it was refused; the reason is then in `fault` */
  ask<C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<ValueOf<C> | null>;
  readonly isPending: boolean;
  readonly fault: Fault | null;
  /** Shows a refusal of the screen's own, or takes one away. */
  setFault(fault: Fault | null): void;
}

/** Sends requests, one at a time, and takes the ceremony that is answered into the state. */
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
      try {
        const answer = await window.quorate.ask(channel, request);
        const looked = answer.ok ? null : await lookAgain(channel);
        const ceremony = answer.ok ? ceremonyIn(answer.value) : looked;
        if (ceremony !== null) send({ kind: 'ceremony', ceremony });
        if (answer.ok) return answer.value;
        setFault({ code: answer.code, message: answer.message, hint: answer.hint });
        return null;
      } finally {
        underWay.current = false;
        setPending(false);
        send({ kind: 'progress', progress: null });
      }
    },
    [send],
  );
  return { ask, isPending, fault, setFault };
}

/** A refusal can have changed the ceremony too: a stick is marked as failed, a card counts as printed. */
async function lookAgain(channel: ChannelName): Promise<CeremonyView | null> {
  if (!channel.startsWith('ceremony.') || channel === 'ceremony.open') return null;
  const answer = await window.quorate.ask('ceremony.look', {});
  return answer.ok ? answer.value : null;
}

function ceremonyIn(value: unknown): CeremonyView | null {
  if (typeof value !== 'object' || value === null) return null;
  if ('ceremonyId' in value) return value as CeremonyView;
  return 'ceremony' in value ? (value.ceremony as CeremonyView) : null;
}
