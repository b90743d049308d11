import type { DutyView } from '../../electron/contract/folder-views.ts';
import css from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';
import { Badge, Notice } from './notice.tsx';

interface Duties {
  readonly duties: readonly DutyView[];
}

/** What is overdue, said loudest. */
export function OverdueNotice({ duties }: Duties) {
  if (duties.length === 0) return null;
  const overdue = duties.filter(({ overdueDays }) => overdueDays > 0);
  if (overdue.length === 0) {
    return (
      <Badge icon="good" mood="good">
        {t.attempt.duties.none}
      </Badge>
    );
  }
  return (
    <Notice mood="bad">
      <b>{t.attempt.duties.overdue}</b>
      {overdue.map(({ duty, overdueDays }) => (
        <span key={duty}>{t.attempt.duties.overdueBy(t.attempt.duties.names[duty], overdueDays)}</span>
      ))}
    </Notice>
  );
}

/** What the manifest promises to have done every so many days, and when each is due. */
export function DutyTable({ duties }: Duties) {
  if (duties.length === 0) return null;
  return (
    <table className={css.due}>
      <thead>
        <tr>
          <th scope="col">{t.attempt.duties.duty}</th>
          <th scope="col">{t.attempt.duties.last}</th>
          <th scope="col">{t.attempt.duties.next}</th>
        </tr>
      </thead>
      <tbody>
        {duties.map(({ duty, lastDone, nextDue, overdueDays }) => (
          <tr key={duty}>
            <th scope="row">{t.attempt.duties.names[duty]}</th>
            <td>
              {lastDone === null ? (
                t.attempt.duties.ceremony
              ) : (
                <time dateTime={lastDone}>{t.common.day(lastDone)}</time>
              )}
            </td>
            <td>
              <time dateTime={nextDue}>{t.common.day(nextDue)}</time>
              {overdueDays > 0 && <> ({t.attempt.duties.late(overdueDays)})</>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Both together. */
export function DutyList({ duties }: Duties) {
  return (
    <>
      <OverdueNotice duties={duties} />
      <DutyTable duties={duties} />
    </>
  );
}
