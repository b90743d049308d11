import { Button } from '../../components/button.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { useDrill } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from '../ceremony/steps.module.css';
import { Sandbox } from './sandbox.tsx';

/** A full drill restores into memory, people look at the files with other tools, and the files are removed again. */
export function Restore() {
  const { sandbox } = useDrill();
  const { ask, isPending, fault } = useAsk();
  if (sandbox === null || !sandbox.isWritten) {
    return (
      <>
        <StepHeading key="restore">{t.drill.restore.title}</StepHeading>
        <p className={css.large}>{t.drill.restore.text}</p>
        <FaultNotice fault={fault} />
        <div className={css.between}>
          <Button look="main" isDisabled={isPending} onPress={() => void ask('drill.restore', {})}>
            {t.drill.restore.do}
          </Button>
        </div>
        <ProgressLine isPending={isPending} label={t.drill.restore.working} />
      </>
    );
  }
  const { isRemoved } = sandbox;
  return (
    <>
      <StepHeading key="look">{t.drill.restore.doneTitle}</StepHeading>
      {isRemoved ? (
        <Notice mood="good">{t.drill.restore.removed}</Notice>
      ) : (
        <>
          <ul className={css.todo}>
            {t.drill.restore.look.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>
            <b>{t.drill.restore.never}</b>
          </p>
          <Sandbox title={t.drill.restore.doneText} />
        </>
      )}
      <FaultNotice fault={fault} />
      <div className={css.row}>
        <Button
          look={isRemoved ? 'main' : 'plain'}
          isDisabled={isPending}
          onPress={() => void ask('drill.finish', {})}
        >
          {t.drill.finish}
        </Button>
      </div>
      <ProgressLine isPending={isPending} label={t.drill.finishing} />
    </>
  );
}
