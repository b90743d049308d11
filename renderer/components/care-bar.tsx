import type { CareView } from '../../electron/contract/care-views.ts';
import css from '../screens/ceremony.module.css';
import { useLeave } from '../state/use-leave.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { FaultNotice } from './notice.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** What is always in sight: which ceremony the sticks are of, and the way out. */
export function CareBar({ care }: { readonly care: CareView }) {
  const { leave, isPending, fault } = useLeave();
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
        <Button look="small" isDisabled={isPending} onPress={() => void leave()}>
          {t.care.leave}
        </Button>
      </div>
      <FaultNotice fault={fault} />
    </header>
  );
}
