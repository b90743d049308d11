import { type KeyboardEvent, useRef, useState } from 'react';
import {
  cardGroups,
  doubtsIn,
  exchange,
  fillFrom,
  groupSize,
  groupsInRow,
  rowLetter,
  tidy,
} from '../logic/card-groups.ts';
import { t } from '../strings/en.ts';
import { Button } from './button.tsx';
import css from './card-typing.module.css';

interface CardTypingProps {
  readonly groups: readonly string[];
  readonly onChange: (groups: readonly string[]) => void;
}

/** Where a group stands on paper. */
function place(group: number): string {
  return t.reading.group(rowLetter(Math.floor(group / groupsInRow)), (group % groupsInRow) + 1);
}

/** A card's text, group by group. Only the group that is being typed can be seen: the room may look at a projector. */
export function CardTyping({ groups, onChange }: CardTypingProps) {
  const [at, setAt] = useState<number | null>(null);
  const inputs = useRef<(HTMLInputElement | null)[]>([]);
  const rows = Array.from({ length: Math.ceil(groups.length / groupsInRow) }, (_, row) => row);
  const [doubt] = groups.flatMap((text, group) => doubtsIn(text, group).map((one) => ({ ...one, group })));

  const type = (group: number, value: string) => {
    onChange(fillFrom(groups, group, value).slice(0, cardGroups));
    inputs.current[Math.min(group + Math.floor(tidy(value).length / groupSize), cardGroups - 1)]?.focus();
  };
  const move = (group: number, event: KeyboardEvent<HTMLInputElement>) => {
    const input = event.currentTarget;
    const isAtStart = input.selectionStart === 0 && input.selectionEnd === 0;
    const isAtEnd = input.selectionStart === input.value.length;
    if ((event.key === 'Backspace' || event.key === 'ArrowLeft') && isAtStart)
      inputs.current[group - 1]?.focus();
    else if (event.key === 'ArrowRight' && isAtEnd) inputs.current[group + 1]?.focus();
    else if (event.key === 'ArrowDown') inputs.current[group + groupsInRow]?.focus();
    else if (event.key === 'ArrowUp') inputs.current[group - groupsInRow]?.focus();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <p>{t.reading.typedText}</p>
      <div className={css.rows}>
        {rows.map((row) => (
          <fieldset key={row} className={css.row} aria-label={t.reading.row(rowLetter(row))}>
            <b aria-hidden="true">{rowLetter(row)}</b>
            {groups.slice(row * groupsInRow, (row + 1) * groupsInRow).map((text, column) => {
              const group = row * groupsInRow + column;
              return (
                <input
                  key={group}
                  ref={(input) => {
                    inputs.current[group] = input;
                  }}
                  className={`${css.group} ${doubtsIn(text, group).length > 0 ? css.doubt : ''}`}
                  aria-label={place(group)}
                  value={at === group ? text : '•'.repeat(text.length)}
                  autoComplete="off"
                  autoCapitalize="characters"
                  spellCheck={false}
                  onFocus={() => setAt(group)}
                  onBlur={() => setAt(null)}
                  onChange={(event) => {
                    if (at === group) type(group, event.target.value);
                  }}
                  onKeyDown={(event) => move(group, event)}
                />
              );
            })}
          </fieldset>
        ))}
      </div>
      <div className={css.hint} role="status">
        {doubt === undefined ? (
          t.reading.typedCount(groups.join('').length, 82)
        ) : (
          <>
            {t.reading.doubt(place(doubt.group), doubt.typed, doubt.perhaps)}
            <Button
              look="small"
              onPress={() => {
                type(doubt.group, exchange(groups[doubt.group] ?? '', doubt.index, doubt.perhaps));
                inputs.current[doubt.group]?.focus();
              }}
            >
              {t.reading.doubtYes(doubt.perhaps)}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
