import type { TakenCardView } from '../../electron/contract/attempt-views.ts';
import { t } from '../strings/catalogue.ts';
import { Badge } from './notice.tsx';

/** How a card came that was taken in. */
export function TakenBadge({ state }: Pick<TakenCardView, 'state'>) {
  const look = state === 'unlisted' ? 'warn' : 'good';
  return (
    <Badge icon={look} mood={look}>
      {t.attempt.taken[state]}
    </Badge>
  );
}
