import { removeAt, replaceAt } from '../logic/plan-form.ts';
import css from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import kit from './components.module.css';
import { Field } from './field.tsx';

/** What is typed before a drill or a recovery is begun. */
export interface AttemptForm {
  readonly operator: string;
  readonly witnesses: readonly string[];
  /** UTC, as `2027-02-18 09:00`. */
  readonly detected: string;
  readonly started: string;
}

/** Before anything is typed. */
export const emptyAttemptForm: AttemptForm = { operator: '', witnesses: [''], detected: '', started: '' };

/** What was typed, as it is sent: what is empty was not said. */
export function attemptRequest({ operator, witnesses, detected, started }: AttemptForm) {
  return {
    operator: said(operator),
    witnesses: witnesses.flatMap((witness) => said(witness) ?? []),
    detected: said(detected),
    started: said(started),
  };
}

function said(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

const mostWitnesses = 20;

interface AttemptPeopleProps {
  readonly form: AttemptForm;
  readonly onChange: (form: AttemptForm) => void;
}

/** Who does it, who watches, and since when. Each may stay empty. */
export function AttemptPeople({ form, onChange }: AttemptPeopleProps) {
  const { operator, witnesses, detected, started } = form;
  const witness = t.people.witness;
  return (
    <>
      <Field
        label={t.people.operator}
        value={operator}
        onChange={(value) => onChange({ ...form, operator: value })}
      />
      <fieldset className={kit.stack}>
        <legend>
          <b>{t.people.witnesses}</b>
        </legend>
        {witnesses.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place alone
          <div key={index} className={css.line}>
            <Field
              label={witness(index + 1)}
              value={name}
              onChange={(value) => onChange({ ...form, witnesses: replaceAt(witnesses, index, value) })}
            />
            <Button
              look="small"
              isDisabled={witnesses.length <= 1}
              label={t.common.remove(witness(index + 1))}
              onPress={() => onChange({ ...form, witnesses: removeAt(witnesses, index) })}
            >
              −
            </Button>
          </div>
        ))}
        <div className={css.row}>
          <Button
            look="small"
            isDisabled={witnesses.length >= mostWitnesses}
            onPress={() => onChange({ ...form, witnesses: [...witnesses, ''] })}
          >
            {t.people.addWitness}
          </Button>
        </div>
      </fieldset>
      <details className={kit.more}>
        <summary>{t.attempt.times.title}</summary>
        <div className={kit.stack}>
          <p>{t.attempt.times.text}</p>
          <div className={kit.pair}>
            <Field
              label={t.attempt.times.detected}
              help={t.attempt.times.help}
              maxLength={40}
              value={detected}
              onChange={(value) => onChange({ ...form, detected: value })}
            />
            <Field
              label={t.attempt.times.started}
              help={t.attempt.times.help}
              maxLength={40}
              value={started}
              onChange={(value) => onChange({ ...form, started: value })}
            />
          </div>
        </div>
      </details>
    </>
  );
}
