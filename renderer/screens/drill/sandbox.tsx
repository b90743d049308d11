import own from '../../components/attempt.module.css';
import { Button } from '../../components/button.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { useDrill } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from '../ceremony/steps.module.css';

/** Where the restored files lie, and the key that removes them. */
export function Sandbox({ title }: { readonly title: string }) {
  const { sandbox } = useDrill();
  const { ask, isPending, fault } = useAsk();
  if (sandbox === null) return null;
  return (
    <section className={css.block}>
      <p>{title}</p>
      <code className={own.sentence}>{sandbox.path}</code>
      <FaultNotice fault={fault} />
      <div className={css.row}>
        <Button look="main" isDisabled={isPending} onPress={() => void ask('drill.removeSandbox', {})}>
          {t.drill.restore.remove}
        </Button>
      </div>
      <ProgressLine isPending={isPending} label={t.drill.restore.removing} />
    </section>
  );
}
