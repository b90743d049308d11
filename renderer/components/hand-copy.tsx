import { useState } from 'react';
import type { CardRow } from '../../electron/contract/views.ts';
import css from '../screens/ceremony/steps.module.css';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import typing from './card-copy.module.css';
import { HandCopyFacts } from './hand-copy-facts.tsx';
import { HandCopyPhrase } from './hand-copy-phrase.tsx';
import { FaultNotice, Notice } from './notice.tsx';
import { StepHeading } from './step-heading.tsx';

interface HandCopyProps {
  readonly card: number;
  readonly custodian: string;
  readonly onDone: () => void;
}

/**
 * A card copied by hand, in the order of a blank card: the rows and the phrase for the custodian alone, and only when
 * they are hidden again, what everybody may see.
 */
export function HandCopy({ card, custodian, onDone }: HandCopyProps) {
  const [part, setPart] = useState<'rows' | 'phrase' | 'facts'>('rows');
  const [phrase, setPhrase] = useState<string | null>(null);
  if (part === 'phrase' && phrase !== null) {
    return (
      <HandCopyPhrase
        custodian={custodian}
        phrase={phrase}
        onDone={() => {
          setPhrase(null);
          setPart('facts');
        }}
      />
    );
  }
  if (part === 'facts') return <HandCopyFacts card={card} custodian={custodian} onDone={onDone} />;
  return (
    <Rows
      custodian={custodian}
      onDone={(last) => {
        setPhrase(last);
        setPart(last === null ? 'facts' : 'phrase');
      }}
    />
  );
}

interface RowsProps {
  readonly custodian: string;
  readonly onDone: (phrase: string | null) => void;
}

/** The rows one at a time, each gone before the next is shown. */
function Rows({ custodian, onDone }: RowsProps) {
  const [row, setRow] = useState<{ readonly number: number; readonly shown: CardRow } | null>(null);
  /** What the last row brought; undefined until it was seen. */
  const [phrase, setPhrase] = useState<string | null | undefined>(undefined);
  const { ask, isPending, fault } = useAsk();
  const show = async (number: number) => {
    setRow(null);
    const shown = await ask('ceremony.showRow', { row: number });
    if (shown === null) return;
    setRow({ number, shown });
    if (number === shown.rows) setPhrase(shown.phrase);
  };
  const isLast = row !== null && row.number === row.shown.rows;
  return (
    <section className={css.block}>
      <StepHeading>{t.copy.title(custodian)}</StepHeading>
      <Notice mood="warn">{t.copy.projector}</Notice>
      {row === null ? (
        <p>{t.copy.text}</p>
      ) : (
        <div className={typing.row}>
          <b>{row.shown.letter}</b>
          {row.shown.groups.map((group, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a group can stand twice, its place cannot
            <code key={index}>{group}</code>
          ))}
        </div>
      )}
      <FaultNotice fault={fault} />
      <div className={css.row}>
        <Button
          look={isLast ? 'plain' : 'main'}
          isDisabled={isPending}
          onPress={() => void show(row === null || isLast ? 1 : row.number + 1)}
        >
          {row === null || isLast ? t.copy.first : t.copy.next}
        </Button>
        {row !== null && <Button onPress={() => setRow(null)}>{t.copy.hide}</Button>}
        {phrase !== undefined && (
          <Button look="main" isDisabled={isPending} onPress={() => onDone(phrase)}>
            {t.copy.done}
          </Button>
        )}
      </div>
    </section>
  );
}
