import type { SpoolView } from '../../electron/contract/views.ts';
import { t } from '../strings/catalogue.ts';
import kit from './components.module.css';
import { Notice } from './notice.tsx';

/** Whether the print spool still keeps what was printed, and how it is emptied. */
export function SpoolNotice({ spool }: { readonly spool: SpoolView | null }) {
  if (spool === null) return null;
  const { state, files, folder } = spool;
  const isQuiet = state === 'empty' || state === 'none';
  return (
    <Notice mood={state === 'holds' ? 'bad' : isQuiet ? 'info' : 'warn'}>
      <b>{t.spool.state[state](files, folder)}</b>
      <span className={kit.body}>{isQuiet ? t.spool.printers : t.spool.remedy}</span>
    </Notice>
  );
}
