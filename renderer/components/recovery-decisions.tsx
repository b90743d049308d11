import type { RestorePlanView } from '../../electron/contract/attempt-views.ts';
import css from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';

/** With which signing state each key comes back, and why. */
export function PlanDecisions({ decisions }: Pick<RestorePlanView, 'decisions'>) {
  if (decisions.length === 0) return null;
  return (
    <section className={css.block}>
      <h2>{t.recovery.plan.decisions}</h2>
      {decisions.map((one) => (
        <article key={one.path} className={css.key} aria-label={one.path}>
          <h3>{one.path}</h3>
          <p className={css.large}>{t.recovery.plan.decision(one)}</p>
          <p>
            {t.recovery.plan.statePath(one.statePath)}
            {one.decision === 'keep-destination' && `. ${t.recovery.plan.keepsThere}`}
          </p>
        </article>
      ))}
    </section>
  );
}
