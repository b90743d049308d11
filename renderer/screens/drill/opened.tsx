import { Button } from '../../components/button.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { useDrill } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from '../ceremony/steps.module.css';

/** What was to be shown was shown: the drill is ended, and recorded. */
export function Opened() {
  const { kind, step } = useDrill();
  const { ask, isPending, fault } = useAsk();
  const isRollCall = kind === 'roll-call';
  const { opened, compared } = t.drill;
  const title = step === 'opened' ? (isRollCall ? opened.rollCall : opened.title) : compared.title;
  return (
    <>
      <StepHeading>{title}</StepHeading>
      <Notice mood="good">{isRollCall ? opened.rollCallText : opened.text}</Notice>
      <FaultNotice fault={fault} />
      <div className={css.row}>
        <Button look="main" isDisabled={isPending} onPress={() => void ask('drill.finish', {})}>
          {t.drill.finish}
        </Button>
      </div>
      <ProgressLine isPending={isPending} label={t.drill.finishing} />
    </>
  );
}
