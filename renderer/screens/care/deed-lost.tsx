import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { Notice } from '../../components/notice.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { t } from '../../strings/catalogue.ts';
import steps from '../ceremony/steps.module.css';
import css from './care.module.css';
import type { CareScreenProps } from './care-place.ts';
import type { DeedOf } from './deed-done.tsx';

/** What a loss leaves, and what to do about it: below the threshold it cannot be overlooked. */
export function DeedLost({ deed, onGo }: { readonly deed: DeedOf<'lost'> } & CareScreenProps) {
  const { card, stick, lost, left, threshold } = deed;
  const words = t.care.lost;
  const isExposed = lost.length >= threshold && threshold > 0;
  // Too few are left to open the bundle: no re-share is possible any more.
  const isBelow = left < threshold;
  return (
    <>
      <StepHeading>{card === null ? words.doneStick(stick ?? '') : words.doneCard(card)}</StepHeading>
      {lost.length > 0 && <Left left={left} threshold={threshold} isExposed={isExposed} />}
      {lost.length > 0 && <p>{words.all(lost)}</p>}
      {isBelow && isExposed && (
        <Notice mood="bad">
          <ol className={steps.todo}>
            <li>
              <b>{words.rotate(threshold)}</b>
            </li>
            <li>
              <b>{words.sealAnew}</b>
            </li>
          </ol>
        </Notice>
      )}
      {!isBelow && isExposed && (
        <Notice mood="bad">
          <b>{words.rotate(threshold)}</b>
        </Notice>
      )}
      {lost.length > 0 && !isBelow && <Notice mood="warn">{words.power}</Notice>}
      {stick !== null && (
        <>
          <Notice mood="warn">{words.sealed}</Notice>
          <div className={steps.row}>
            <Button onPress={() => onGo('copy')}>{words.copyNow}</Button>
          </div>
        </>
      )}
    </>
  );
}

interface LeftProps {
  readonly left: number;
  readonly threshold: number;
  /** Enough cards are lost to open the bundle: what to do stands below, in its order. */
  readonly isExposed: boolean;
}

function Left({ left, threshold, isExposed }: LeftProps) {
  const words = t.care.lost;
  if (left < threshold) {
    return (
      <div role="alert" className={css.loud}>
        <b>
          <Icon name="bad" />
          {words.below(left, threshold)}
        </b>
        <span>{isExposed ? words.nothing : words.belowText}</span>
      </div>
    );
  }
  return (
    <Notice mood={left === threshold ? 'bad' : 'warn'}>
      <b>{left === threshold ? words.exact(left) : words.spare(left, threshold)}</b>
    </Notice>
  );
}
