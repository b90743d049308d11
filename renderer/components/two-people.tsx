import { peopleFor, type TypedPeople } from '../state/drafts.ts';
import { useDrafts } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import css from './components.module.css';
import { Field } from './field.tsx';

/** Operator and witness type their names. @param purpose what for: each has its own draft */
export function TwoPeopleFields({ purpose }: { readonly purpose: string }) {
  const [drafts, change] = useDrafts();
  const people = peopleFor(drafts, purpose);
  const set = (more: Partial<TypedPeople>) =>
    change({ kind: 'entry', listing: 'people', id: purpose, value: { ...people, ...more } });
  return (
    <div className={css.pair}>
      <Field
        label={t.common.operatorName}
        value={people.operator}
        onChange={(operator) => set({ operator })}
      />
      <Field label={t.common.witnessName} value={people.witness} onChange={(witness) => set({ witness })} />
    </div>
  );
}

interface ReasonProps {
  readonly purpose: string;
  readonly label: string;
}

/** A reason for the journal. */
export function ReasonField({ purpose, label }: ReasonProps) {
  const [drafts, change] = useDrafts();
  return (
    <Field
      label={label}
      help={t.common.reasonHelp}
      maxLength={500}
      value={drafts.reasons[purpose] ?? ''}
      onChange={(value) => change({ kind: 'entry', listing: 'reasons', id: purpose, value })}
    />
  );
}
