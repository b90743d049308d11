import { useEffect, useState } from 'react';
import type { CeremonyView } from '../../electron/contract/views.ts';
import { type AirGap, airGapOf } from '../logic/air-gap.ts';
import { elapsedWords } from '../logic/elapsed.ts';
import css from '../screens/ceremony.module.css';
import { isOver } from '../state/app-state.ts';
import { t } from '../strings/catalogue.ts';
import { AbortButton } from './abort-button.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Badge } from './notice.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

const airGapLooks: Readonly<
  Record<AirGap, { icon: 'good' | 'bad' | 'warn' | 'waiting'; mood: 'good' | 'bad' | 'warn' | 'info' }>
> = {
  unchecked: { icon: 'waiting', mood: 'info' },
  holds: { icon: 'good', mood: 'good' },
  doubtful: { icon: 'warn', mood: 'warn' },
  broken: { icon: 'bad', mood: 'bad' },
  overridden: { icon: 'warn', mood: 'bad' },
};

/** What is always in sight: the air gap, what is being done, and for how long. */
export function TopBar({ ceremony }: { readonly ceremony: CeremonyView }) {
  const { checks, plan, ceremonyId, isRehearsal, journal, step } = ceremony;
  const airGap = airGapOf(checks);
  // An abort is refused from the delivery on: the record is ended.
  const isLate = step === 'deliver' || isOver(step);
  return (
    <header className={css.top}>
      {isRehearsal && (
        <div className={css.band}>
          <b>{t.bar.rehearsal}</b>
          <span>{t.bar.rehearsalText}</span>
        </div>
      )}
      <div className={css.bar}>
        <Badge {...airGapLooks[airGap]}>{t.bar.airGap[airGap]}</Badge>
        <span className={css.label}>
          <b>{plan?.label ?? t.bar.unnamed}</b>
          <small>{t.bar.ceremonyId(ceremonyId)}</small>
        </span>
        <Elapsed since={journal[0]?.time ?? null} />
        <LanguageSwitch />
        <ThemeSwitch />
        {!isLate && <AbortButton ceremony={ceremony} />}
      </div>
    </header>
  );
}

/** Hours and minutes since the first line of the journal. */
function Elapsed({ since }: { readonly since: string | null }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  const start = since === null ? Number.NaN : Date.parse(since);
  const words = elapsedWords(Number.isNaN(start) ? 0 : now - start);
  return (
    <span className={css.time} title={t.bar.elapsed}>
      <span role="img" aria-label={`${t.bar.elapsed} ${words}`}>
        {words}
      </span>
    </span>
  );
}
