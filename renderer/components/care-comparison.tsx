import type { ComparisonView, DamageView } from '../../electron/contract/care-views.ts';
import type { FolderView } from '../../electron/contract/folder-views.ts';
import { t } from '../strings/catalogue.ts';
import { CareStickMark } from './care-stick-mark.tsx';
import { CareTold } from './care-told.tsx';
import kit from './components.module.css';
import { Notice } from './notice.tsx';

interface ComparisonProps {
  readonly comparison: ComparisonView;
  readonly sticks: readonly FolderView[];
}

/** Whether all sticks hold the same: nothing but notes came of comparing them. */
export function isAlike({ damages, faults, added }: ComparisonView): boolean {
  return damages.length === 0 && faults.length === 0 && added.length === 0;
}

/** What came of comparing sticks: alike, or which file is damaged on which of them, and what is wrong besides. */
export function ComparisonFindings({ comparison, sticks }: ComparisonProps) {
  const { good, damages, faults, added, notes } = comparison;
  const words = t.care.compare;
  const numbers = [...new Set(damages.map(({ stick }) => stick))];
  const isOnPaper = sticks.every(({ isAuthenticated }) => isAuthenticated);
  // That a hash is the one on paper must not stand below files that are not as they were sealed.
  const isPaperSaid = !isOnPaper || (damages.length === 0 && faults.length === 0);
  return (
    <div role="status" className={kit.stack}>
      {isAlike(comparison) && (
        <Notice mood="good">
          <b>{words.alike(sticks.length)}</b>
        </Notice>
      )}
      <CareTold mood="bad" title={words.faults} text={words.faultsText} told={faults} sticks={sticks} />
      {damages.length > 0 && (
        <Notice mood="bad">
          <b>{words.damages(damages.length)}</b>
          <span className={kit.body}>
            {words.good(good)} <CareStickMark stick={good} sticks={sticks} />
          </span>
        </Notice>
      )}
      {numbers.map((stick) => (
        <section key={stick} className={kit.stack}>
          <h2>{words.on(stick)}</h2>
          <CareStickMark stick={stick} sticks={sticks} />
          <ul className={kit.list}>
            {damages
              .filter((damage) => damage.stick === stick)
              .map((damage) => (
                <DamagedFile key={damage.path} damage={damage} />
              ))}
          </ul>
        </section>
      ))}
      <CareTold mood="warn" title={words.added} text={words.addedText} told={added} sticks={sticks} />
      <CareTold mood="warn" title={words.notes} text={words.notesText} told={notes} sticks={sticks} />
      {isPaperSaid && (
        <Notice mood={isOnPaper ? 'good' : 'warn'}>{isOnPaper ? words.paper : words.noPaper}</Notice>
      )}
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
