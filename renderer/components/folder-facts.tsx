import type { FolderView } from '../../electron/contract/folder-views.ts';
import css from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';
import { Notice } from './notice.tsx';

/** What lies on a stick, to be held against the cards and the stick in the hand. */
export function FolderFacts({ folder }: { readonly folder: FolderView }) {
  const { ceremony, place, model, serial, records, lastDrill, isClosed, isBundleThere } = folder;
  const rows: readonly (readonly [string, string | null])[] = [
    [t.attempt.facts.place, place],
    [t.attempt.facts.model, model],
    [t.attempt.facts.serial, serial],
    [t.attempt.facts.made, ceremony === null ? null : t.common.day(ceremony.date)],
    [t.attempt.facts.set, ceremony?.setId ?? null],
    [t.attempt.facts.cards, ceremony === null ? null : t.attempt.facts.anyOf(ceremony)],
    [t.attempt.facts.keys, ceremony === null ? null : t.attempt.facts.keysOf(ceremony)],
    [t.attempt.facts.records, String(records.length)],
    [
      t.attempt.facts.lastDrill,
      lastDrill === null ? t.attempt.facts.never : t.common.day(lastDrill.slice(0, 10)),
    ],
  ];
  return (
    <>
      <dl className={css.facts}>
        {rows.map(([name, value]) =>
          value === null ? null : (
            <div key={name} className={css.contents}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {ceremony === null && <Notice mood="bad">{t.attempt.noManifest}</Notice>}
      {!isBundleThere && (
        <Notice mood="bad">
          <b>{t.attempt.noBundle}</b>
          {t.attempt.noBundleText}
        </Notice>
      )}
      {!isClosed && ceremony !== null && (
        <Notice mood="warn">
          <b>{t.attempt.notClosed}</b>
          {t.attempt.notClosedText}
        </Notice>
      )}
    </>
  );
}
