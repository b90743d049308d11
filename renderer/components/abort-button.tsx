import { useState } from 'react';
import type { CeremonyView } from '../../electron/contract/views.ts';
import { useDrafts } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import css from './components.module.css';
import { Dialog } from './dialog.tsx';
import { FaultNotice } from './notice.tsx';
import { ReasonField } from './two-people.tsx';
import { WipeList } from './wipe-list.tsx';

/** Ends a ceremony early, behind a question that says what must be wiped. */
export function AbortButton({ ceremony }: { readonly ceremony: CeremonyView }) {
  const [isOpen, setOpen] = useState(false);
  const [drafts] = useDrafts();
  const { ask, isPending, fault } = useAsk();
  const reason = (drafts.reasons.abort ?? '').trim();
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        {t.bar.abort}
      </Button>
      <Dialog title={t.abort.title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <p>{t.abort.text}</p>
        <WipeList wipe={ceremony.wipe} nothing={t.abort.nothing} title={t.abort.wipe} />
        <ReasonField purpose="abort" label={t.abort.reasonLabel} />
        <FaultNotice fault={fault} />
        <div className={css.row}>
          <Button look="main" onPress={() => setOpen(false)}>
            {t.abort.stay}
          </Button>
          <Button
            look="danger"
            isDisabled={isPending || reason === ''}
            onPress={() => void ask('ceremony.abort', { reason }).then((view) => view && setOpen(false))}
          >
            {t.abort.confirm}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
