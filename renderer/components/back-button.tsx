import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import css from './components.module.css';
import { FaultNotice } from './notice.tsx';

/** One step back, where the machine allows it. What was typed stays. */
export function BackButton({ isDisabled }: { readonly isDisabled: boolean }) {
  const { ask, isPending, fault } = useAsk();
  return (
    <div className={css.stack}>
      <Button isDisabled={isDisabled || isPending} onPress={() => void ask('ceremony.back', {})}>
        {t.common.back}
      </Button>
      <FaultNotice fault={fault} />
    </div>
  );
}
