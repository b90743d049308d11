import { t } from '../strings/catalogue.ts';
import { Notice } from './notice.tsx';

/** Said at once where the text of a card was typed or scanned into a field that is for something public. */
export function CardRefused({ isCard }: { readonly isCard: boolean }) {
  return (
    <div role="alert">
      {isCard && (
        <Notice mood="bad">
          <b>{t.keys.isCard}</b>
          {t.keys.isCardText}
        </Notice>
      )}
    </div>
  );
}
