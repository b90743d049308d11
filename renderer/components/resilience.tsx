import { useEffect, useState } from 'react';
import type { ResilienceView } from '../../electron/contract/views.ts';
import { isWorthAsking } from '../logic/plan-form.ts';
import { placesHeld } from '../logic/resilience-picture.ts';
import css from '../screens/ceremony/steps.module.css';
import type { Fault } from '../state/fault.ts';
import { useDrafts } from '../state/store.tsx';
import { t } from '../strings/en.ts';
import kit from './components.module.css';
import { Icon } from './icons.tsx';
import { Notice } from './notice.tsx';
import { ResiliencePicture } from './resilience-picture.tsx';

interface ResilienceProps {
  readonly resilience: ResilienceView | null;
  /** Why what was filled in is no plan yet. */
  readonly fault: Fault | null;
}

/** What a choice of people and places survives: as a picture at once, and in words as soon as the worker has read it. */
export function Resilience({ resilience, fault }: ResilienceProps) {
  const [{ form, plan, planFrom }] = useDrafts();
  const isForm = planFrom === 'form';
  const source = isForm ? form : plan;
  const isAwaited = isForm && resilience === null && fault === null && isWorthAsking(form);
  const shown = useLastShown(resilience, isAwaited);
  return (
    <>
      {source !== null && (
        <ResiliencePicture
          places={placesHeld(source.custodians)}
          threshold={source.threshold}
          keepsRoom={resilience === null}
        />
      )}
      {shown === null ? (
        <Notice mood="info">
          {fault === null ? (
            isForm ? (
              t.people.incomplete
            ) : (
              t.people.noFile
            )
          ) : (
            <>
              <b>
                {t.people.notYet}: {fault.message}
              </b>
              {fault.hint}
            </>
          )}
        </Notice>
      ) : (
        <Words resilience={shown} isAwaited={isAwaited} />
      )}
    </>
  );
}

/** The last words stay until the next are there: what stands below them would jump at every letter. */
function useLastShown(resilience: ResilienceView | null, isAwaited: boolean): ResilienceView | null {
  const [last, setLast] = useState(resilience);
  useEffect(() => {
    if (resilience !== null || !isAwaited) setLast(resilience);
  }, [resilience, isAwaited]);
  return resilience ?? (isAwaited ? last : null);
}

function Words({
  resilience,
  isAwaited,
}: {
  readonly resilience: ResilienceView;
  readonly isAwaited: boolean;
}) {
  const { sentences, warnings, matrix } = resilience;
  return (
    <div className={kit.stack} aria-busy={isAwaited}>
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
                  <th key={place} scope="col" className={css.placeHead}>
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
                      <Icon name={isSurvived ? 'good' : 'bad'} /> {cardsLeft}
                      <span className={kit.unseen}>{isSurvived ? t.people.survived : t.people.lost}</span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
