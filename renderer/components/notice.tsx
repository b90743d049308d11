import { type ReactNode, useEffect, useRef } from 'react';
import type { Fault } from '../state/fault.ts';
import { t } from '../strings/en.ts';
import css from './components.module.css';
import { Icon, type IconName } from './icons.tsx';

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

/** What was refused, and the remedy: brought into sight, and said at once to a screen reader. */
export function FaultNotice({ fault }: { readonly fault: Fault | null }) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fault !== null) holder.current?.scrollIntoView({ block: 'nearest' });
  }, [fault]);
  return (
    <div role="alert" ref={holder}>
      {fault !== null && (
        <Notice mood="bad">
          <b>
            {t.common.error}: {fault.message}
          </b>
          {fault.hint !== null && (
            <span className={css.body}>
              {t.common.remedy}: {fault.hint}
            </span>
          )}
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
