import { AttemptLeave } from '../../components/attempt-leave.tsx';
import { Notice } from '../../components/notice.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { t } from '../../strings/catalogue.ts';

/** After the process that worked on the sticks ended by itself. */
export function CareLost() {
  const words = t.care.lostWork;
  return (
    <>
      <StepHeading>{words.title}</StepHeading>
      <Notice mood="bad">{words.gone}</Notice>
      <Notice mood="warn">{words.partial}</Notice>
      <Notice mood="good">{words.safe}</Notice>
      <AttemptLeave question={null} />
    </>
  );
}
