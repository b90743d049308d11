import { ExpectedKeys } from '../../components/attempt-expected.tsx';
import { Button } from '../../components/button.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { expectedState } from '../../logic/expected.ts';
import { useDrill } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from '../ceremony/steps.module.css';
import type { DrillFormProps } from './form.ts';

/** The keys of the opened bundle are held against production; then a drill that restores nothing is over. */
export function Compare({ form, onChange }: DrillFormProps) {
  const { keys, kind } = useDrill();
  const { ask, isPending, fault } = useAsk();
  const { values, isMismatch, isPartial, same, comparable } = expectedState(keys, form.expected);
  const compare = async () => {
    const view = await ask('drill.compare', { expected: values });
    if (view?.work !== 'drill' || view.step !== 'compared') return;
    await ask(kind === 'full' ? 'drill.restore' : 'drill.finish', {});
  };
  return (
    <>
      <StepHeading>{t.drill.compare.title}</StepHeading>
      <p className={css.large}>{t.drill.compare.text(keys.length, comparable)}</p>
      <ExpectedKeys
        keys={keys}
        values={form.expected}
        onChange={(expected) => onChange({ ...form, expected })}
      />
      <FaultNotice fault={fault} />
      <div role="status">
        {isMismatch ? (
          <Notice mood="bad">{t.drill.compare.mismatch}</Notice>
        ) : isPartial ? (
          <Notice mood="warn">{t.drill.compare.partial}</Notice>
        ) : values.length === 0 ? (
          <Notice mood="warn">{t.drill.compare.none}</Notice>
        ) : (
          <Notice mood="good">{t.drill.compare.same(same, comparable)}</Notice>
        )}
      </div>
      <div className={css.row}>
        <Button look="main" isDisabled={isPending || isPartial} onPress={() => void compare()}>
          {kind === 'full' ? t.drill.compare.doFull : t.drill.compare.do}
        </Button>
      </div>
      <ProgressLine isPending={isPending} label={t.drill.compare.working} />
    </>
  );
}
