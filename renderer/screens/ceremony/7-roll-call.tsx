import { BackButton } from '../../components/back-button.tsx';
import kit from '../../components/components.module.css';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { Check } from '../../components/field.tsx';
import { Badge, FaultNotice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { useCeremony, useDrafts } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from './steps.module.css';

/** Step 7: each card goes into its bag; then the secret is let go. */
export function RollCall() {
  const { cards } = useCeremony();
  const [{ said }, change] = useDrafts();
  const { ask, isPending, fault } = useAsk();
  // A card that is printed once more meanwhile is another piece of paper, and goes into a bag by itself.
  const bags = cards.map((card) => {
    const id = `in its bag: ${card.number}, print ${card.printed}`;
    return { card, id, isIn: said[id] === true };
  });
  const open = bags.filter(({ isIn }) => !isIn).map(({ card }) => card.number);
  return (
    <>
      <StepHeading>{t.rollCall.title}</StepHeading>
      <p className={css.large}>{t.rollCall.text}</p>
      <ul className={kit.list} aria-label={t.cards.list}>
        {bags.map(({ card: { number, custodian, printed, isProved }, id, isIn }) => (
          <li key={number}>
            <Check
              isChecked={isIn}
              onChange={(value) => change({ kind: 'entry', listing: 'said', id, value })}
            >
              {`${t.rollCall.inBag(number, custodian)}${printed > 1 ? `, ${t.cards.prints(printed)}` : ''}`}
            </Check>
            {isProved && (
              <Badge icon="good" mood="good">
                {t.cards.state.proved}
              </Badge>
            )}
          </li>
        ))}
      </ul>
      <p>{t.rollCall.meaning}</p>
      <FaultNotice fault={fault} />
      <p aria-live="polite">{open.length > 0 && t.rollCall.open(open)}</p>
      <div className={css.between}>
        <ConfirmButton
          label={t.rollCall.letGo}
          title={t.rollCall.letGoConfirm}
          stay={t.rollCall.keep}
          isDisabled={isPending || open.length > 0}
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
