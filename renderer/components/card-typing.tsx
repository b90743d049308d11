import { type ClipboardEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import {
  cardLength,
  doubtsIn,
  eraseBefore,
  exchange,
  fillFrom,
  groupsInRow,
  pasteInto,
  placeOf,
  rowLetter,
  shortGroup,
  sizeOf,
  type Typed,
  typeInto,
} from '../logic/card-groups.ts';
import type { CheckCard } from '../state/card-desk.ts';
import { useCardCheck } from '../state/use-card-check.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import css from './card-typing.module.css';
import { CardVerdict } from './card-verdict.tsx';
import kit from './components.module.css';

interface CardTypingProps {
  readonly groups: readonly string[];
  readonly onChange: (groups: readonly string[]) => void;
  readonly check: CheckCard;
  /** The group that is typed in at once; null: none, and none can be seen. */
  readonly start: number | null;
  /** The text was refused, and it is said below why: it need not be said twice. */
  readonly isRefused: boolean;
}

/** Where a group stands on paper. */
function wordsOf(group: number): string {
  const place = placeOf(group);
  return t.reading.group(place.row, place.group);
}

/** What stands before the caret. */
function beforeCaret(input: HTMLInputElement): string {
  return input.value.slice(0, input.selectionStart ?? input.value.length);
}

/** A card's text, group by group. Only the group that is being typed can be seen: the room may look at a projector. */
export function CardTyping({ groups, onChange, check, start, isRefused }: CardTypingProps) {
  const [at, setAt] = useState(start);
  const inputs = useRef<(HTMLInputElement | null)[]>([]);
  // Where the caret goes once the group can be seen: exchanging its dots for its text would move it.
  const wanted = useRef<Pick<Typed, 'at' | 'caret'> | null>(start === null ? null : { at: start, caret: 0 });
  useLayoutEffect(() => {
    const input = wanted.current === null ? null : inputs.current[wanted.current.at];
    if (input === null || input === undefined) return;
    const caret = [...input.value].slice(0, wanted.current?.caret).join('').length;
    input.focus();
    input.setSelectionRange(caret, caret);
    wanted.current = null;
  });

  const go = (to: number, caret: number) => {
    if (inputs.current[to] === undefined || inputs.current[to] === null) return;
    wanted.current = { at: to, caret };
    setAt(to);
  };
  const take = (typed: Typed) => {
    wanted.current = typed;
    setAt(typed.at);
    onChange(typed.groups);
  };
  const lengthOf = (group: number) => [...(groups[group] ?? '')].length;
  const doubts = groups.flatMap((text, group) => doubtsIn(text, group).map((one) => ({ ...one, group })));
  const [first] = doubts;
  const doubt = doubts.find(({ group }) => group === at) ?? first;
  const put = (group: number, index: number, perhaps: string) =>
    take({
      groups: fillFrom(groups, group, exchange(groups[group] ?? '', index, perhaps)),
      at: group,
      caret: index + 1,
    });

  const move = (group: number, event: KeyboardEvent<HTMLInputElement>) => {
    const input = event.currentTarget;
    const isAtStart = input.selectionStart === 0 && input.selectionEnd === 0;
    const isAtEnd = input.selectionStart === input.value.length;
    const caret = [...beforeCaret(input)].length;
    const own = doubts.find((one) => one.group === group && one.perhaps !== null);
    if (event.key === 'Backspace' && isAtStart) take(eraseBefore(groups, group));
    else if (event.key === 'ArrowLeft' && isAtStart) go(group - 1, lengthOf(group - 1));
    else if (event.key === 'ArrowRight' && isAtEnd) go(group + 1, 0);
    else if (event.key === 'ArrowDown') go(group + groupsInRow, caret);
    else if (event.key === 'ArrowUp') go(group - groupsInRow, caret);
    else if (event.key === 'Enter' && own !== undefined && own.perhaps !== null)
      put(group, own.index, own.perhaps);
    else return;
    event.preventDefault();
  };
  const paste = (group: number, event: ClipboardEvent<HTMLInputElement>) => {
    event.preventDefault(); // an input of one line would drop the line feeds, and with them where rows begin
    const before = at === group ? beforeCaret(event.currentTarget) : '';
    take(pasteInto(groups, group, before, event.clipboardData.getData('text/plain')));
  };

  const text = groups.join('');
  const length = [...text].length;
  const worth = useCardCheck(length === cardLength ? text : null, check);
  const short = shortGroup(groups);
  const rows = Array.from({ length: Math.ceil(groups.length / groupsInRow) }, (_, row) => row);
  return (
    <>
      <p>{t.reading.typedText}</p>
      <div className={css.rows}>
        {rows.map((row) => (
          <fieldset key={row} className={css.row} aria-label={t.reading.row(rowLetter(row))}>
            <b aria-hidden="true">{rowLetter(row)}</b>
            {groups.slice(row * groupsInRow, (row + 1) * groupsInRow).map((characters, column) => {
              const group = row * groupsInRow + column;
              const hasDoubt = doubtsIn(characters, group).length > 0;
              return (
                <input
                  key={group}
                  ref={(input) => {
                    inputs.current[group] = input;
                  }}
                  className={`${css.group} ${hasDoubt ? css.doubt : ''}`}
                  aria-label={wordsOf(group)}
                  aria-invalid={hasDoubt}
                  value={at === group ? characters : '•'.repeat([...characters].length)}
                  autoComplete="off"
                  autoCapitalize="characters"
                  spellCheck={false}
                  onFocus={({ target }) => {
                    if (at === group) return;
                    // Now, and not when React comes to it: after this the browser puts the caret where it was clicked.
                    target.value = characters;
                    target.setSelectionRange(0, 0);
                    setAt(group);
                  }}
                  onBlur={() => setAt((now) => (now === group ? null : now))}
                  onChange={({ target }) => {
                    if (at === group) take(typeInto(groups, group, target.value, beforeCaret(target)));
                  }}
                  onKeyDown={(event) => move(group, event)}
                  onPaste={(event) => paste(group, event)}
                />
              );
            })}
          </fieldset>
        ))}
      </div>
      <p className={css.count}>
        <span>
          {length > cardLength
            ? t.reading.typedTooMany(length, cardLength)
            : t.reading.typedCount(length, cardLength)}
          {short !== null &&
            short !== at &&
            `. ${t.reading.shortGroup(wordsOf(short), lengthOf(short), sizeOf(short))}`}
        </span>
        <span>{at === null ? t.reading.nothingShown : t.reading.oneShown(wordsOf(at))}</span>
      </p>
      <div className={css.feedback}>
        <CardVerdict check={isRefused && worth?.status === 'wrong' ? null : worth} />
        <div role="status">
          {doubt !== undefined &&
            (doubt.perhaps === null
              ? t.reading.foreign(wordsOf(doubt.group), doubt.typed)
              : t.reading.doubt(wordsOf(doubt.group), doubt.typed, doubt.perhaps))}
        </div>
        {doubt !== undefined && (
          <div className={kit.row}>
            <Button look="small" onPress={() => put(doubt.group, doubt.index, doubt.perhaps ?? '?')}>
              {doubt.perhaps === null ? t.reading.foreignYes : t.reading.doubtYes(doubt.perhaps)}
            </Button>
            {doubt.perhaps !== null && doubt.group === at && <span>{t.reading.doubtEnter}</span>}
          </div>
        )}
      </div>
    </>
  );
}
