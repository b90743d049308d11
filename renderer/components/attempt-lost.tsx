import { t } from '../strings/catalogue.ts';
import { AttemptLeave } from './attempt-leave.tsx';
import { Notice } from './notice.tsx';
import { StepHeading } from './step-heading.tsx';

/** After the process that held a drill or a recovery ended by itself. */
export function AttemptLost({ children }: { readonly children?: string | undefined }) {
  return (
    <>
      <StepHeading>{t.attempt.lost.title}</StepHeading>
      <Notice mood="bad">{t.attempt.lost.gone}</Notice>
      <Notice mood="good">{t.attempt.lost.safe}</Notice>
      {children !== undefined && <Notice mood="warn">{children}</Notice>}
      <AttemptLeave question={null} />
    </>
  );
}
