import type { RestorePlanView } from '../../electron/contract/attempt-views.ts';
import { heightInGroups } from '../logic/height.ts';
import css from '../screens/ceremony/steps.module.css';
import { readHeight } from '../screens/recovery/wish.ts';
import { t } from '../strings/catalogue.ts';
import { Field } from './field.tsx';
import { Notice } from './notice.tsx';

interface StaleProps {
  readonly stale: RestorePlanView['stale'];
  /** By path of the key. */
  readonly typed: Readonly<Record<string, string>>;
  readonly onType: (path: string, height: string) => void;
}

/** The backup's own states, of each of which a person types the height: nobody types it without having read it. */
export function PlanStale({ stale, typed, onType }: StaleProps) {
  if (stale.length === 0) return null;
  return (
    <section className={css.block}>
      <h2>{t.recovery.plan.stale}</h2>
      <Notice mood="bad">{t.recovery.plan.staleText}</Notice>
      {stale.map(({ path, height }) => {
        const text = typed[path] ?? '';
        const read = readHeight(text);
        return (
          <article key={path} className={css.key} aria-label={path}>
            <p>{t.recovery.plan.staleIs(path, heightInGroups(height))}</p>
            <Field
              label={t.recovery.plan.staleLabel(path)}
              value={text}
              maxLength={40}
              isMono
              onChange={(next) => onType(path, next)}
            />
            <div role="status">
              {read === height && <Notice mood="good">{t.recovery.plan.staleSame}</Notice>}
              {read !== height && text.trim() !== '' && (
                <Notice mood="info">{t.recovery.plan.staleNot(heightInGroups(height))}</Notice>
              )}
            </div>
          </article>
        );
      })}
    </section>
  );
}
