import { useId } from 'react';
import css from './components.module.css';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: string;
  readonly maxLength?: number;
  readonly isMono?: boolean;
  /** Shown as dots: the room may look at a projector. */
  readonly isHidden?: boolean;
  readonly rows?: number;
  readonly onEnter?: () => void;
}

/** A named line, or several, to type in. */
export function Field({
  label,
  value,
  onChange,
  help,
  maxLength = 120,
  isMono,
  isHidden,
  rows,
  onEnter,
}: FieldProps) {
  const id = useId();
  const shared = {
    id,
    value,
    maxLength,
    className: `${css.input} ${isMono ? css.mono : ''}`,
    autoComplete: 'off',
    autoCapitalize: 'off',
    spellCheck: false,
    'aria-describedby': help === undefined ? undefined : `${id}-help`,
  };
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      {help !== undefined && (
        <span className={css.help} id={`${id}-help`}>
          {help}
        </span>
      )}
      {rows === undefined ? (
        <input
          {...shared}
          type={isHidden === true ? 'password' : 'text'}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onEnter?.();
          }}
        />
      ) : (
        <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
      )}
    </div>
  );
}

interface CheckProps {
  readonly children: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

/** A yes that a person must say. */
export function Check({ children, isChecked, onChange }: CheckProps) {
  return (
    <label className={css.check}>
      <input type="checkbox" checked={isChecked} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}

interface ChoiceProps<Id extends string> {
  readonly legend: string;
  readonly options: readonly { readonly id: Id; readonly label: string; readonly text?: string }[];
  readonly value: Id | null;
  readonly onChange: (id: Id) => void;
  /** One below the other: where each has a sentence to itself. */
  readonly isWide?: boolean;
}

/** One of several ways. */
export function Choice<Id extends string>({ legend, options, value, onChange, isWide }: ChoiceProps<Id>) {
  const name = useId();
  return (
    <fieldset className={css.stack}>
      <legend>
        <b>{legend}</b>
      </legend>
      <div className={`${css.choices} ${isWide === true ? css.wide : ''}`}>
        {options.map(({ id, label, text }) => (
          <label key={id} className={css.choice}>
            <input type="radio" name={name} checked={value === id} onChange={() => onChange(id)} />
            <b>{label}</b>
            {text !== undefined && <small>{text}</small>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
