import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/field.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from '../ceremony/steps.module.css';
import type { DrillFormProps } from './form.ts';

const kinds = ['restore', 'opening', 'integrity', 'roll-call', 'full'] as const;

/** Which kind of drill: what each shows, and what it needs. */
export function Kind({ form, onChange }: DrillFormProps) {
  const { ask, isPending, fault } = useAsk();
  const { kind, sandbox } = form;
  const choose = async () => {
    const [file] = (await ask('files.choose', { what: 'destination' })) ?? [];
    if (file !== undefined) onChange({ ...form, sandbox: file });
  };
  const isReady = kind !== 'full' || sandbox !== null;
  return (
    <>
      <StepHeading>{t.drill.kind.title}</StepHeading>
      <Choice
        legend={t.drill.kind.legend}
        isWide
        value={kind}
        options={kinds.map((id) => ({ id, label: t.drill.kind[id], text: t.drill.kind[`${id}Text`] }))}
        onChange={(next) => onChange({ ...form, kind: next })}
      />
      {kind === 'full' && (
        <section className={css.block}>
          <h2>{t.drill.kind.sandbox}</h2>
          <p>{t.drill.kind.sandboxText}</p>
          <div className={css.row}>
            <Button isDisabled={isPending} onPress={() => void choose()}>
              {sandbox === null ? t.drill.kind.sandboxDo : t.drill.kind.sandboxOther}
            </Button>
            <code>{sandbox?.name ?? t.drill.kind.sandboxNone}</code>
          </div>
          <FaultNotice fault={fault} />
        </section>
      )}
      <div className={css.between}>
        <Button
          look="main"
          isDisabled={isPending || !isReady}
          onPress={() => onChange({ ...form, isKindChosen: true })}
        >
          {t.drill.kind.go}
        </Button>
        <Button isDisabled={isPending} onPress={() => onChange({ ...form, stick: null })}>
          {t.common.back}
        </Button>
      </div>
    </>
  );
}
