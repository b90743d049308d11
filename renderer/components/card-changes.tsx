import type { CardReading } from '../../electron/contract/views.ts';
import { type ChangedGroup, changedGroups } from '../logic/changed-groups.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import typing from './card-typing.module.css';
import css from './components.module.css';
import { StepHeading } from './step-heading.tsx';

interface CardChangesProps {
  readonly changes: Extract<CardReading, { status: 'corrected' }>['changes'];
  /** What was typed. */
  readonly text: string;
  readonly isPending: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Each character that was put right, for a person to look at on the card and say yes to. */
export function CardChanges({ changes, text, isPending, onYes, onNo }: CardChangesProps) {
  return (
    <section className={css.stack}>
      <StepHeading isPart>{t.reading.correctedTitle}</StepHeading>
      <p>{t.reading.correctedText}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={typing.scroll} tabIndex={0} aria-label={t.reading.correctedTitle}>
        <table className={typing.changes}>
          <thead>
            <tr>
              <th scope="col">{t.reading.place}</th>
              <th scope="col">{t.reading.typed1}</th>
              <th scope="col">{t.reading.corrected1}</th>
            </tr>
          </thead>
          <tbody>
            {changedGroups(changes, text).map((group) => (
              <Changed key={`${group.row}${group.group}`} changed={group} />
            ))}
          </tbody>
        </table>
      </section>
      <div className={css.row}>
        <Button look="main" isDisabled={isPending} onPress={onYes}>
          {t.reading.yes}
        </Button>
        <Button isDisabled={isPending} onPress={onNo}>
          {t.reading.no}
        </Button>
      </div>
    </section>
  );
}

/** One group of the card, as it was typed and as it is to be. */
function Changed({ changed: { row, group, changes, typed, corrected } }: { readonly changed: ChangedGroup }) {
  const places = changes.map(({ place }) => place);
  return (
    <tr>
      <th scope="row">
        {t.reading.group(row, group)}
        {changes.map((change) => (
          <small key={change.place}>{t.reading.change(change.place, change.typed, change.corrected)}</small>
        ))}
      </th>
      <td>
        <Marked text={typed} places={places} />
      </td>
      <td>
        <Marked text={corrected} places={places} />
      </td>
    </tr>
  );
}

/** A group with its changed characters marked. @param places from 1 */
function Marked({ text, places }: { readonly text: string; readonly places: readonly number[] }) {
  return [...text].map((character, index) => {
    const Mark = places.includes(index + 1) ? 'mark' : 'span';
    // biome-ignore lint/suspicious/noArrayIndexKey: a character is known by its place alone
    return <Mark key={index}>{character}</Mark>;
  });
}
