import { useEffect, useRef } from 'react';
import type { AttemptPart } from '../logic/attempt-parts.ts';
import css from '../screens/ceremony.module.css';
import { t } from '../strings/catalogue.ts';
import { Icon } from './icons.tsx';

const looks = { done: '', now: css.isNow, next: css.isNext, stopped: css.isNow, unreached: css.isNext };
const icons = { done: 'good', now: 'now', next: 'waiting', stopped: 'bad', unreached: 'waiting' } as const;

interface PartListProps {
  readonly title: string;
  readonly parts: readonly AttemptPart[];
}

/** The parts of what is being done: what is behind, what is now, and what comes next; or where it stopped. */
export function PartList({ title, parts }: PartListProps) {
  const now = useRef<HTMLLIElement>(null);
  const here = parts.find(({ standing }) => standing === 'now' || standing === 'stopped')?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is another element in each part
  useEffect(() => {
    // In braces: newer Chromium returns a promise here, and what an effect returns is called.
    now.current?.scrollIntoView({ block: 'nearest' });
  }, [here]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <nav className={css.script} aria-label={t.side.script} tabIndex={0}>
      <h2 className={css.sideTitle}>{title}</h2>
      <ol className={css.steps}>
        {parts.map(({ id, title: name, text, standing }, index) => (
          <li
            key={id}
            ref={id === here ? now : undefined}
            className={looks[standing]}
            aria-current={standing === 'now' ? 'step' : undefined}
          >
            <span>{index + 1}</span>
            <span className={css.step}>
              {id === here ? <b>{name}</b> : name}
              <small>
                <Icon name={icons[standing]} />
                {t.common[standing]}
              </small>
            </span>
            {standing === 'now' && text !== null && <p className={css.lines}>{text}</p>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
