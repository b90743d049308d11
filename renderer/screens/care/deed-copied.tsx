import { useState } from 'react';
import type { FolderView } from '../../../electron/contract/folder-views.ts';
import { Button } from '../../components/button.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { isWhole } from '../../components/stick-badges.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import steps from '../ceremony/steps.module.css';
import type { DeedOf } from './deed-done.tsx';

/** A copy was written: it is believed once it came back. */
export function DeedCopied({ deed: { place, ejected, verified } }: { readonly deed: DeedOf<'copied'> }) {
  const { ask, isPending, fault } = useAsk();
  /** What was chosen and is not the copy, or not as it was written. */
  const [other, setOther] = useState<FolderView | null>(null);
  const words = t.care.copy;
  const choose = async () => {
    const [file] = (await ask('files.choose', { what: 'stick' })) ?? [];
    if (file === undefined) return;
    setOther(null);
    const answer = await ask('care.takeStick', { file: file.handle, folderHash: null });
    setOther(answer?.sticks.at(-1) ?? null);
  };
  if (verified !== null) {
    return (
      <>
        <StepHeading key="verified">{words.verified(verified)}</StepHeading>
        <Notice mood="good">{words.verifiedText}</Notice>
        <p>{words.retire}</p>
      </>
    );
  }
  return (
    <>
      <StepHeading key="written">{words.done}</StepHeading>
      <code>{place}</code>
      {ejected !== null && (
        <Notice mood={ejected === 'failed' || ejected === 'by-hand' ? 'warn' : 'good'}>
          {t.sticks.ejected[ejected]}
        </Notice>
      )}
      <p className={steps.large}>{ejected === null ? words.toDoFolder : words.toDo}</p>
      <FaultNotice fault={fault} />
      <div role="alert">
        {other !== null && (
          <Notice mood="bad">
            <b>{isWhole(other) ? words.other(other.number) : words.rotten}</b>
          </Notice>
        )}
      </div>
      <div className={steps.row}>
        <Button look="main" isDisabled={isPending} onPress={() => void choose()}>
          {words.again}
        </Button>
      </div>
      <ProgressLine isPending={isPending} label={t.care.reading} />
    </>
  );
}
