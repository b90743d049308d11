import type { CardCheck } from '../../electron/contract/views.ts';
import { faultWords } from '../logic/fault-words.ts';
import { t } from '../strings/catalogue.ts';
import css from './card-typing.module.css';
import { Icon } from './icons.tsx';
import { Original } from './original.tsx';

const looks = { right: 'good', correctable: 'warn', wrong: 'bad' } as const;

/** What the typed text is worth, in word, sign and frame. */
export function CardVerdict({ check }: { readonly check: CardCheck | null }) {
  const wrong = check?.status === 'wrong' ? faultWords(check) : null;
  return (
    <div role="status">
      {check !== null && (
        <p className={`${css.verdict} ${css[check.status]}`}>
          <Icon name={looks[check.status]} />
          <b>
            {check.status === 'right' && t.reading.checkRight}
            {check.status === 'correctable' && t.reading.checkCorrectable(check.changes)}
            {wrong !== null && t.reading.checkWrong(wrong.text)}
          </b>
          {wrong !== null && (
            <span>
              {wrong.remedy !== null && `${t.common.remedy}: ${wrong.remedy}`}
              <Original text={wrong.original} />
            </span>
          )}
        </p>
      )}
    </div>
  );
}
