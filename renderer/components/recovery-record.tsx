import type { RecordLeft } from '../../electron/contract/attempt-views.ts';
import css from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';
import { Hash } from './hash.tsx';
import { Notice } from './notice.tsx';
import { HashCode } from './qr.tsx';
import { ToldLine } from './told-line.tsx';

/** The record that an attempt without result left on the stick. A result has a report, in which it stands. */
export function RecordNote({ record }: { readonly record: RecordLeft | null }) {
  if (record === null) return null;
  if ('why' in record) {
    return (
      <Notice mood="warn">
        <b>{t.attempt.record.none}</b>
        <span>
          <ToldLine text={record.why} />
        </span>
      </Notice>
    );
  }
  return (
    <section className={css.block}>
      <h2>{t.attempt.record.title}</h2>
      <div className={css.headRow}>
        <Hash hash={record.hash} />
        <HashCode hex={record.hash.hex} label={t.attempt.record.code} />
      </div>
      <p>
        <code>{record.file}</code>
      </p>
    </section>
  );
}
