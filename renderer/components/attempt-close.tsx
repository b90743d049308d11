import type { AttemptView } from '../../electron/contract/attempt-views.ts';
import { Sandbox } from '../screens/drill/sandbox.tsx';
import { isAttemptOver, sandboxLeft } from '../state/attempt.ts';
import { useStore } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import css from './components.module.css';
import { Dialog } from './dialog.tsx';
import { FaultNotice } from './notice.tsx';

/** Asked when somebody closes the window during a drill or a recovery. */
export function AttemptClose({ attempt }: { readonly attempt: AttemptView }) {
  const { state, send } = useStore();
  const { ask, isPending, fault } = useAsk();
  const left = sandboxLeft(attempt);
  const stay = () => send({ kind: 'close-asked', isAsked: false });
  return (
    <Dialog title={t.attempt.close.title} isOpen={state.isCloseAsked} onClose={stay}>
      <p>{isAttemptOver(attempt.step) ? t.attempt.close.over : t.attempt.close.text}</p>
      {left !== null && <Sandbox title={t.drill.result.leaveSandbox(left)} />}
      <FaultNotice fault={fault} />
      <div className={css.row}>
        <Button look="main" onPress={stay}>
          {t.attempt.close.stay}
        </Button>
        <Button look="danger" isDisabled={isPending} onPress={() => void ask('app.quit', {})}>
          {t.common.quit}
        </Button>
      </div>
    </Dialog>
  );
}
