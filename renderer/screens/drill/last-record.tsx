import { useState } from 'react';
import { CardRefused } from '../../components/card-refused.tsx';
import { Field } from '../../components/field.tsx';
import { isShareCard } from '../../logic/fingerprints.ts';
import { t } from '../../strings/catalogue.ts';
import css from '../ceremony/steps.module.css';

interface LastRecordProps {
  /** The stick holds a record of a drill. */
  readonly hasDrills: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The record that the last report named: whether it is still on the stick shows whether one was taken away. */
export function LastRecord({ hasDrills, value, onChange }: LastRecordProps) {
  const [wasCard, setWasCard] = useState(false);
  const type = (text: string) => {
    setWasCard(isShareCard(text));
    onChange(isShareCard(text) ? '' : text);
  };
  return (
    <section className={css.block}>
      <Field
        label={t.drill.people.lastRecord}
        help={hasDrills ? t.drill.people.lastRecordHelp : t.drill.people.lastRecordNone}
        isMono
        maxLength={300}
        value={value}
        onChange={type}
      />
      <CardRefused isCard={wasCard} />
    </section>
  );
}
