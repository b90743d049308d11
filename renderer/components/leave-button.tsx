import { useStore } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/en.ts';
import { Button } from './button.tsx';
import css from './components.module.css';
import { FaultNotice } from './notice.tsx';

/** After the end of a ceremony: back to the first screen, or out of the program. */
export function LeaveButtons() {
  const { send } = useStore();
  const { ask, isPending, fault, setFault } = useAsk();
  const leave = async () => {
    const answer = await window.quorate.ask('ceremony.leave', {});
    if (answer.ok) send({ kind: 'left' });
    else setFault(answer);
  };
  return (
    <div className={css.stack}>
      <FaultNotice fault={fault} />
      <div className={css.row}>
        <Button isDisabled={isPending} onPress={() => void leave()}>
          {t.common.leave}
        </Button>
        <Button isDisabled={isPending} onPress={() => void ask('app.quit', {})}>
          {t.common.quit}
        </Button>
      </div>
    </div>
  );
}
