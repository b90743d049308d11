import type { AttemptView } from '../../electron/contract/attempt-views.ts';
import css from '../screens/ceremony.module.css';
import { isAttemptOver, isOfRehearsal, stickOf } from '../state/attempt.ts';
import { t } from '../strings/catalogue.ts';
import { AttemptEnd } from './attempt-end.tsx';
import { AttemptTime } from './attempt-time.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

interface AttemptBarProps {
  readonly title: string;
  readonly attempt: AttemptView;
}

/** What is always in sight: what this is, of which ceremony, and for how long. */
export function AttemptBar({ title, attempt }: AttemptBarProps) {
  const ceremony = stickOf(attempt)?.ceremony ?? null;
  return (
    <header className={css.top}>
      {isOfRehearsal(attempt) && (
        <div className={css.band}>
          <b>{t.bar.rehearsal}</b>
          <span>{t.bar.rehearsalText}</span>
        </div>
      )}
      <div className={css.bar}>
        <span className={css.label}>
          <b>{ceremony?.label ?? title}</b>
          <small>
            {ceremony === null ? t.attempt.noStick : `${title}, ${t.bar.ceremonyId(ceremony.id)}`}
          </small>
        </span>
        <AttemptTime attempt={attempt} />
        <LanguageSwitch />
        <ThemeSwitch />
        {!isAttemptOver(attempt.step) && <AttemptEnd attempt={attempt} />}
      </div>
    </header>
  );
}
