import { BackButton } from '../../components/back-button.tsx';
import { CardList } from '../../components/card-list.tsx';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { useCeremony } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/en.ts';
import css from './steps.module.css';

/** Step 7: the state of all cards; then the secret is let go. */
export function RollCall() {
  const { cards } = useCeremony();
  const { ask, isPending, fault } = useAsk();
  return (
    <>
      <StepHeading>{t.rollCall.title}</StepHeading>
      <p className={css.large}>{t.rollCall.text}</p>
      <CardList cards={cards} now={null} />
      <p>{t.rollCall.meaning}</p>
      <FaultNotice fault={fault} />
      <div className={css.between}>
        <ConfirmButton
          label={t.rollCall.letGo}
          title={t.rollCall.letGoConfirm}
          stay={t.rollCall.keep}
          isDisabled={isPending}
          onConfirm={() => void ask('ceremony.letGo', {})}
        >
          <p>{t.rollCall.letGoText}</p>
        </ConfirmButton>
        <BackButton isDisabled={isPending} />
      </div>
      <ProgressLine isPending={isPending} label={t.rollCall.working} />
    </>
  );
}
