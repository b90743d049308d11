import { useState } from 'react';
import css from '../screens/ceremony/steps.module.css';
import { useAttempt, useDrafts } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import { Hash } from './hash.tsx';
import { FaultNotice, Notice } from './notice.tsx';
import { ProgressLine } from './progress-line.tsx';
import { HashCode } from './qr.tsx';
import { ToldLine } from './told-line.tsx';

/** The name under which it is kept how often the report was printed. */
export const reportPaper = 'report';

/** The report, to be printed and saved where people say, and the record that was left on the stick. */
export function AttemptReport() {
  const { record, saved } = useAttempt();
  const [{ papers }, change] = useDrafts();
  const { ask, isPending, fault } = useAsk();
  const [isSent, setSent] = useState(false);
  const print = async () => {
    setSent(false);
    if ((await ask('attempt.printReport', {})) === null) return;
    setSent(true);
    change({ kind: 'entry', listing: 'papers', id: reportPaper, value: (papers[reportPaper] ?? 0) + 1 });
  };
  const save = async () => {
    const [file] = (await ask('files.choose', { what: 'reports' })) ?? [];
    if (file !== undefined) await ask('attempt.saveReport', { file: file.handle });
  };
  return (
    <>
      <section className={css.block}>
        <h2>{t.attempt.report.title}</h2>
        <div className={css.row}>
          <Button look="main" isDisabled={isPending} onPress={() => void print()}>
            {t.attempt.report.print}
          </Button>
          <Button isDisabled={isPending} onPress={() => void save()}>
            {t.attempt.report.save}
          </Button>
        </div>
        <div role="status">
          {isSent && <Notice mood="info">{t.closed.sent}</Notice>}
          {saved.length > 0 && (
            <Notice mood="good">
              <b>{t.attempt.report.saved}</b>
              {saved.map((path) => (
                <code key={path}>{path}</code>
              ))}
            </Notice>
          )}
        </div>
        <FaultNotice fault={fault} />
        <ProgressLine isPending={isPending} label={t.closed.printing} />
      </section>
      {record !== null && 'why' in record && (
        <Notice mood="warn">
          <b>{t.attempt.record.none}</b>
          <span>
            <ToldLine text={record.why} />
          </span>
        </Notice>
      )}
      {record !== null && 'hash' in record && (
        <section className={css.block}>
          <h2>{t.attempt.record.title}</h2>
          <p>{t.attempt.record.text}</p>
          <div className={css.headRow}>
            <Hash hash={record.hash} />
            <HashCode hex={record.hash.hex} label={t.attempt.record.code} />
          </div>
          <p>
            <code>{record.file}</code>
          </p>
        </section>
      )}
    </>
  );
}
