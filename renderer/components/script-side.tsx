import { useEffect, useRef } from 'react';
import type { CeremonyView } from '../../electron/contract/views.ts';
import { scriptParts, standingOf } from '../logic/steps.ts';
import css from '../screens/ceremony.module.css';
import { t } from '../strings/catalogue.ts';
import { Icon } from './icons.tsx';

const looks = { done: '', now: css.isNow, next: css.isNext, stopped: css.isNow, unreached: css.isNext };
const icons = { done: 'good', now: 'now', next: 'waiting', stopped: 'bad', unreached: 'waiting' } as const;

/** The script: what is done, what is now and who speaks, and what comes next; or where it stopped. */
export function ScriptSide({ ceremony }: { readonly ceremony: CeremonyView }) {
  const { step } = ceremony;
  const now = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is another element in each step
  useEffect(() => {
    // In braces: newer Chromium returns a promise here, and what an effect returns is called.
    now.current?.scrollIntoView({ block: 'nearest' });
  }, [step]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <nav className={css.script} aria-label={t.side.script} tabIndex={0}>
      <h2 className={css.sideTitle}>{t.side.script}</h2>
      <ol className={css.steps}>
        {scriptParts.map((part, index) => {
          const standing = standingOf(part, ceremony);
          const { title, lines } = t.script[part];
          const isHere = standing === 'now' || standing === 'stopped';
          return (
            <li
              key={part}
              ref={isHere ? now : undefined}
              className={looks[standing]}
              aria-current={standing === 'now' ? 'step' : undefined}
            >
              <span>{index + 1}</span>
              <span className={css.step}>
                {isHere ? <b>{title}</b> : title}
                <small>
                  <Icon name={icons[standing]} />
                  {t.common[standing]}
                </small>
              </span>
              {standing === 'now' && (
                <ul className={css.lines}>
                  {lines.map(({ who, says }) => (
                    <li key={says}>
                      <b>{who}</b>
                      {says}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
