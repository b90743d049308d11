import { Button } from '../../components/button.tsx';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { Hash } from '../../components/hash.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { StickList } from '../../components/stick-list.tsx';
import { useCeremony, useStore } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from './steps.module.css';

/** Step 9: the closing record goes onto each stick. */
export function Deliver() {
  const { sticks, closingHead } = useCeremony();
  const { ask, isPending, fault } = useAsk();
  const followed = useStore().state.drives?.followed ?? [];
  const open = sticks.filter(({ state }) => state === 'verified').map(({ number }) => number);
  const isHere = (number: number) =>
    followed.some(({ stick, state }) => stick === number && (state === 'in' || state === 'back'));
  // The one that is plugged in comes first, whichever it is.
  const first = open.find(isHere) ?? open[0];
  return (
    <>
      <StepHeading>{t.deliver.title}</StepHeading>
      <p className={css.large}>{t.deliver.text}</p>
      <StickList sticks={sticks} wanted={0} now={first ?? null} isDelivering />
      <FaultNotice fault={fault} />
      <ProgressLine isPending={isPending} label={t.deliver.working} />
      <div className={css.between}>
        {first === undefined ? (
          <Button look="main" isDisabled={isPending} onPress={() => void ask('ceremony.endDelivery', {})}>
            {t.deliver.end}
          </Button>
        ) : (
          <>
            <div className={css.row}>
              {open.map((stick) => (
                <Button
                  key={stick}
                  look={stick === first ? 'main' : 'plain'}
                  isDisabled={isPending}
                  onPress={() => void ask('ceremony.deliver', { stick })}
                >
                  {t.deliver.do(stick)}
                </Button>
              ))}
            </div>
            <ConfirmButton
              look="plain"
              isLoss
              label={t.deliver.endEarly(open)}
              confirm={t.deliver.endDo}
              title={t.deliver.endConfirm}
              stay={t.deliver.stay}
              isDisabled={isPending}
              onConfirm={() => void ask('ceremony.endDelivery', {})}
            >
              <p>{t.deliver.endText}</p>
            </ConfirmButton>
          </>
        )}
      </div>
      {closingHead !== null && (
        <section className={css.block}>
          <h2>{t.deliver.head}</h2>
          <p>{t.deliver.headHelp}</p>
          <Hash hash={closingHead} />
        </section>
      )}
    </>
  );
}
