import type { ComparisonView, DamageView } from '../../electron/contract/care-views.ts';
import type { FolderView } from '../../electron/contract/folder-views.ts';
import { t } from '../strings/catalogue.ts';
import kit from './components.module.css';
import { Notice } from './notice.tsx';

interface ComparisonProps {
  readonly comparison: ComparisonView;
  readonly sticks: readonly FolderView[];
}

/** What came of comparing sticks: alike, or which file is damaged on which of them. */
export function ComparisonFindings({ comparison, sticks }: ComparisonProps) {
  const { good, damages, added } = comparison;
  const words = t.care.compare;
  const numbers = [...new Set(damages.map(({ stick }) => stick))];
  const isOnPaper = sticks.every(({ isAuthenticated }) => isAuthenticated);
  return (
    <div role="status" className={kit.stack}>
      {damages.length === 0 && added.length === 0 && (
        <Notice mood="good">
          <b>{words.alike(sticks.length)}</b>
        </Notice>
      )}
      {damages.length > 0 && (
        <Notice mood="bad">
          <b>{words.damages(damages.length)}</b>
          <span className={kit.body}>{words.good(good)}</span>
        </Notice>
      )}
      {numbers.map((stick) => (
        <section key={stick} className={kit.stack}>
          <h2>{words.on(stick)}</h2>
          <ul className={kit.list}>
            {damages
              .filter((damage) => damage.stick === stick)
              .map((damage) => (
                <DamagedFile key={damage.path} damage={damage} />
              ))}
          </ul>
        </section>
      ))}
      {added.length > 0 && (
        <Notice mood="warn">
          <b>{words.added}</b>
          <span className={kit.body}>{words.addedText}</span>
          <ul className={kit.body} lang="en">
            {added.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Notice mood={isOnPaper ? 'good' : 'warn'}>{isOnPaper ? words.paper : words.noPaper}</Notice>
    </div>
  );
}

function DamagedFile({ damage: { path, fault, says } }: { readonly damage: DamageView }) {
  return (
    <li>
      <code>{path}</code>
      <b>{t.care.compare.fault[fault]}</b>
      {fault === 'unreadable' && (
        <small className={kit.original} lang="en">
          {says}
        </small>
      )}
    </li>
  );
}
