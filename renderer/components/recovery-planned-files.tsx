import type { RestorePlanView } from '../../electron/contract/attempt-views.ts';
import { modeDigits } from '../logic/mode-digits.ts';
import css from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';
import own from './recovery.module.css';

type PlannedFile = RestorePlanView['files'][number];

/** Every file that would be written, with its mode. */
export function PlannedFiles({ files }: Pick<RestorePlanView, 'files'>) {
  return (
    <section className={css.block}>
      <h2>{t.recovery.plan.files}</h2>
      <table className={own.table}>
        <thead>
          <tr>
            <th scope="col">{t.recovery.plan.file}</th>
            <th scope="col">{t.recovery.plan.mode}</th>
            <th scope="col">{t.recovery.plan.size}</th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.path}>
              <th scope="row">
                <code>{file.path}</code>
                {aboutOf(file) !== null && <small>{aboutOf(file)}</small>}
              </th>
              <td className={own.fixed}>
                <code>{modeDigits(file.mode)}</code>
              </td>
              <td>{t.common.byteCount(file.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What people must know of it; null where its name says it all. */
function aboutOf({ isSigningKey, isSigningState, from }: PlannedFile): string | null {
  if (isSigningKey) return t.recovery.plan.signsLast;
  if (!isSigningState) return null;
  return from === null ? `${t.recovery.plan.isState}, ${t.recovery.plan.made}` : t.recovery.plan.isState;
}
