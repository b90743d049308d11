import { LeaveButtons } from '../components/leave-button.tsx';
import { Notice } from '../components/notice.tsx';
import { StepHeading } from '../components/step-heading.tsx';
import { WipeList } from '../components/wipe-list.tsx';
import { useCeremony } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';

/** After the process that held the ceremony ended by itself: what is lost, what is safe, what must be wiped. */
export function Lost() {
  const { wipe, closingHead } = useCeremony();
  // It was closed before: what it made is good.
  if (closingHead !== null) {
    return (
      <>
        <StepHeading>{t.lostLate.title}</StepHeading>
        <Notice mood="good">{t.lostLate.safe}</Notice>
        <Notice mood="warn">{t.lostLate.gone}</Notice>
        <LeaveButtons />
      </>
    );
  }
  return (
    <>
      <StepHeading>{t.lost.title}</StepHeading>
      <Notice mood="bad">
        <b>{t.lost.gone}</b>
      </Notice>
      <Notice mood="good">{t.lost.safe}</Notice>
      <WipeList wipe={wipe} title={t.aborted.thenDo} nothing={t.aborted.nothing} />
      {wipe.setId !== null && <Notice mood="warn">{t.lost.partial}</Notice>}
      <LeaveButtons />
    </>
  );
}
