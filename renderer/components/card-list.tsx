import type { CardView } from '../../electron/contract/views.ts';
import { t } from '../strings/catalogue.ts';
import css from './components.module.css';
import { Badge } from './notice.tsx';

/** The state of all cards. @param now number of the card that is being handled */
export function CardList({
  cards,
  now,
}: {
  readonly cards: readonly CardView[];
  readonly now: number | null;
}) {
  return (
    <ul className={css.list} aria-label={t.cards.list}>
      {cards.map(({ number, custodian, printed, isProved }) => (
        <li key={number} className={number === now ? css.isNow : ''}>
          <span>
            {number}. {custodian}
            {printed > 1 ? `, ${t.cards.prints(printed)}` : ''}
          </span>
          {isProved ? (
            <Badge icon="good" mood="good">
              {t.cards.state.proved}
            </Badge>
          ) : (
            <Badge icon={number === now ? 'now' : 'waiting'}>
              {printed > 0 ? t.cards.state.printed : t.cards.state.waiting}
            </Badge>
          )}
        </li>
      ))}
    </ul>
  );
}
