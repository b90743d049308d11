import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import own from '../../components/recovery.module.css';
import { EvidenceQuestion } from '../../components/recovery-evidence.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { t } from '../../strings/catalogue.ts';
import css from '../ceremony/steps.module.css';
import type { Restore } from './use-restore.ts';
import { chosenOf, questionOfRefusal, readHeight } from './wish.ts';

/** The guard against double-signing: is the original stopped, and how far has the key signed? */
export function Guard({ restore }: { readonly restore: Restore }) {
  const { recovery, form, fault, isPending } = restore;
  const signing = chosenOf(recovery.keys, form).filter(({ isSigning }) => isSigning);
  const question = fault === null ? null : questionOfRefusal(fault.code, form.evidence);
  // A height that is none is said beside its field, and is nothing that could be asked about.
  const isReadable =
    form.evidence !== 'height' || form.height.trim() === '' || readHeight(form.height) !== null;
  return (
    <>
      <StepHeading>{t.recovery.guard.title}</StepHeading>
      {signing.length > 0 && <p>{t.recovery.guard.keys(signing.map(({ path }) => path))}</p>}
      <Notice mood="bad">
        <b>{t.recovery.guard.equivocation}</b>
      </Notice>
      <StoppedQuestion restore={restore} isRefused={question === 'stopped'} />
      <EvidenceQuestion restore={restore} refused={question === 'stopped' ? null : question} />
      <div className={css.between}>
        <Button look="main" isDisabled={isPending || !isReadable} onPress={restore.plan}>
          {t.recovery.guard.go}
        </Button>
        <Button isDisabled={isPending} onPress={() => restore.go('where')}>
          {t.common.back}
        </Button>
      </div>
      <ProgressLine isPending={isPending} label={t.recovery.planning} />
    </>
  );
}

interface StoppedProps {
  readonly restore: Restore;
  readonly isRefused: boolean;
}

function StoppedQuestion({ restore, isRefused }: StoppedProps) {
  const { form, change, isStopped, fault, remedy } = restore;
  const words = t.recovery.guard;
  return (
    <section className={own.question} aria-label={words.stopped}>
      <h2>{words.stopped}</h2>
      <ol className={css.todo}>
        {words.stoppedChecks.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <p>
        <b>{words.stoppedType(words.stoppedWords)}</b>
      </p>
      <Field label={words.stoppedLabel} value={form.stopped} onChange={(stopped) => change({ stopped })} />
      <div role="status">
        {isStopped && <Notice mood="good">{words.stoppedSaid}</Notice>}
        {!isStopped && form.stopped.trim() !== '' && <Notice mood="info">{words.stoppedNot}</Notice>}
      </div>
      {isRefused && <FaultNotice fault={fault} remedy={remedy} />}
    </section>
  );
}
