import { AttemptFailure } from '../../components/attempt-failure.tsx';
import { AttemptLeave } from '../../components/attempt-leave.tsx';
import { Notice } from '../../components/notice.tsx';
import { RecordNote } from '../../components/recovery-record.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { useRecovery } from '../../state/store.tsx';
import { t } from '../../strings/catalogue.ts';

/** After an attempt that came to nothing, or was given up. */
export function Failed() {
  const { failure, record } = useRecovery();
  const wasGivenUp = failure?.code === 'interrupted';
  return (
    <>
      <StepHeading>{t.recovery.failed.title}</StepHeading>
      {wasGivenUp ? <Notice mood="info">{t.recovery.failed.wasGivenUp}</Notice> : <AttemptFailure />}
      <p>{t.recovery.failed.text}</p>
      <Notice mood="good">{t.recovery.failed.again}</Notice>
      <RecordNote record={record} />
      <AttemptLeave question={null} />
    </>
  );
}
