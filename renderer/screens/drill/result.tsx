import own from '../../components/attempt.module.css';
import { AttemptFailure } from '../../components/attempt-failure.tsx';
import { AttemptLeave } from '../../components/attempt-leave.tsx';
import { AttemptReport, reportPaper } from '../../components/attempt-report.tsx';
import { Icon } from '../../components/icons.tsx';
import { Notice } from '../../components/notice.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { ToldLine } from '../../components/told-line.tsx';
import { stickOf } from '../../state/attempt.ts';
import { useDrafts, useDrill } from '../../state/store.tsx';
import { t } from '../../strings/catalogue.ts';
import css from '../ceremony/steps.module.css';
import { NextDue, Objectives, Times } from './outcome.tsx';
import { Sandbox } from './sandbox.tsx';

/** The end: the verdict, what was shown and what not, the report, and what comes next. */
export function Result() {
  const drill = useDrill();
  const { result, cards, lastRecord, sandbox, saved } = drill;
  const [{ papers }] = useDrafts();
  const isLeft = sandbox?.isWritten === true && !sandbox.isRemoved;
  const hasReport = (papers[reportPaper] ?? 0) > 0 || saved.length > 0;
  const { leaveTitle, leaveText, leaveSandbox, leaveStay: stay } = t.drill.result;
  if (result === null) {
    return (
      <>
        <StepHeading>{t.drill.result.failed}</StepHeading>
        <AttemptFailure />
        <Notice mood="info">{t.drill.result.noReport}</Notice>
        <AttemptLeave question={null} />
      </>
    );
  }
  const isPassed = result.verdict === 'passed';
  const steps = result.nextSteps.filter((line) => isLeft || !line.startsWith(`Remove ${sandbox?.path}`));
  return (
    <>
      <div className={`${own.big} ${isPassed ? own.passed : own.failed}`}>
        <div>
          <Icon name={isPassed ? 'good' : 'bad'} />
          <StepHeading>{isPassed ? t.drill.result.passed : t.drill.result.failed}</StepHeading>
        </div>
        <span>{isPassed ? t.drill.result.passedText : t.drill.result.failedText}</span>
        <span>
          {cards.length === 0
            ? t.drill.result.noCards
            : t.drill.result.cards(cards.map(({ number }) => number))}
        </span>
        {lastRecord !== null && <span>{t.drill.result.lastRecord[lastRecord]}</span>}
      </div>
      {isPassed && stickOf(drill)?.isAuthenticated === false && (
        <Notice mood="warn">{t.drill.result.notOnPaper}</Notice>
      )}
      <AttemptFailure />
      {isLeft && <Sandbox title={t.drill.restore.stillThere} />}
      <section className={css.block}>
        <h2>{t.drill.result.next}</h2>
        <ol className={css.todo}>
          {steps.map((line) => (
            <li key={line}>
              <ToldLine text={line} />
            </li>
          ))}
        </ol>
      </section>
      <AttemptReport />
      <Objectives objectives={result.objectives} />
      <NextDue due={result.nextDue} />
      <Times />
      <section className={css.block}>
        <AttemptLeave
          question={
            isLeft
              ? { title: t.drill.restore.stillThere, text: leaveSandbox(sandbox.path), stay }
              : hasReport
                ? null
                : { title: leaveTitle, text: leaveText, stay }
          }
        />
      </section>
    </>
  );
}
