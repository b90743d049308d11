import { Button } from '../components/button.tsx';
import { FaultNotice } from '../components/notice.tsx';
import { StepHeading } from '../components/step-heading.tsx';
import { WipeList } from '../components/wipe-list.tsx';
import type { Fault } from '../state/fault.ts';
import { useCeremony } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/en.ts';
import css from './ceremony.module.css';

/** After the process that held the ceremony ended by itself: what is lost, what is safe, what must be wiped. */
export function Lost({ fault }: { readonly fault: Fault }) {
  const { wipe } = useCeremony();
  const quitting = useAsk();
  return (
    <main className={css.middle}>
      <div className={css.content}>
        <StepHeading>{t.lost.title}</StepHeading>
        <FaultNotice fault={fault} />
        <p>{t.lost.text}</p>
        <WipeList wipe={wipe} title={t.aborted.thenDo} nothing={t.aborted.nothing} />
        <FaultNotice fault={quitting.fault} />
        <Button look="main" onPress={() => void quitting.ask('app.quit', {})}>
          {t.aborted.end}
        </Button>
      </div>
    </main>
  );
}
