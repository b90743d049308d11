import type { DrillView } from '../../../electron/contract/attempt-views.ts';
import kit from '../../components/components.module.css';
import { Badge } from '../../components/notice.tsx';
import { ToldLine } from '../../components/told-line.tsx';
import { useDrill } from '../../state/store.tsx';
import { t } from '../../strings/catalogue.ts';
import css from '../ceremony/steps.module.css';

type Outcome = NonNullable<DrillView['result']>;

const looks = {
  met: { icon: 'good', mood: 'good' },
  missed: { icon: 'bad', mood: 'bad' },
  'not tested': { icon: 'waiting', mood: 'info' },
} as const;

/** What the drill set out to show, each met or missed. */
export function Objectives({ objectives }: Pick<Outcome, 'objectives'>) {
  return (
    <section className={css.block}>
      <h2>{t.drill.result.objectives}</h2>
      <ul className={kit.list}>
        {objectives.map(({ text, state }) => (
          <li key={text}>
            <span>
              <ToldLine text={text} />
            </span>
            <Badge {...looks[state]}>{t.drill.result.state[state]}</Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** When each duty is due after this drill. */
export function NextDue({ due }: { readonly due: Outcome['nextDue'] }) {
  if (due.length === 0) return null;
  return (
    <section className={css.block}>
      <h2>{t.drill.result.due}</h2>
      <ul className={kit.list}>
        {due.map(({ duty, nextDue }) => (
          <li key={duty}>
            <span>{dutyName(duty)}</span>
            <time dateTime={nextDue}>
              <b>{t.common.day(nextDue)}</b>
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}

function dutyName(duty: string): string {
  const { names } = t.attempt.duties;
  return Object.hasOwn(names, duty) ? names[duty as keyof typeof names] : duty;
}

/** How long each part took, and the whole against the objective. */
export function Times() {
  const { times, result } = useDrill();
  const { part } = t.drill.result;
  return (
    <section className={css.block}>
      <h2>{t.drill.result.times}</h2>
      <ul className={kit.list}>
        {times.map(({ part: name, milliseconds }) => (
          <li key={name}>
            <span>{Object.hasOwn(part, name) ? part[name as keyof typeof part] : name}</span>
            <span>{t.attempt.span(milliseconds)}</span>
          </li>
        ))}
      </ul>
      {result !== null && (
        <p>
          <ToldLine text={result.rto} />
        </p>
      )}
    </section>
  );
}
