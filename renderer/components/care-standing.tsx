import type { FolderView } from '../../electron/contract/folder-views.ts';
import css from '../screens/care/care.module.css';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import { stickMark } from './care-stick-mark.tsx';
import kit from './components.module.css';
import { Notice } from './notice.tsx';
import { isWhole, StickBadges } from './stick-badges.tsx';

/** Where no manifest can be read. */
const noSet = { count: 0, threshold: 0 };

interface CareStandingProps {
  readonly sticks: readonly FolderView[];
  readonly isPending: boolean;
  readonly onCompare: () => void;
}

/** All sticks at one glance, said to a screen reader when one comes. */
export function CareStanding({ sticks, isPending, onCompare }: CareStandingProps) {
  // One stick may know of a loss that another was never told.
  const cards = sticks.flatMap((stick) => stick.cards);
  const lost = [...new Set(cards.filter(({ isLost }) => isLost).map(({ number }) => number))].sort(
    (a, b) => a - b,
  );
  const { count, threshold } = sticks.find(({ ceremony }) => ceremony !== null)?.ceremony ?? noSet;
  const left = count - lost.length;
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
            <small className={kit.help}>{stickMark(stick)}</small>
            <span className={css.badges}>
              <StickBadges stick={stick} />
            </span>
          </li>
        ))}
      </ul>
      {lost.length > 0 && (
        <Notice mood={left <= threshold ? 'bad' : 'warn'}>
          <b>{t.care.lostNow(lost, left, threshold)}</b>
          {left < threshold && <span className={kit.body}>{t.care.lost.belowText}</span>}
        </Notice>
      )}
      {sticks.some((stick) => !isWhole(stick)) && (
        <>
          <p>{t.care.damagedText}</p>
          {sticks.length === 1 ? (
            <p>{t.care.compare.text(1)}</p>
          ) : (
            <div className={kit.row}>
              <Button look="main" isDisabled={isPending} onPress={onCompare}>
                {t.care.damagedDo}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
