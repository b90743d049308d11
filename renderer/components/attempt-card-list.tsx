import type { TakenCardView } from '../../electron/contract/attempt-views.ts';
import type { ListedCardView } from '../../electron/contract/folder-views.ts';
import { t } from '../strings/catalogue.ts';
import css from './components.module.css';
import { Badge } from './notice.tsx';
import { TakenBadge } from './taken-badge.tsx';

interface AttemptCardListProps {
  /** As the stick lists them; empty where it cannot be read. */
  readonly listed: readonly ListedCardView[];
  readonly taken: readonly TakenCardView[];
}

/** Every card of the set, those that were read first of all said to be so. */
export function AttemptCardList({ listed, taken }: AttemptCardListProps) {
  const unlisted = taken.filter(({ number }) => !listed.some((card) => card.number === number));
  const all = [
    ...listed,
    ...unlisted.map(({ number }) => ({ number, custodian: null, lastTested: null, isLost: false })),
  ];
  if (all.length === 0) return null;
  return (
    <ul className={css.list} aria-label={t.attempt.cards.list}>
      {all.map(({ number, custodian, lastTested, isLost }) => {
        const state = taken.find((card) => card.number === number)?.state;
        return (
          <li key={number}>
            <span>
              {custodian === null ? t.attempt.card(number) : `${number}. ${custodian}`}{' '}
              <span className={css.help}>
                {isLost
                  ? t.attempt.cards.lost
                  : lastTested === null
                    ? t.attempt.cards.neverTested
                    : t.attempt.cards.tested(t.common.day(lastTested))}
              </span>
            </span>
            {state === undefined ? (
              <Badge icon={isLost ? 'bad' : 'waiting'}>
                {isLost ? t.attempt.cards.gone : t.attempt.cards.open}
              </Badge>
            ) : (
              <TakenBadge state={state} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
