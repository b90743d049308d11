import { useState } from 'react';
import type { CeremonyView } from '../../electron/contract/views.ts';
import css from '../screens/ceremony.module.css';
import { t } from '../strings/catalogue.ts';
import { Hash } from './hash.tsx';

const narrow = '(max-width: 64rem)';

/** The journal as it grows, newest line first, with the chain's head. Closed at first where the window is narrow. */
export function JournalSide({ ceremony: { journal, head } }: { readonly ceremony: CeremonyView }) {
  const [isOpen, setOpen] = useState(() => !window.matchMedia(narrow).matches);
  return (
    <aside className={css.journal} aria-label={t.side.journal}>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {t.side.journal}, {t.side.lines(journal.length)}
        </summary>
        <h2 className={css.sideTitle}>{t.side.head}</h2>
        <Hash hash={head} isCompact />
        {journal.length === 0 && <p>{t.side.empty}</p>}
        <ol className={css.log} reversed>
          {[...journal].reverse().map(({ seq, time, event, about }) => (
            <li key={`${seq} ${event}`}>
              <time dateTime={time}>{time.slice(11, 19)}</time>
              <span>
                <span lang="en">{event}</span> {about}
                {t.told.event(event) !== null && <small>{t.told.event(event)}</small>}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </aside>
  );
}
