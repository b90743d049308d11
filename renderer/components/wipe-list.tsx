import type { CeremonyView } from '../../electron/contract/views.ts';
import { t } from '../strings/catalogue.ts';
import css from './components.module.css';
import { Notice } from './notice.tsx';

interface WipeListProps {
  readonly wipe: CeremonyView['wipe'];
  readonly title: string;
  readonly nothing: string;
}

/** What must be wiped or destroyed when a ceremony does not come to its end. */
export function WipeList({ wipe, title, nothing }: WipeListProps) {
  if (wipe.setId === null && wipe.folders.length === 0) return <Notice mood="info">{nothing}</Notice>;
  return (
    <Notice mood="bad">
      <b>{title}</b>
      <ul className={`${css.list} ${css.body}`}>
        {wipe.setId !== null && <li>{t.abort.cards(wipe.setId)}</li>}
        {wipe.folders.map((folder) => (
          <li key={folder}>
            {t.abort.folder}: <code>{folder}</code>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
