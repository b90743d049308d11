import type { CeremonyView } from '../../electron/contract/views.ts';
import { useStore } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/en.ts';
import { Button } from './button.tsx';
import css from './components.module.css';
import { Dialog } from './dialog.tsx';
import { FaultNotice } from './notice.tsx';
import { WipeList } from './wipe-list.tsx';

/** Asked when somebody closes the window during a ceremony: what is lost, and what must be wiped. */
export function CloseQuestion({ ceremony }: { readonly ceremony: CeremonyView }) {
  const { state, send } = useStore();
  const { ask, isPending, fault } = useAsk();
  const stay = () => send({ kind: 'close-asked', isAsked: false });
  return (
    <Dialog title={t.close.title} isOpen={state.isCloseAsked} onClose={stay}>
      <p>{t.close.text}</p>
      <WipeList wipe={ceremony.wipe} nothing={t.abort.nothing} title={t.abort.wipe} />
      <FaultNotice fault={fault} />
      <div className={css.row}>
        <Button look="main" onPress={stay}>
          {t.close.stay}
        </Button>
        <Button look="danger" isDisabled={isPending} onPress={() => void ask('app.quit', {})}>
          {t.close.end}
        </Button>
      </div>
    </Dialog>
  );
}
