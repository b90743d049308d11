import type { CardReading } from '../../electron/contract/views.ts';
import { t } from '../strings/en.ts';
import { Button } from './button.tsx';
import typing from './card-typing.module.css';
import css from './components.module.css';
import { StepHeading } from './step-heading.tsx';

interface CardChangesProps {
  readonly changes: Extract<CardReading, { status: 'corrected' }>['changes'];
  readonly isPending: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Each character that was put right, for a person to look at on the card and say yes to. */
export function CardChanges({ changes, isPending, onYes, onNo }: CardChangesProps) {
  return (
    <section className={css.stack}>
      <StepHeading isPart>{t.reading.correctedTitle}</StepHeading>
      <p>{t.reading.correctedText}</p>
      <table className={typing.changes}>
        <thead>
          <tr>
            <th scope="col">{t.reading.place}</th>
            <th scope="col">{t.reading.typed1}</th>
            <th scope="col">{t.reading.corrected1}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ row, group, typed, corrected }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two changes can stand in one group
            <tr key={index}>
              <th scope="row">{t.reading.group(row, group)}</th>
              <td>
                <s>{typed}</s>
              </td>
              <td>
                <b>{corrected}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
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
