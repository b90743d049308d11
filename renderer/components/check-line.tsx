import type { CheckView } from '../../electron/contract/views.ts';
import css from '../screens/ceremony/steps.module.css';
import { useDrafts } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import kit from './components.module.css';
import { Field } from './field.tsx';
import { Badge, FaultNotice } from './notice.tsx';
import { Original } from './original.tsx';
import { ReasonField } from './two-people.tsx';

const looks = {
  pass: { icon: 'good', mood: 'good' },
  warn: { icon: 'warn', mood: 'warn' },
  block: { icon: 'bad', mood: 'bad' },
  overridden: { icon: 'warn', mood: 'warn' },
} as const;

/** A check with what was found, what to do about it, and, where it blocks, how two people let it pass. */
export function CheckLine({ check }: { readonly check: CheckView }) {
  const { verdict, evidence, wouldBlock, override } = check;
  const { title, text, confirm, remedy, original } = t.told.check(check);
  return (
    <li className={css.check}>
      <div className={css.between}>
        <h2 className={css.checkTitle}>{title}</h2>
        <Badge {...looks[verdict]}>
          {wouldBlock ? t.preflight.wouldBlock : t.preflight.verdict[verdict]}
        </Badge>
      </div>
      {override !== null && (
        <p>
          <b>{t.preflight.overriddenBy(override.witness)}</b> {override.reason}
        </p>
      )}
      <p>{text}</p>
      {confirm !== null && (
        <p>
          <b>{t.preflight.compare}:</b> {confirm}
        </p>
      )}
      {remedy !== null && (
        <p>
          <b>{t.preflight.remedy}:</b> {remedy}
        </p>
      )}
      <Original text={original} />
      {evidence.length > 0 && (
        <details>
          <summary>{t.preflight.evidence}</summary>
          <ul className={css.evidence} lang="en">
            {evidence.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
      {verdict === 'block' && <Override check={check.id} />}
    </li>
  );
}

function Override({ check }: { readonly check: string }) {
  const [drafts, change] = useDrafts();
  const { ask, isPending, fault } = useAsk();
  const purpose = `check ${check}`;
  const reason = drafts.reasons[purpose] ?? '';
  const people = drafts.people[purpose] ?? { operator: '', witness: '' };
  return (
    <details className={kit.more}>
      <summary>{t.preflight.override}</summary>
      <div className={kit.stack}>
        <p>{t.preflight.overrideText}</p>
        <ReasonField purpose={purpose} label={t.preflight.reasonLabel} />
        <Field
          label={t.preflight.witnessLabel}
          value={people.witness}
          onChange={(witness) =>
            change({ kind: 'entry', listing: 'people', id: purpose, value: { ...people, witness } })
          }
        />
        <FaultNotice fault={fault} />
        <Button
          look="danger"
          isDisabled={isPending || reason.trim() === '' || people.witness.trim() === ''}
          onPress={() => void ask('ceremony.override', { check, reason, witness: people.witness })}
        >
          {t.preflight.overrideDo}
        </Button>
      </div>
    </details>
  );
}
