import { Button } from '../components/button.tsx';
import { FaultNotice } from '../components/notice.tsx';
import { StepHeading } from '../components/step-heading.tsx';
import { WipeList } from '../components/wipe-list.tsx';
import { useCeremony } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/en.ts';

/** After an abort: what must be wiped or destroyed. */
export function Aborted() {
  const { wipe } = useCeremony();
  const { ask, fault } = useAsk();
  return (
    <>
      <StepHeading>{t.aborted.title}</StepHeading>
      <p>{t.aborted.text}</p>
      <WipeList wipe={wipe} title={t.aborted.thenDo} nothing={t.aborted.nothing} />
      <FaultNotice fault={fault} />
      <Button look="main" onPress={() => void ask('app.quit', {})}>
        {t.aborted.end}
      </Button>
    </>
  );
}
