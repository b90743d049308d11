import { useState } from 'react';
import type { CareView } from '../../electron/contract/care-views.ts';
import css from '../screens/ceremony.module.css';
import { isWritingSticks } from '../state/is-writing.ts';
import { useStore } from '../state/store.tsx';
import { useLeave } from '../state/use-leave.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import kit from './components.module.css';
import { Dialog } from './dialog.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { FaultNotice } from './notice.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** What is always in sight: which ceremony the sticks are of, and the way out. It asks while a stick is written. */
export function CareBar({ care }: { readonly care: CareView }) {
  const { leave, isPending, fault } = useLeave();
  const isWriting = isWritingSticks(useStore().state) && care.step !== 'lost';
  const [isAsked, setAsked] = useState(false);
  const ceremony = care.sticks.find((stick) => stick.ceremony !== null)?.ceremony ?? null;
  return (
    <header className={css.top}>
      {ceremony?.isRehearsal === true && (
        <div className={css.band}>
          <b>{t.bar.rehearsal}</b>
          <span>{t.bar.rehearsalText}</span>
        </div>
      )}
      <div className={css.bar}>
        <span className={css.label}>
          <b>{ceremony === null ? t.care.title : `${t.care.title}: ${ceremony.label}`}</b>
          {ceremony !== null && <small>{t.bar.ceremonyId(ceremony.id)}</small>}
        </span>
        <LanguageSwitch />
        <ThemeSwitch />
        <Button
          look="small"
          isDisabled={isPending}
          onPress={() => (isWriting ? setAsked(true) : void leave())}
        >
          {t.care.leave}
        </Button>
      </div>
      <FaultNotice fault={fault} />
      <Dialog title={t.care.leaving.title} isOpen={isAsked && isWriting} onClose={() => setAsked(false)}>
        <p>{t.care.leaving.text}</p>
        <div className={kit.row}>
          <Button look="main" onPress={() => setAsked(false)}>
            {t.care.leaving.stay}
          </Button>
          <Button look="danger" isDisabled={isPending} onPress={() => void leave()}>
            {t.care.leave}
          </Button>
        </div>
      </Dialog>
    </header>
  );
}
