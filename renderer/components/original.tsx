import { t } from '../strings/catalogue.ts';
import css from './components.module.css';

/** The worker's own English words, small, below what was made of them: they may name what the others do not. */
export function Original({ text }: { readonly text: string | null }) {
  if (text === null) return null;
  return (
    <small className={css.original}>
      {t.common.original} <span lang="en">{text}</span>
    </small>
  );
}
