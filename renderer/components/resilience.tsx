import { useEffect, useId, useState } from 'react';
import type { ResilienceView } from '../../electron/contract/views.ts';
import { faultWords } from '../logic/fault-words.ts';
import { gapsOf, isWorthAsking, spreadKey } from '../logic/plan-form.ts';
import { placesHeld } from '../logic/resilience-picture.ts';
import css from '../screens/ceremony/steps.module.css';
import type { Fault } from '../state/fault.ts';
import { useDrafts } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import kit from './components.module.css';
import { Icon } from './icons.tsx';
import { Notice } from './notice.tsx';
import { Original } from './original.tsx';
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
  const [gap] = isForm ? gapsOf(form) : [];
  const { shown, isStale } = useLastShown(resilience, isAwaited, isForm ? spreadKey(form) : '');
  return (
    <>
      {source !== null && (
        <ResiliencePicture
          places={placesHeld(source.custodians)}
          threshold={source.threshold}
          sticks={{
            stickLocations: 'stickPlaces' in source ? source.stickPlaces : source.stickLocations,
            sticks: 'sticks' in source ? source.sticks : source.stickLocations.length,
          }}
          keepsRoom={resilience === null}
        />
      )}
      {shown === null ? (
        <Notice mood="info">
          {gap !== undefined ? (
            <>
              <b>
                {t.people.notYet}: {t.people.gap(gap)}
              </b>
              {t.people.incomplete}
            </>
          ) : fault !== null ? (
            <>
              <b>
                {t.people.notYet}: {faultWords(fault).text}
              </b>
              {faultWords(fault).remedy}
              <Original text={faultWords(fault).original} />
            </>
          ) : isForm ? (
            t.people.reading
          ) : (
            t.people.noFile
          )}
        </Notice>
      ) : (
        <Words resilience={shown} isAwaited={isAwaited} isStale={isStale} />
      )}
    </>
  );
}

/**
 * The last words keep their room until the next are there: what stands below them would jump at every letter. They are
 * stale, and not to be seen, as soon as people and places are others than those they speak of.
 */
function useLastShown(
  resilience: ResilienceView | null,
  isAwaited: boolean,
  spread: string,
): { readonly shown: ResilienceView | null; readonly isStale: boolean } {
  const [last, setLast] = useState({ resilience, spread });
  useEffect(() => {
    if (resilience !== null || !isAwaited) setLast({ resilience, spread });
  }, [resilience, isAwaited, spread]);
  const shown = resilience ?? (isAwaited ? last.resilience : null);
  return { shown, isStale: resilience === null && last.spread !== spread };
}

interface WordsProps {
  readonly resilience: ResilienceView;
  readonly isAwaited: boolean;
  readonly isStale: boolean;
}

function Words({ resilience, isAwaited, isStale }: WordsProps) {
  const { sentences, warnings, matrix } = resilience;
  const id = useId();
  return (
    <div className={`${kit.stack} ${isStale ? css.stale : ''}`} aria-busy={isAwaited}>
      {warnings.map((warning) => (
        <Notice key={warning.text} mood="warn">
          {t.told.concern(warning)}
        </Notice>
      ))}
      <ul className={css.sentences}>
        {sentences.map((sentence) => (
          <li key={sentence.text}>{t.told.survival(sentence)}</li>
        ))}
      </ul>
      {matrix !== null && (
        <p id={id} className={kit.help}>
          {t.people.matrixCaption}
        </p>
      )}
      {matrix !== null && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className={css.scroll} tabIndex={0} aria-labelledby={id}>
          <table className={css.matrix} aria-labelledby={id}>
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
                  {row.map(({ cardsLeft, sticksLeft, isSurvived }, column) => (
                    <td key={matrix.places[column]} className={isSurvived ? css.survived : css.lost}>
                      <Icon name={isSurvived ? 'good' : 'bad'} />{' '}
                      {sticksLeft < 1 ? (
                        <span className={css.noStick}>{t.people.noStick}</span>
                      ) : (
                        <>
                          {cardsLeft}
                          <span className={kit.unseen}>{isSurvived ? t.people.survived : t.people.lost}</span>
                        </>
                      )}
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
