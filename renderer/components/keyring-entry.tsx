import { useId } from 'react';
import { t } from '../strings/catalogue.ts';
import kit from './components.module.css';

/** The two lines of one source; null while they are not drawn. */
export interface KeyringLines {
  one: HTMLInputElement | null;
  again: HTMLInputElement | null;
}

interface KeyringEntryProps {
  readonly source: string;
  /** Where whoever sends it reads it from: what is typed is in no state of ours. */
  readonly lines: KeyringLines;
}

/** Where the password of a source's keyring is typed, unseen and twice. */
export function KeyringEntry({ source, lines }: KeyringEntryProps) {
  const id = useId();
  const shared = {
    type: 'password',
    className: `${kit.input} ${kit.mono}`,
    maxLength: 256,
    autoComplete: 'off',
    spellCheck: false,
  } as const;
  return (
    <details className={kit.more}>
      <summary>{t.keyStep.keyring.open(source)}</summary>
      <div className={kit.stack}>
        <p>{t.keyStep.keyring.text}</p>
        <div className={kit.field}>
          <label htmlFor={`${id}-one`}>{t.keyStep.keyring.one(source)}</label>
          <input
            {...shared}
            id={`${id}-one`}
            ref={(line) => {
              lines.one = line;
            }}
          />
        </div>
        <div className={kit.field}>
          <label htmlFor={`${id}-again`}>{t.keyStep.keyring.again}</label>
          <input
            {...shared}
            id={`${id}-again`}
            ref={(line) => {
              lines.again = line;
            }}
          />
        </div>
      </div>
    </details>
  );
}
