import { useState } from 'react';
import type { RequestOf } from '../../electron/contract/channels.ts';
import { Button } from '../components/button.tsx';
import { Hash } from '../components/hash.tsx';
import { LeaveButtons } from '../components/leave-button.tsx';
import { FaultNotice, Notice } from '../components/notice.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { HashCode } from '../components/qr.tsx';
import { StepHeading } from '../components/step-heading.tsx';
import { useCeremony, useDrafts } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import css from './ceremony/steps.module.css';

/** The end: papers, the closing head, what to do now, and what is due when. */
export function Closed() {
  const { closingHead, undelivered, isRehearsal, plan } = useCeremony();
  const [{ papers }, change] = useDrafts();
  const { ask, isPending, fault } = useAsk();
  const [sent, setSent] = useState<string | null>(null);
  const print = async (paper: RequestOf<'ceremony.printPaper'>['paper']) => {
    setSent(null);
    if ((await ask('ceremony.printPaper', { paper })) === null) return;
    setSent(paper);
    change({ kind: 'entry', listing: 'papers', id: paper, value: (papers[paper] ?? 0) + 1 });
  };
  const receipts = papers['receipt'] ?? 0;
  const todo = isRehearsal ? t.closed.todoRehearsal : t.closed.todo;
  return (
    <>
      <StepHeading>{t.closed.title}</StepHeading>
      <Notice mood="good">{t.closed.letGo}</Notice>
      {undelivered.length > 0 && <Notice mood="warn">{t.closed.undelivered(undelivered)}</Notice>}
      <section className={css.block}>
        <h2>{t.closed.papers}</h2>
        <div className={css.row}>
          <Button look="main" isDisabled={isPending} onPress={() => void print('transcript')}>
            {t.closed.transcript}
          </Button>
          <Button isDisabled={isPending} onPress={() => void print('receipt')}>
            {t.closed.receipt}
          </Button>
        </div>
        <div role="status">
          {sent !== null && (
            <Notice mood="info">
              <b>{t.closed.sent}</b>
              {sent === 'receipt' && t.closed.receipts(receipts, plan?.witnesses.length ?? 0)}
            </Notice>
          )}
        </div>
        <FaultNotice fault={fault} />
        <ProgressLine isPending={isPending} label={t.closed.printing} />
      </section>
      {closingHead !== null && (
        <section className={css.block}>
          <h2>{t.closed.head}</h2>
          <p>{t.closed.headHelp}</p>
          <div className={css.headRow}>
            <Hash hash={closingHead} />
            <HashCode hex={closingHead.hex} label={t.closed.headCode} />
          </div>
        </section>
      )}
      <section className={css.block}>
        <h2>{t.closed.thenDo}</h2>
        <ol className={css.todo}>
          {todo.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </section>
      {!isRehearsal && <Due />}
      <section className={css.block}>
        <p>{t.closed.endText}</p>
        <LeaveButtons
          question={
            (papers['transcript'] ?? 0) > 0
              ? null
              : { title: t.closed.leaveTitle, text: t.closed.leaveText, stay: t.closed.leaveStay }
          }
        />
      </section>
    </>
  );
}

/** What a plan asks for from here on. In a rehearsal nothing is kept, so nothing is due. */
function Due() {
  const { due } = useCeremony();
  return (
    <section className={css.block}>
      <h2>{t.closed.due}</h2>
      <table className={css.due}>
        <thead>
          <tr>
            <th scope="col">{t.closed.dueOn}</th>
            <th scope="col">{t.closed.dueWhat}</th>
            <th scope="col">{t.closed.dueThen}</th>
          </tr>
        </thead>
        <tbody>
          {due.map((one) => (
            <tr key={one.interval}>
              <td>
                <time dateTime={one.on}>
                  {one.on}
                  <small>{t.common.day(one.on)}</small>
                </time>
              </td>
              <th scope="row">{t.told.due(one)}</th>
              <td>{t.closed.dueEvery(one.everyDays)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
