import { useState } from 'react';
import css from '../screens/ceremony/steps.module.css';
import { stickOf } from '../state/attempt.ts';
import { useAttempt } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import own from './attempt.module.css';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { FindingList } from './finding-list.tsx';
import { FaultNotice } from './notice.tsx';
import { ProgressLine } from './progress-line.tsx';
import { StepHeading } from './step-heading.tsx';

/** Tampering stands in the way: what it means, and the sentence with which people go on all the same. */
export function AttemptTampering() {
  const attempt = useAttempt();
  const [typed, setTyped] = useState('');
  const { ask, isPending, fault } = useAsk();
  const { tamperingSentence, inside } = attempt;
  const findings = (stickOf(attempt)?.findings ?? []).filter(({ severity }) => severity === 'tampering');
  const found = inside.flatMap(({ severity, message }) =>
    severity === 'tampering' ? [{ severity: 'tampering' as const, message }] : [],
  );
  const accept = () => void ask('attempt.acceptTampering', { sentence: typed });
  const isTyped = typed.trim() !== '';
  return (
    <>
      <StepHeading>{t.attempt.tampering.title}</StepHeading>
      <p className={css.large}>{t.attempt.tampering.text}</p>
      <FindingList findings={[...findings, ...found]} />
      <ol className={css.todo}>
        {t.attempt.tampering.todo.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <section className={css.block}>
        <h2>{t.attempt.tampering.goOn}</h2>
        <p>{t.attempt.tampering.type}</p>
        <code className={own.sentence} lang="en">
          {tamperingSentence}
        </code>
        <Field
          label={t.attempt.tampering.label}
          value={typed}
          maxLength={500}
          onChange={setTyped}
          onEnter={() => {
            if (isTyped && !isPending) accept();
          }}
        />
        <FaultNotice fault={fault} />
        <div className={css.row}>
          <Button look="danger" isDisabled={isPending || !isTyped} onPress={accept}>
            {t.attempt.tampering.do}
          </Button>
        </div>
        <ProgressLine isPending={isPending} label={t.common.wait} />
      </section>
    </>
  );
}
