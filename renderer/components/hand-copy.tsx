import { useState } from 'react';
import type { CardRow } from '../../electron/contract/views.ts';
import css from '../screens/ceremony/steps.module.css';
import { useCeremony } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/en.ts';
import { Button } from './button.tsx';
import typing from './card-copy.module.css';
import { Hash } from './hash.tsx';
import { FaultNotice, Notice } from './notice.tsx';
import { StepHeading } from './step-heading.tsx';

/** A card copied by hand: its rows one at a time, each gone before the next is shown. */
export function HandCopy({ custodian, onDone }: { readonly custodian: string; readonly onDone: () => void }) {
  const { folderHash, setId, ceremonyId } = useCeremony();
  const [row, setRow] = useState<{ readonly number: number; readonly shown: CardRow } | null>(null);
  const [hasSeenAll, setSeenAll] = useState(false);
  const { ask, isPending, fault } = useAsk();
  const show = async (number: number) => {
    setRow(null);
    const shown = await ask('ceremony.showRow', { row: number });
    if (shown === null) return;
    setRow({ number, shown });
    if (number === shown.rows) setSeenAll(true);
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
        {hasSeenAll && (
          <Button
            look="main"
            isDisabled={isPending}
            onPress={() => {
              setRow(null);
              onDone();
            }}
          >
            {t.copy.done}
          </Button>
        )}
      </div>
      <h2>{t.copy.alsoTitle}</h2>
      <p>
        {t.bar.ceremonyId(ceremonyId)}, {t.sticks.setId} {setId}
      </p>
      {folderHash !== null && <Hash hash={folderHash} />}
    </section>
  );
}
