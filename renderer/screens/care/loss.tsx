import { Button } from '../../components/button.tsx';
import { CareCardChoice, cardNumberIn } from '../../components/care-card-choice.tsx';
import { CarePeople } from '../../components/care-people.tsx';
import { Choice, Field } from '../../components/field.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { peopleIn, useCareDraft } from '../../state/care-drafts.ts';
import { useCare } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import steps from '../ceremony/steps.module.css';
import type { CareScreenProps } from './care-place.ts';

/** A card or a stick is gone. */
export function ReportLoss({ onGo }: CareScreenProps) {
  const { sticks } = useCare();
  const [drafts, change] = useCareDraft();
  const { ask, isPending, fault } = useAsk();
  const { lost, lostStick, reason, operator } = drafts;
  const card = cardNumberIn(drafts.lostCard);
  const what =
    lost === 'card' && card !== null
      ? ({ kind: 'card', card } as const)
      : lost === 'stick' && lostStick.trim() !== ''
        ? ({ kind: 'stick', stick: lostStick } as const)
        : null;
  const write = async () => {
    if (what === null) return;
    if ((await ask('care.reportLost', { what, reason, ...peopleIn(drafts) })) !== null) onGo('deed');
  };
  const words = t.care.lost;
  return (
    <>
      <StepHeading>{words.title}</StepHeading>
      <p className={steps.large}>{words.text}</p>
      <Choice
        legend={words.what}
        options={[
          { id: 'card', label: words.card },
          { id: 'stick', label: words.stick },
        ]}
        value={lost}
        onChange={(kind) => change({ lost: kind })}
      />
      {lost === 'card' && (
        <CareCardChoice value={drafts.lostCard} onChange={(value) => change({ lostCard: value })} />
      )}
      {lost === 'stick' && (
        <Field
          label={words.stickName}
          help={words.stickHelp}
          value={lostStick}
          onChange={(value) => change({ lostStick: value })}
        />
      )}
      {lost !== null && (
        <>
          <Field
            label={words.reason}
            help={words.reasonHelp}
            maxLength={500}
            value={reason}
            onChange={(value) => change({ reason: value })}
          />
          <CarePeople />
        </>
      )}
      <FaultNotice fault={fault} />
      <div className={steps.row}>
        <Button
          look="main"
          isDisabled={isPending || what === null || operator.trim() === ''}
          onPress={() => void write()}
        >
          {t.care.writeOn(sticks.length)}
        </Button>
      </div>
      <ProgressLine isPending={isPending} label={t.care.writing} />
    </>
  );
}
