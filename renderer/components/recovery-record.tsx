import type { RecordLeft } from '../../electron/contract/attempt-views.ts';
import css from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';
import { Hash } from './hash.tsx';
import { Notice } from './notice.tsx';

/** The record that an attempt without result left on the stick. A result has a report, in which it stands. */
export function RecordNote({ record }: { readonly record: RecordLeft | null }) {
  if (record === null) return null;
  if ('why' in record) {
    return (
      <Notice mood="warn">
        <b>{t.attempt.record.none}</b>
        <span lang="en">{record.why}</span>
      </Notice>
    );
  }
  return (
    <section className={css.block}>
      <h2>{t.attempt.record.title}</h2>
      <Hash hash={record.hash} />
      <p>
        <code>{record.file}</code>
      </p>
    </section>
  );
}
