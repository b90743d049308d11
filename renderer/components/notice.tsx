import { type ReactNode, useEffect, useRef } from 'react';
import { faultWords } from '../logic/fault-words.ts';
import type { Fault } from '../state/fault.ts';
import { t } from '../strings/catalogue.ts';
import css from './components.module.css';
import { Icon, type IconName } from './icons.tsx';
import { Original } from './original.tsx';

type Mood = 'good' | 'bad' | 'warn' | 'info';

/** A framed message: its mood is in word, shape and colour. */
export function Notice({ mood, children }: { readonly mood: Mood; readonly children: ReactNode }) {
  return (
    <div className={`${css.notice} ${mood === 'info' ? '' : css[mood]}`}>
      <Icon name={mood} />
      <div>{children}</div>
    </div>
  );
}

interface FaultProps {
  readonly fault: Fault | null;
  /** What to do here, where the screen knows it better than who refused. */
  readonly remedy?: string | undefined;
}

/** What was refused, and the remedy: brought into sight, and said at once to a screen reader. */
export function FaultNotice({ fault, remedy }: FaultProps) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fault !== null) holder.current?.scrollIntoView({ block: 'nearest' });
  }, [fault]);
  const said = fault === null ? null : faultWords(fault);
  const toDo = remedy ?? said?.remedy ?? null;
  return (
    <div role="alert" ref={holder}>
      {said !== null && (
        <Notice mood="bad">
          <b>
            {t.common.error}: {said.text}
          </b>
          {toDo !== null && (
            <span className={css.body}>
              {t.common.remedy}: {toDo}
            </span>
          )}
          <Original text={said.original} />
        </Notice>
      )}
    </div>
  );
}

/** A state in a word with a shape. */
export function Badge({ icon, mood, children }: { icon: IconName; mood?: Mood; children: ReactNode }) {
  return (
    <span className={`${css.badge} ${mood === undefined ? '' : (css[mood] ?? '')}`}>
      <Icon name={icon} />
      {children}
    </span>
  );
}
