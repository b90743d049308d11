import { useStore } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import css from './components.module.css';
import { Dialog } from './dialog.tsx';
import { FaultNotice } from './notice.tsx';

/** Asked when somebody closes the window while sticks are on the table. */
export function CareClose() {
  const { state, send } = useStore();
  const { ask, isPending, fault } = useAsk();
  const stay = () => send({ kind: 'close-asked', isAsked: false });
  return (
    <Dialog title={t.care.close.title} isOpen={state.isCloseAsked} onClose={stay}>
      <p>{t.care.close.text}</p>
      <FaultNotice fault={fault} />
      <div className={css.row}>
        <Button look="main" onPress={stay}>
          {t.care.close.stay}
        </Button>
        <Button look="danger" isDisabled={isPending} onPress={() => void ask('app.quit', {})}>
          {t.common.quit}
        </Button>
      </div>
    </Dialog>
  );
}
