import type { RequestOf } from '../../electron/contract/channels.ts';
import { t } from '../strings/catalogue.ts';
import kit from './components.module.css';
import { Choice, Field } from './field.tsx';

type Declaration = RequestOf<'ceremony.writeStick'>['declaration'];

/** What is being said of a stick, half said included. */
export interface Declared {
  readonly kind: 'hardware' | 'none' | null;
  readonly reason: string;
}

/** Before anything is said. */
export const nothingDeclared: Declared = { kind: null, reason: '' };

/** What was said. @returns null while it is not said to its end */
export function declarationOf({ kind, reason }: Declared): Declaration {
  if (kind !== 'none') return kind === null ? null : { kind };
  return reason.trim() === '' ? null : { kind, reason };
}

interface DeclareProps {
  readonly declared: Declared;
  /** Who will read the reason, where it is not the journal. */
  readonly help?: string;
  readonly onChange: (declared: Declared) => void;
}

/** A stick that is not seen to be encrypted takes a word of the operator, which the journal keeps. */
export function Declare({ declared, help, onChange }: DeclareProps) {
  const { hardware, hardwareText, none, noneText, legend, reason, reasonHelp } = t.sticks.declare;
  return (
    <div className={kit.stack}>
      <Choice
        legend={legend}
        options={[
          { id: 'hardware', label: hardware, text: hardwareText },
          { id: 'none', label: none, text: noneText },
        ]}
        value={declared.kind}
        onChange={(kind) => onChange({ ...declared, kind })}
      />
      {declared.kind === 'none' && (
        <Field
          label={reason}
          help={help ?? reasonHelp}
          value={declared.reason}
          maxLength={500}
          onChange={(text) => onChange({ ...declared, reason: text })}
        />
      )}
    </div>
  );
}
