import { type AttemptForm, AttemptPeople, attemptRequest } from '../../components/attempt-people.tsx';
import { Button } from '../../components/button.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from '../ceremony/steps.module.css';

interface BeginProps {
  readonly stick: number;
  readonly form: AttemptForm;
  readonly onChange: (form: AttemptForm) => void;
  readonly onBack: () => void;
}

/** Who recovers, who watches, and since when; then the first card. */
export function Begin({ stick, form, onChange, onBack }: BeginProps) {
  const { ask, isPending, fault } = useAsk();
  return (
    <>
      <StepHeading>{t.recovery.begin.title}</StepHeading>
      <p className={css.large}>{t.recovery.begin.text}</p>
      <AttemptPeople form={form} onChange={onChange} />
      <FaultNotice fault={fault} />
      <div className={css.between}>
        <Button
          look="main"
          isDisabled={isPending}
          onPress={() => void ask('recovery.begin', { stick, ...attemptRequest(form) })}
        >
          {t.recovery.begin.do}
        </Button>
        <Button isDisabled={isPending} onPress={onBack}>
          {t.recovery.begin.other}
        </Button>
      </div>
      <ProgressLine isPending={isPending} label={t.recovery.begin.working} />
    </>
  );
}
