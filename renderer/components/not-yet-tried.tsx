import type { DriveView } from '../../electron/contract/drives-views.ts';
import { t } from '../strings/catalogue.ts';
import kit from './components.module.css';

/** Beside drives that were found in a way nobody has tried yet on such a system; nothing beside others. */
export function NotYetTried({ drives }: { readonly drives: readonly Pick<DriveView, 'notYetTried'>[] }) {
  if (!drives.some(({ notYetTried }) => notYetTried)) return null;
  return <p className={kit.help}>{t.plugged.notYetTried}</p>;
}
