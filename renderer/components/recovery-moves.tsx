import type { RestorePlanView } from '../../electron/contract/attempt-views.ts';
import css from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';
import attempt from './attempt.module.css';
import { Field } from './field.tsx';
import { Badge } from './notice.tsx';
import own from './recovery.module.css';

interface MovesProps {
  readonly plan: Pick<RestorePlanView, 'moves' | 'moveSentence'>;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** What is in the way, the name that it is to get, and what people type to agree. */
export function PlanMoves({ plan: { moves, moveSentence }, typed, onType }: MovesProps) {
  if (moveSentence === null) return null;
  return (
    <section className={css.block}>
      <h2>{t.recovery.plan.moves(moves.length)}</h2>
      <ul className={own.moves}>
        {moves.map(({ from, to, isSigning }) => (
          <li key={from}>
            {isSigning && (
              <Badge icon="warn" mood="warn">
                {t.recovery.plan.moveSigning}
              </Badge>
            )}
            <code>{from}</code>
            <span>
              {t.recovery.plan.moveTo} <code>{to}</code>
            </span>
          </li>
        ))}
      </ul>
      <p>{t.recovery.plan.moveType}</p>
      <code className={attempt.sentence} lang="en">
        {moveSentence}
      </code>
      <Field label={t.recovery.plan.moveLabel} value={typed} maxLength={100} onChange={onType} />
    </section>
  );
}
