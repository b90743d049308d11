import { AttemptPeople } from '../../components/attempt-people.tsx';
import { Button } from '../../components/button.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { stickOf } from '../../state/attempt.ts';
import { useDrill } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from '../ceremony/steps.module.css';
import { beginRequest, type DrillFormProps } from './form.ts';
import { LastRecord } from './last-record.tsx';

/** Who holds the drill, what the last report said, and since when time counts. Then it begins. */
export function DrillPeople({ form, onChange }: DrillFormProps) {
  const drill = useDrill();
  const { ask, isPending, fault } = useAsk();
  const { stick, kind } = form;
  const chosen = drill.sticks.find(({ number }) => number === stick) ?? stickOf(drill);
  const begin = () => {
    if (chosen !== null) void ask('drill.begin', beginRequest(chosen.number, form));
  };
  return (
    <>
      <StepHeading>{t.drill.people.title}</StepHeading>
      <p className={css.large}>{t.drill.people.text}</p>
      <AttemptPeople form={form.people} onChange={(people) => onChange({ ...form, people })} />
      <LastRecord
        hasDrills={chosen?.lastDrill !== null}
        value={form.lastRecord}
        onChange={(lastRecord) => onChange({ ...form, lastRecord })}
      />
      <FaultNotice fault={fault} />
      <div className={css.between}>
        <Button look="main" isDisabled={isPending || chosen === null} onPress={begin}>
          {kind === 'integrity' ? t.drill.people.beginIntegrity : t.drill.people.begin}
        </Button>
        <Button isDisabled={isPending} onPress={() => onChange({ ...form, isKindChosen: false })}>
          {t.common.back}
        </Button>
      </div>
      <ProgressLine isPending={isPending} label={t.drill.people.beginning} />
    </>
  );
}
