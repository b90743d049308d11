import { useState } from 'react';
import type { FolderView } from '../../../electron/contract/folder-views.ts';
import { Button } from '../../components/button.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { PluggedSticks } from '../../components/plugged-sticks.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { isWhole } from '../../components/stick-badges.tsx';
import { liesOn } from '../../state/lies-on.ts';
import { useCare, useStore } from '../../state/store.tsx';
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
  const { sticks } = useCare();
  const { drives } = useStore().state;
  const take = async (file: string) => {
    setOther(null);
    const answer = await ask('care.takeStick', { file, folderHash: null });
    setOther(answer?.sticks.at(-1) ?? null);
  };
  const choose = async () => {
    const [file] = (await ask('files.choose', { what: 'stick' })) ?? [];
    if (file !== undefined) await take(file.handle);
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
      <PluggedSticks
        isDisabled={isPending}
        onChoose={({ handle }) => handle !== null && void take(handle)}
        isChosen={(drive) => sticks.some(({ place }) => liesOn(place, drive))}
        wants="ceremony"
        isAwaited={ejected !== null}
      />
      {drives?.isWatched === true && ejected !== null && <p>{t.plugged.write.other}</p>}
      <div className={steps.row}>
        <Button look="main" isDisabled={isPending} onPress={() => void choose()}>
          {words.again}
        </Button>
      </div>
      <ProgressLine isPending={isPending} label={t.care.reading} />
    </>
  );
}
