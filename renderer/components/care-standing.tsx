import type { FolderView } from '../../electron/contract/folder-views.ts';
import css from '../screens/care/care.module.css';
import { t } from '../strings/catalogue.ts';
import kit from './components.module.css';
import { isWhole, StickBadges } from './stick-badges.tsx';

/** All sticks at one glance, said to a screen reader when one comes. */
export function CareStanding({ sticks }: { readonly sticks: readonly FolderView[] }) {
  return (
    <section role="status" className={kit.stack}>
      <h2>{t.care.table}</h2>
      <ul className={kit.list}>
        {sticks.map((stick) => (
          <li key={stick.number}>
            <b>
              {t.attempt.stick(stick.number)}
              {stick.model !== null && ` (${stick.model})`}
            </b>
            <span className={css.badges}>
              <StickBadges stick={stick} />
            </span>
          </li>
        ))}
      </ul>
      {sticks.some((stick) => !isWhole(stick)) && <p>{t.care.damagedText}</p>}
    </section>
  );
}
