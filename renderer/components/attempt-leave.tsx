import { useState } from 'react';
import { useAsk } from '../state/use-ask.ts';
import { useLeave } from '../state/use-leave.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import css from './components.module.css';
import { Dialog } from './dialog.tsx';
import { FaultNotice } from './notice.tsx';

interface AttemptLeaveProps {
  /** What is lost by leaving: asked about first. Null: nothing. */
  readonly question: { readonly title: string; readonly text: string; readonly stay: string } | null;
}

/** After the end: back to the first screen, or out of the program. */
export function AttemptLeave({ question }: AttemptLeaveProps) {
  const [asked, setAsked] = useState<'leave' | 'quit' | null>(null);
  const { ask, isPending, fault } = useAsk();
  const leaving = useLeave();
  const isBusy = isPending || leaving.isPending;
  const ways = { leave: () => void leaving.leave(), quit: () => void ask('app.quit', {}) };
  const choose = (way: 'leave' | 'quit') => (question === null ? ways[way]() : setAsked(way));
  return (
    <div className={css.stack}>
      <FaultNotice fault={fault ?? leaving.fault} />
      <div className={css.row}>
        <Button isDisabled={isBusy} onPress={() => choose('leave')}>
          {t.common.leave}
        </Button>
        <Button isDisabled={isBusy} onPress={() => choose('quit')}>
          {t.common.quit}
        </Button>
      </div>
      {question !== null && (
        <Dialog title={question.title} isOpen={asked !== null} onClose={() => setAsked(null)}>
          <p>{question.text}</p>
          <div className={css.row}>
            <Button look="main" onPress={() => setAsked(null)}>
              {question.stay}
            </Button>
            <Button
              look="danger"
              onPress={() => {
                setAsked(null);
                if (asked !== null) ways[asked]();
              }}
            >
              {asked === 'quit' ? t.common.quit : t.common.leave}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
