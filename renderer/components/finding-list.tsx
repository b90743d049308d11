import type { FindingView } from '../../electron/contract/folder-views.ts';
import { t } from '../strings/catalogue.ts';
import css from './components.module.css';
import { Notice } from './notice.tsx';
import { ToldLine } from './told-line.tsx';

const order = ['tampering', 'addition', 'note'] as const;
const moods = { tampering: 'bad', addition: 'warn', note: 'info' } as const;

/** What reading a folder brought to light, the gravest first: what it means in plain words, then custody's own. */
export function FindingList({ findings }: { readonly findings: readonly FindingView[] }) {
  return order.map((severity) => {
    const own = findings.filter((finding) => finding.severity === severity);
    if (own.length === 0) return null;
    return (
      <Notice key={severity} mood={moods[severity]}>
        <b>{t.attempt.findings[severity]}</b>
        <span className={css.body}>{t.attempt.findingsText[severity]}</span>
        <ul className={css.body}>
          {own.map(({ message }) => (
            <li key={message}>
              <ToldLine text={message} />
            </li>
          ))}
        </ul>
      </Notice>
    );
  });
}
