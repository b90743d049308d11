import type { StickView } from '../../electron/contract/views.ts';
import { useCeremony, useStore } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import css from './components.module.css';
import { Badge } from './notice.tsx';

interface StickListProps {
  readonly sticks: readonly StickView[];
  /** How many there are to be. */
  readonly wanted: number;
  readonly now: number | null;
  /** What is of interest now is the closing record. */
  readonly isDelivering?: boolean;
}

const looks = {
  written: { icon: 'now', mood: 'warn' },
  verified: { icon: 'good', mood: 'good' },
  delivered: { icon: 'good', mood: 'good' },
  failed: { icon: 'bad', mood: 'bad' },
  waiting: { icon: 'waiting', mood: 'info' },
} as const;

/** The state of all sticks, those still to come included. */
export function StickList({ sticks, wanted, now, isDelivering = false }: StickListProps) {
  const { plan } = useCeremony();
  const followed = useStore().state.drives?.followed ?? [];
  const presence = (number: number) => {
    const found = followed.find(({ stick }) => stick === number);
    return found === undefined ? '' : ` (${t.plugged.deliver[found.state]})`;
  };
  const last = Math.max(wanted, now ?? 0, ...sticks.map(({ number }) => number));
  const all = Array.from({ length: last }, (_, index) => {
    const stick = sticks.find(({ number }) => number === index + 1);
    return { number: index + 1, state: stick?.state ?? ('waiting' as const), folder: stick?.folder ?? '' };
  });
  return (
    <ul className={css.list} aria-label={t.sticks.list}>
      {all.map(({ number, state, folder }) => (
        <li key={number} className={number === now ? css.isNow : ''}>
          <span>
            {t.sticks.stick(number, plan?.stickPlaces[number - 1])}{' '}
            {folder !== '' && <code className={css.help}>{folder}</code>}
          </span>
          {isDelivering && state === 'verified' ? (
            <Badge icon="waiting">{`${t.deliver.notYet}${presence(number)}`}</Badge>
          ) : (
            <Badge {...looks[state]}>
              {isDelivering && state === 'delivered' ? t.deliver.delivered : t.sticks.state[state]}
            </Badge>
          )}
        </li>
      ))}
    </ul>
  );
}
