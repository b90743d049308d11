import type { CeremonyView } from '../../electron/contract/views.ts';
import { useStore } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import css from './components.module.css';
import { Dialog } from './dialog.tsx';
import { FaultNotice, Notice } from './notice.tsx';
import { WipeList } from './wipe-list.tsx';

/**
 * Asked when somebody closes the window during a ceremony: what is lost, and what must be wiped. A ceremony that is
 * closed already is good: nothing of it is to be destroyed.
 */
export function CloseQuestion({ ceremony }: { readonly ceremony: CeremonyView }) {
  const { state, send } = useStore();
  const { ask, isPending, fault } = useAsk();
  const stay = () => send({ kind: 'close-asked', isAsked: false });
  const isGood = ceremony.step === 'deliver';
  return (
    <Dialog title={isGood ? t.leaving.title : t.close.title} isOpen={state.isCloseAsked} onClose={stay}>
      {isGood ? (
        <Good sticks={ceremony.sticks} />
      ) : (
        <>
          <p>{t.close.text}</p>
          <WipeList wipe={ceremony.wipe} nothing={t.abort.nothing} title={t.abort.wipe} />
        </>
      )}
      <FaultNotice fault={fault} />
      <div className={css.row}>
        <Button look="main" onPress={stay}>
          {isGood ? t.leaving.stay : t.close.stay}
        </Button>
        <Button look="danger" isDisabled={isPending} onPress={() => void ask('app.quit', {})}>
          {isGood ? t.leaving.leave : t.close.end}
        </Button>
      </div>
    </Dialog>
  );
}

/** What is still to be done for a ceremony that is closed. */
function Good({ sticks }: Pick<CeremonyView, 'sticks'>) {
  const open = sticks.filter(({ state }) => state === 'verified').map(({ number }) => number);
  return (
    <>
      <Notice mood="good">{t.leaving.good}</Notice>
      {open.length > 0 && <p>{t.leaving.open(open)}</p>}
      <p>{t.leaving.papers}</p>
    </>
  );
}
