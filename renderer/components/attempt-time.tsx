import type { AttemptView } from '../../electron/contract/attempt-views.ts';
import { elapsedWords } from '../logic/elapsed.ts';
import css from '../screens/ceremony.module.css';
import { useAttemptTime } from '../state/use-attempt-time.ts';
import { t } from '../strings/catalogue.ts';

/** Hours and minutes since it was begun. */
export function AttemptTime({ attempt }: { readonly attempt: AttemptView }) {
  const words = elapsedWords(useAttemptTime(attempt));
  return (
    <span className={css.time} title={t.bar.elapsed}>
      <span role="img" aria-label={`${t.bar.elapsed} ${words}`}>
        {words}
      </span>
    </span>
  );
}
