import { type Gap, removeAt, replaceAt } from '../logic/plan-form.ts';
import css from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import kit from './components.module.css';
import { Field } from './field.tsx';
import { GapLine } from './gap-line.tsx';

interface LineListProps {
  readonly legend: string;
  readonly help?: string;
  readonly lines: readonly string[];
  readonly fewest: number;
  /** Under which an open line is said. */
  readonly field: Gap['field'];
  readonly name: (number: number) => string;
  readonly add: string;
  readonly onChange: (lines: string[]) => void;
}

/** A list of names that grows and shrinks. */
export function LineList({ legend, help, lines, fewest, field, name, add, onChange }: LineListProps) {
  return (
    <fieldset className={kit.stack}>
      <legend>
        <b>{legend}</b>
      </legend>
      {help !== undefined && <span className={kit.help}>{help}</span>}
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place alone
        <div key={index} className={css.line}>
          <Field
            label={name(index + 1)}
            value={line}
            onChange={(value) => onChange(replaceAt(lines, index, value))}
          />
          <Button
            look="small"
            isDisabled={lines.length <= fewest}
            label={t.common.remove(name(index + 1))}
            onPress={() => onChange(removeAt(lines, index))}
          >
            −
          </Button>
          <GapLine field={field} number={index + 1} />
        </div>
      ))}
      <div className={css.row}>
        <Button look="small" isDisabled={lines.length >= 99} onPress={() => onChange([...lines, ''])}>
          {add}
        </Button>
      </div>
    </fieldset>
  );
}
