import type { RestorePlanView } from '../../../electron/contract/attempt-views.ts';
import { Button } from '../../components/button.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { Original } from '../../components/original.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { PlanDecisions } from '../../components/recovery-decisions.tsx';
import { PlanMoves } from '../../components/recovery-moves.tsx';
import { PlannedFiles } from '../../components/recovery-planned-files.tsx';
import { PlanStale } from '../../components/recovery-stale.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { ToldLine } from '../../components/told-line.tsx';
import { t } from '../../strings/catalogue.ts';
import css from '../ceremony/steps.module.css';
import type { Restore } from './use-restore.ts';
import { readHeight } from './wish.ts';

/** What would be written where, and what people must have typed before it is. */
export function Plan({ restore }: { readonly restore: Restore }) {
  const { recovery, form, change, fault, remedy, isPending } = restore;
  const { plan } = recovery;
  if (plan === null) return null;
  const isAgreed = plan.moveSentence === null || form.moves.trim() === plan.moveSentence;
  const isTyped = plan.stale.every(({ path, height }) => readHeight(form.stale[path] ?? '') === height);
  return (
    <>
      <StepHeading>{t.recovery.plan.title}</StepHeading>
      <p className={css.large}>{t.recovery.plan.nothingYet}</p>
      <p>
        {t.recovery.plan.into} <code>{plan.destination}</code>
      </p>
      {plan.form !== null && <Notice mood="warn">{t.recovery.plan.pkcs8}</Notice>}
      {plan.warning !== null && (
        <Notice mood="bad">
          <b>{t.recovery.plan.warning(plan.warning).text}</b>
          {t.recovery.plan.warningText}
          <span>
            <Button look="small" isDisabled={isPending} onPress={() => restore.go('where')}>
              {t.recovery.plan.warningDo}
            </Button>
          </span>
          <Original text={t.recovery.plan.warning(plan.warning).original} />
        </Notice>
      )}
      <Exceptions plan={plan} />
      <PlanDecisions decisions={plan.decisions} />
      <PlannedFiles files={plan.files} />
      <PlanMoves plan={plan} typed={form.moves} onType={(moves) => change({ moves })} />
      <PlanStale
        stale={plan.stale}
        typed={form.stale}
        onType={(path, height) => change({ stale: { ...form.stale, [path]: height } })}
      />
      <FaultNotice fault={fault} remedy={remedy} />
      <div className={css.between}>
        <Button look="main" isDisabled={isPending || !isAgreed || !isTyped} onPress={restore.write}>
          {t.recovery.plan.do(plan.files.length)}
        </Button>
        <Button isDisabled={isPending} onPress={() => restore.go(restore.isGuarded ? 'guard' : 'where')}>
          {t.recovery.plan.change}
        </Button>
      </div>
      <ProgressLine isPending={isPending} label={t.recovery.plan.working} />
    </>
  );
}

/** What is not as people may expect: files that stay out, and keys that are others. */
function Exceptions({ plan: { leftOut, different } }: { readonly plan: RestorePlanView }) {
  return (
    <>
      {different.length > 0 && (
        <Notice mood="bad">
          <b>{t.recovery.plan.different}</b>
          {different.map((path) => (
            <code key={path}>{path}</code>
          ))}
        </Notice>
      )}
      {leftOut.length > 0 && (
        <Notice mood="warn">
          <b>{t.recovery.plan.leftOut}</b>
          {leftOut.map(({ path, why }) => (
            <span key={path}>
              <code>{path}</code> <ToldLine text={why} />
            </span>
          ))}
        </Notice>
      )}
    </>
  );
}
