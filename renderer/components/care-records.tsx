import type { FolderView } from '../../electron/contract/folder-views.ts';
import steps from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';
import kit from './components.module.css';
import { Hash } from './hash.tsx';
import { Badge } from './notice.tsx';

/** The cards of a stick's set, and what was recorded on the stick. */
export function CareRecords({ stick: { cards, records } }: { readonly stick: FolderView }) {
  const types: Readonly<Record<string, string>> = t.care.recordTypes;
  return (
    <>
      <h3>{t.care.cards}</h3>
      <ul className={kit.list}>
        {cards.map(({ number, custodian, lastTested, isLost }) => (
          <li key={number}>
            <span>{[t.care.cardName(number), custodian].filter((part) => part !== null).join(', ')}</span>
            {isLost ? (
              <Badge icon="bad" mood="bad">
                {t.care.gone}
              </Badge>
            ) : (
              <span>
                {lastTested === null ? t.care.neverTested : t.care.tested(t.common.day(lastTested))}
              </span>
            )}
          </li>
        ))}
      </ul>
      <h3>{t.care.records}</h3>
      {records.length === 0 && <p>{t.care.noRecords}</p>}
      {records.toReversed().map(({ type, time, people, hash }) => (
        <section key={hash.hex} className={steps.key}>
          <h4>
            {(Object.hasOwn(types, type) ? types[type] : undefined) ?? type}
            {time !== null && `, ${t.common.day(time.slice(0, 10))}`}
          </h4>
          {people.length > 0 && <p>{people.join(', ')}</p>}
          <Hash hash={hash} isCompact />
        </section>
      ))}
    </>
  );
}
