import { LeaveButtons } from '../components/leave-button.tsx';
import { StepHeading } from '../components/step-heading.tsx';
import { WipeList } from '../components/wipe-list.tsx';
import { useCeremony } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';

/** After an abort: what must be wiped or destroyed. */
export function Aborted() {
  const { wipe } = useCeremony();
  return (
    <>
      <StepHeading>{t.aborted.title}</StepHeading>
      <p>{t.aborted.text}</p>
      <WipeList wipe={wipe} title={t.aborted.thenDo} nothing={t.aborted.nothing} />
      <LeaveButtons />
    </>
  );
}
