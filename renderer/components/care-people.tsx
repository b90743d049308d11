import css from '../screens/ceremony/steps.module.css';
import { useCareDraft } from '../state/care-drafts.ts';
import { t } from '../strings/catalogue.ts';
import { Field } from './field.tsx';

/** Who does it and who watches: typed once for all that is done. */
export function CarePeople() {
  const [{ operator, witnesses }, change] = useCareDraft();
  const words = t.care.people;
  return (
    <section className={css.block}>
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <Field label={words.operator} value={operator} onChange={(value) => change({ operator: value })} />
      <Field
        label={words.witnesses}
        help={words.witnessesHelp}
        rows={2}
        maxLength={2000}
        value={witnesses}
        onChange={(value) => change({ witnesses: value })}
      />
    </section>
  );
}
