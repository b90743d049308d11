import { BackButton } from '../../components/back-button.tsx';
import { Button } from '../../components/button.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { useCeremony } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from './steps.module.css';

/** Step 4: one button. */
export function Seal() {
  const { keys, plan } = useCeremony();
  const { ask, isPending, fault } = useAsk();
  return (
    <>
      <StepHeading>{t.seal.title}</StepHeading>
      <p className={css.large}>{t.seal.text}</p>
      <ul className={css.sentences}>
        <li>{t.seal.files(keys.length)}</li>
        <li>{t.seal.cards(plan?.threshold ?? 0, plan?.custodians.length ?? 0)}</li>
      </ul>
      <Notice mood="warn">
        <b>{t.seal.out}</b>
        {t.seal.noBack}
      </Notice>
      <FaultNotice fault={fault} />
      <div className={css.between}>
        <Button look="main" isDisabled={isPending} onPress={() => void ask('ceremony.seal', {})}>
          {t.seal.do}
        </Button>
        <BackButton isDisabled={isPending} />
      </div>
      <ProgressLine isPending={isPending} label={t.seal.working} />
    </>
  );
}
