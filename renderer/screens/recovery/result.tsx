import type { RecoveryView } from '../../../electron/contract/attempt-views.ts';
import { AttemptLeave } from '../../components/attempt-leave.tsx';
import { AttemptReport, reportPaper } from '../../components/attempt-report.tsx';
import { Notice } from '../../components/notice.tsx';
import own from '../../components/recovery.module.css';
import { PlanDecisions } from '../../components/recovery-decisions.tsx';
import { WrittenFiles } from '../../components/recovery-written-files.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { useDrafts, useRecovery } from '../../state/store.tsx';
import { t } from '../../strings/catalogue.ts';
import css from '../ceremony/steps.module.css';

type RecoveryResult = NonNullable<RecoveryView['result']>;

/** The files are back: in time or late, what to compare before anything is started, and the report. */
export function Result({ result }: { readonly result: RecoveryResult }) {
  const { plan, saved } = useRecovery();
  const [{ papers }] = useDrafts();
  const isKept = saved.length > 0 || (papers[reportPaper] ?? 0) > 0;
  const words = t.recovery.result;
  const { different } = result;
  const decisions = plan?.decisions ?? [];
  const { held, original, place, placeState, watch, production, hsm } = words.steps;
  const inHsm = plan?.form === 'pkcs8-der';
  const [into, where] = inHsm ? [[hsm], placeState] : [[], place];
  const first = decisions.length > 0 ? [held, original, ...into, where, watch] : [production, ...into];
  const todo = [...first, ...words.todoAfter];
  return (
    <>
      <StepHeading>{different.length === 0 ? words.title : words.titleDifferent}</StepHeading>
      {different.length > 0 && (
        <Notice mood="bad">
          <b>{words.different}</b>
          {different.map((path) => (
            <code key={path}>{path}</code>
          ))}
        </Notice>
      )}
      <p className={css.large}>{words.readBack(result.files.length)}</p>
      <section className={css.block}>
        <h2>{words.order}</h2>
        <ol className={css.todo}>
          {todo.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </section>
      <TimeTaken time={result.time} />
      <WrittenFiles result={result} />
      <PlanDecisions decisions={decisions} />
      <Moved moves={plan?.moves ?? []} />
      <AttemptReport />
      <section className={css.block}>
        <AttemptLeave
          question={isKept ? null : { title: words.leaveTitle, text: words.leaveText, stay: words.leaveStay }}
        />
      </section>
    </>
  );
}

/** Against the objective. The keys are back: a late recovery is no failed one. */
function TimeTaken({ time }: Pick<RecoveryResult, 'time'>) {
  const words = t.recovery.result;
  return (
    <Notice mood={time.isMet ? 'good' : 'warn'}>
      <span className={own.time}>
        <b>{time.isMet ? words.inTime : words.late}</b>
        {words.time(time)}
        {!time.isMet && <span>{words.lateText}</span>}
      </span>
    </Notice>
  );
}

function Moved({ moves }: { readonly moves: readonly { readonly from: string; readonly to: string }[] }) {
  if (moves.length === 0) return null;
  return (
    <section className={css.block}>
      <h2>{t.recovery.result.moved}</h2>
      <ul className={own.moves}>
        {moves.map(({ from, to }) => (
          <li key={from}>
            <code>{from}</code>
            <span>
              {t.recovery.plan.moveTo} <code>{to}</code>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
