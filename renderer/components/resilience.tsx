import type { ResilienceView } from '../../electron/contract/views.ts';
import css from '../screens/ceremony/steps.module.css';
import type { Fault } from '../state/fault.ts';
import { t } from '../strings/en.ts';
import { Icon } from './icons.tsx';
import { Notice } from './notice.tsx';

interface ResilienceProps {
  readonly resilience: ResilienceView | null;
  /** Why what was filled in is no plan yet. */
  readonly fault: Fault | null;
}

/** What a choice of people and places survives: in words, and as a square of places. */
export function Resilience({ resilience, fault }: ResilienceProps) {
  if (resilience === null) {
    return (
      <Notice mood="info">
        {fault === null ? (
          t.people.incomplete
        ) : (
          <>
            <b>
              {t.people.notYet}: {fault.message}
            </b>
            {fault.hint}
          </>
        )}
      </Notice>
    );
  }
  const { sentences, warnings, matrix } = resilience;
  return (
    <>
      {warnings.map((warning) => (
        <Notice key={warning} mood="warn">
          {warning}
        </Notice>
      ))}
      <ul className={css.sentences}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {matrix !== null && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className={css.scroll} tabIndex={0} aria-label={t.people.matrixCaption}>
          <table className={css.matrix}>
            <caption>{t.people.matrixCaption}</caption>
            <thead>
              <tr>
                <td />
                {matrix.places.map((place) => (
                  <th key={place} scope="col">
                    {place}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {matrix.rows.map((row, index) => (
                <tr key={matrix.places[index]}>
                  <th scope="row">{matrix.places[index]}</th>
                  {row.map(({ cardsLeft, isSurvived }, column) => (
                    <td key={matrix.places[column]} className={isSurvived ? css.survived : css.lost}>
                      <Icon name={isSurvived ? 'good' : 'bad'} /> {cardsLeft}{' '}
                      {isSurvived ? t.people.survived : t.people.lost}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
