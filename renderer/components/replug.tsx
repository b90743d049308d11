import type { FollowedView } from '../../electron/contract/drives-views.ts';
import { useStore } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import css from './components.module.css';
import { Badge } from './notice.tsx';

/** Where a stick is that this ceremony wrote; null where nobody follows it: a folder, or nobody tells. */
export function useFollowed(stick: number): FollowedView['state'] | null {
  const { drives } = useStore().state;
  return drives?.followed.find((one) => one.stick === stick)?.state ?? null;
}

interface ReplugProps {
  readonly stick: number;
  readonly state: FollowedView['state'];
  /** It was switched off: that it is not seen says nothing of whether it was taken out. */
  readonly isOff: boolean;
}

/** The way of a stick from written to verified: out, in again, verified. Each is noticed as it happens. */
export function Replug({ stick, state, isOff }: ReplugProps) {
  const where = state === 'out' && isOff ? 'off' : state;
  const done = { in: 0, off: 0, out: 1, closed: 1, back: 2 }[where];
  const steps = [t.plugged.replug.out(stick), t.plugged.replug.again, t.plugged.replug.verify];
  return (
    <>
      <ol className={css.list} aria-label={t.plugged.replug.steps}>
        {steps.map((step, index) => (
          <li key={step} className={index === done ? css.isNow : ''}>
            <span>{step}</span>
            {index < done ? (
              <Badge icon="good" mood="good">
                {t.common.done}
              </Badge>
            ) : (
              <Badge icon={index === done ? 'now' : 'waiting'}>
                {index === done ? t.common.now : t.common.next}
              </Badge>
            )}
          </li>
        ))}
      </ol>
      <p role="status">{t.plugged.replug.state[where]}</p>
    </>
  );
}
