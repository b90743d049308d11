import { Button } from '../../components/button.tsx';
import { CareCardChoice, cardNumberIn } from '../../components/care-card-choice.tsx';
import { CarePeople } from '../../components/care-people.tsx';
import kit from '../../components/components.module.css';
import { Field } from '../../components/field.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { peopleIn, useCareDraft } from '../../state/care-drafts.ts';
import { useCare } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import steps from '../ceremony/steps.module.css';
import type { CareScreenProps } from './care-place.ts';

/** A card goes from one custodian to another. */
export function HandOver({ onGo }: CareScreenProps) {
  const { sticks } = useCare();
  const [drafts, change] = useCareDraft();
  const { ask, isPending, fault } = useAsk();
  const { from, to, bag, newBag, operator } = drafts;
  const card = cardNumberIn(drafts.card);
  const isPublic = sticks[0]?.cards.some(({ custodian }) => custodian !== null) === true;
  const isReady = card !== null && [from, to, operator].every((text) => text.trim() !== '');
  const write = async () => {
    if (card === null) return;
    const answer = await ask('care.handover', { card, from, to, bag, newBag, ...peopleIn(drafts) });
    if (answer !== null) onGo('deed');
  };
  const words = t.care.handover;
  return (
    <>
      <StepHeading>{words.title}</StepHeading>
      <p className={steps.large}>{words.text}</p>
      <CareCardChoice value={drafts.card} onChange={(value) => change({ card: value })} />
      <div className={kit.pair}>
        <Field label={words.from} value={from} onChange={(value) => change({ from: value })} />
        <Field label={words.to} value={to} onChange={(value) => change({ to: value })} />
      </div>
      <p>{isPublic ? words.namesOn : words.namesOff}</p>
      <div className={kit.pair}>
        <Field
          label={words.bag}
          help={words.bagHelp}
          value={bag}
          onChange={(value) => change({ bag: value })}
        />
        <Field
          label={words.newBag}
          help={words.bagHelp}
          value={newBag}
          onChange={(value) => change({ newBag: value })}
        />
      </div>
      <CarePeople />
      <FaultNotice fault={fault} />
      <div className={steps.row}>
        <Button look="main" isDisabled={isPending || !isReady} onPress={() => void write()}>
          {t.care.writeOn(sticks.length)}
        </Button>
      </div>
      <ProgressLine isPending={isPending} label={t.care.writing} />
    </>
  );
}
