import type { PlanView } from '../../electron/contract/views.ts';
import { t } from '../strings/catalogue.ts';
import css from './components.module.css';
import { Notice } from './notice.tsx';

/** A plan from a file, as it is read aloud. */
export function PlanFacts({ plan }: { readonly plan: PlanView }) {
  const { label, operator, witnesses, custodians, threshold, sticks, stickPlaces, sources, remarks } = plan;
  return (
    <div className={css.stack}>
      <h2>{label}</h2>
      <Notice mood="info">{t.people.facts(threshold, custodians.length, sticks)}</Notice>
      {remarks.map((remark) => (
        <Notice key={remark.text} mood={remark.isWarning ? 'warn' : 'info'}>
          {t.told.remark(remark)}
        </Notice>
      ))}
      <ul className={css.list}>
        <li>
          {operator} <b>{t.common.operator}</b>
        </li>
        {witnesses.map((witness) => (
          <li key={witness}>
            {witness} <b>{t.common.witness}</b>
          </li>
        ))}
        {custodians.map(({ name, location }, index) => (
          <li key={name}>
            {index + 1}. {name} <span>{location}</span>
          </li>
        ))}
        {stickPlaces.map((place, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two sticks can lie in one place
          <li key={index}>
            {t.people.stick(index + 1)} <span>{place}</span>
          </li>
        ))}
        {sources.map((source) => (
          <li key={source}>
            <code>{source}</code> <span>{t.people.sourceOne}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
