import type { CardCheck } from '../../electron/contract/views.ts';
import { t } from '../strings/en.ts';
import css from './card-typing.module.css';
import { Icon } from './icons.tsx';

const looks = { right: 'good', correctable: 'warn', wrong: 'bad' } as const;

/** What the typed text is worth, in word, sign and frame. */
export function CardVerdict({ check }: { readonly check: CardCheck | null }) {
  return (
    <div role="status">
      {check !== null && (
        <p className={`${css.verdict} ${css[check.status]}`}>
          <Icon name={looks[check.status]} />
          <b>
            {check.status === 'right' && t.reading.checkRight}
            {check.status === 'correctable' && t.reading.checkCorrectable(check.changes)}
            {check.status === 'wrong' && t.reading.checkWrong(check.message)}
          </b>
          {check.status === 'wrong' && check.hint !== null && (
            <span>
              {t.common.remedy}: {check.hint}
            </span>
          )}
        </p>
      )}
    </div>
  );
}
