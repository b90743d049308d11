import { useState } from 'react';
import type { AttemptView, IssueView } from '../../electron/contract/attempt-views.ts';
import { elapsedWords } from '../logic/elapsed.ts';
import css from '../screens/ceremony.module.css';
import { stickOf } from '../state/attempt.ts';
import { useAttemptTime } from '../state/use-attempt-time.ts';
import { t } from '../strings/catalogue.ts';
import side from './attempt.module.css';
import kit from './components.module.css';
import { Badge } from './notice.tsx';
import { TakenBadge } from './taken-badge.tsx';
import { ToldLine } from './told-line.tsx';

const narrow = '(max-width: 64rem)';

const looks = {
  high: { icon: 'bad', mood: 'bad' },
  medium: { icon: 'warn', mood: 'warn' },
  low: { icon: 'info', mood: 'info' },
} as const;

/** What was found so far: time, stick, cards, and what people must know of. Closed at first where the window is narrow. */
export function AttemptSide({ attempt }: { readonly attempt: AttemptView }) {
  const [isOpen, setOpen] = useState(() => !window.matchMedia(narrow).matches);
  const { issues } = attempt;
  return (
    <aside className={css.journal} aria-label={t.attempt.side.title}>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {t.attempt.side.title}, {t.attempt.side.issueCount(issues.length)}
        </summary>
        <div className={side.parts}>
          <Time attempt={attempt} />
          <Stick attempt={attempt} />
          <Cards attempt={attempt} />
          {issues.length > 0 && <Issues issues={issues} />}
        </div>
      </details>
    </aside>
  );
}

function Time({ attempt }: { readonly attempt: AttemptView }) {
  const time = useAttemptTime(attempt);
  if (attempt.step === 'sticks') return null;
  const isWithin = time < attempt.objective;
  return (
    <section className={side.part}>
      <h2 className={css.sideTitle}>{t.attempt.side.time}</h2>
      <p>
        <b className={side.figure}>{elapsedWords(time)}</b>{' '}
        {t.attempt.side.ofObjective(elapsedWords(attempt.objective))}
      </p>
      <Badge icon={isWithin ? 'good' : 'warn'} mood={isWithin ? 'good' : 'warn'}>
        {isWithin ? t.attempt.side.within : t.attempt.side.past}
      </Badge>
    </section>
  );
}

function Stick({ attempt }: { readonly attempt: AttemptView }) {
  const stick = stickOf(attempt);
  if (stick === null || attempt.used === null) return null;
  const { model, serial, place } = stick;
  return (
    <section className={side.part}>
      <h2 className={css.sideTitle}>{t.attempt.side.stick}</h2>
      <p className={side.told}>
        {model === null ? lastPart(place) : [model, serial].filter(Boolean).join(', ')}
      </p>
      <Badge icon={stick.isAuthenticated ? 'good' : 'warn'} mood={stick.isAuthenticated ? 'good' : 'warn'}>
        {stick.isAuthenticated ? t.attempt.side.onPaper : t.attempt.side.notOnPaper}
      </Badge>
    </section>
  );
}

/** A folder that stands for a stick is known by its name. */
function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function Cards({ attempt: { cards, refused, missing } }: { readonly attempt: AttemptView }) {
  if (cards.length === 0 && refused.length === 0) return null;
  return (
    <section className={side.part}>
      <h2 className={css.sideTitle}>{t.attempt.side.cards}</h2>
      <ul className={kit.list}>
        {cards.map(({ number, state }) => (
          <li key={number}>
            <span>{t.attempt.card(number)}</span>
            <TakenBadge state={state} />
          </li>
        ))}
        {refused.map(({ state, message }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells two refusals of the same kind apart
          <li key={`${index} ${message}`}>
            <Badge icon="bad" mood="bad">
              {t.attempt.refused[state]}
            </Badge>
          </li>
        ))}
      </ul>
      {missing !== null && missing > 0 && <p>{t.attempt.side.missing(missing)}</p>}
    </section>
  );
}

function Issues({ issues }: { readonly issues: readonly IssueView[] }) {
  return (
    <section className={side.part}>
      <h2 className={css.sideTitle}>{t.attempt.side.issues}</h2>
      <ul className={kit.list}>
        {issues.map(({ severity, text }) => (
          <li key={`${severity} ${text}`}>
            <Badge {...looks[severity]}>{t.attempt.severity[severity]}</Badge>
            <span className={side.told}>
              <ToldLine text={text} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
