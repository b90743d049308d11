import { useEffect, useRef, useState } from 'react';
import type { CardCheck } from '../../electron/contract/views.ts';
import type { CheckCard } from './card-desk.ts';

const pause = 250;

/**
 * Has the worker look at a typed card once all of it stands there. One question at a time: what was typed in the
 * meantime is asked about next. It stands in nobody's way: where no answer comes, nothing is said.
 * @param text null while it is not complete
 * @param check the same function each time
 */
export function useCardCheck(text: string | null, check: CheckCard): CardCheck | null {
  const [told, setTold] = useState<{ readonly text: string; readonly check: CardCheck | null } | null>(null);
  const [isAsking, setAsking] = useState(false);
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  const isKnown = told !== null && told.text === text;
  useEffect(() => {
    if (text === null || isKnown || isAsking) return;
    const timer = setTimeout(async () => {
      setAsking(true);
      const worth = await check(text);
      if (!isThere.current) return;
      setAsking(false);
      setTold({ text, check: worth });
    }, pause);
    return () => clearTimeout(timer);
  }, [text, check, isKnown, isAsking]);
  useEffect(() => {
    if (text === null) setTold(null);
  }, [text]);
  return isKnown ? told.check : null;
}
