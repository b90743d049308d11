import { useState } from 'react';
import type { AttemptView } from '../../electron/contract/attempt-views.ts';
import { sandboxLeft } from '../state/attempt.ts';
import { useAsk } from '../state/use-ask.ts';
import { useLeave } from '../state/use-leave.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import css from './components.module.css';
import { Dialog } from './dialog.tsx';
import { FaultNotice, Notice } from './notice.tsx';

/** Ends a drill or a recovery where it stands. Before it is begun there is nothing to ask about. */
export function AttemptEnd({ attempt }: { readonly attempt: AttemptView }) {
  const [isOpen, setOpen] = useState(false);
  const { ask, isPending, fault } = useAsk();
  const leaving = useLeave();
  const isBegun = attempt.step !== 'sticks';
  const hasCards = attempt.cards.length > 0;
  const left = sandboxLeft(attempt);
  const end = async () => {
    // Without a card there is nothing to record, and nothing to look at afterwards.
    if (!hasCards) return leaving.leave();
    const view = await ask('attempt.giveUp', {});
    if (view !== null) setOpen(false);
  };
  return (
    <>
      <Button
        look="quiet"
        isDisabled={leaving.isPending}
        onPress={() => (isBegun ? setOpen(true) : void leaving.leave())}
      >
        {isBegun ? t.attempt.end.button : t.common.leave}
      </Button>
      <Dialog title={t.attempt.end.title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <p>{t.attempt.end.text}</p>
        <p>{hasCards ? t.attempt.end.recorded : t.attempt.end.notRecorded}</p>
        {left !== null && <Notice mood="bad">{t.drill.result.leaveSandbox(left)}</Notice>}
        <FaultNotice fault={fault ?? leaving.fault} />
        <div className={css.row}>
          <Button look="main" onPress={() => setOpen(false)}>
            {t.attempt.end.stay}
          </Button>
          <Button look="danger" isDisabled={isPending || leaving.isPending} onPress={() => void end()}>
            {t.attempt.end.do}
          </Button>
          {fault !== null && (
            <Button look="danger" isDisabled={leaving.isPending} onPress={() => void leaving.leave()}>
              {t.common.leave}
            </Button>
          )}
        </div>
      </Dialog>
    </>
  );
}
