import type { RequestOf } from '../../electron/contract/channels.ts';
import { Button } from '../components/button.tsx';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { Hash } from '../components/hash.tsx';
import { FaultNotice, Notice } from '../components/notice.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { StepHeading } from '../components/step-heading.tsx';
import { useCeremony } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/en.ts';
import css from './ceremony/steps.module.css';

/** The end: papers, and what to do now. */
export function Closed() {
  const { closingHead, undelivered, isRehearsal } = useCeremony();
  const { ask, isPending, fault } = useAsk();
  const print = (paper: RequestOf<'ceremony.printPaper'>['paper']) =>
    void ask('ceremony.printPaper', { paper });
  const todo = isRehearsal ? t.closed.todoRehearsal : t.closed.todo;
  return (
    <>
      <StepHeading>{t.closed.title}</StepHeading>
      {undelivered.length > 0 && <Notice mood="warn">{t.closed.undelivered(undelivered.join(', '))}</Notice>}
      <section className={css.block}>
        <h2>{t.closed.papers}</h2>
        <div className={css.row}>
          <Button isDisabled={isPending} onPress={() => print('transcript')}>
            {t.closed.transcript}
          </Button>
          <Button isDisabled={isPending} onPress={() => print('receipt')}>
            {t.closed.receipt}
          </Button>
        </div>
        <FaultNotice fault={fault} />
        <ProgressLine isPending={isPending} label={t.closed.printing} />
      </section>
      <section className={css.block}>
        <h2>{t.closed.thenDo}</h2>
        <ol className={css.todo}>
          {todo.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </section>
      {closingHead !== null && (
        <section className={css.block}>
          <h2>{t.closed.head}</h2>
          <Hash hash={closingHead} />
        </section>
      )}
      <ConfirmButton
        label={t.closed.end}
        title={t.closed.endConfirm}
        stay={t.closed.stay}
        onConfirm={() => void ask('app.quit', {})}
      >
        <p>{t.closed.endText}</p>
      </ConfirmButton>
    </>
  );
}
