import { useState } from 'react';
import type { FolderView } from '../../../electron/contract/folder-views.ts';
import { Button } from '../../components/button.tsx';
import { CareStickMark } from '../../components/care-stick-mark.tsx';
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
import type { CareScreenProps } from './care-place.ts';
import type { DeedOf } from './deed-done.tsx';

/** A copy was written: it is believed once it came back. */
export function DeedCopied({
  deed: { place, ejected, verified },
  onGo,
}: { readonly deed: DeedOf<'copied'> } & CareScreenProps) {
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
        <CareStickMark stick={verified} sticks={sticks} />
        <Notice mood="good">{words.verifiedText}</Notice>
        <p>{words.retire}</p>
      </>
    );
  }
  const isRotten = other !== null && !isWhole(other);
  return (
    <>
      {isRotten ? (
        <StepHeading key="rotten">{words.rottenTitle}</StepHeading>
      ) : (
        <StepHeading key="written">{words.done}</StepHeading>
      )}
      <code>{place}</code>
      {ejected !== null && !isRotten && (
        <Notice mood={ejected === 'failed' || ejected === 'by-hand' ? 'warn' : 'good'}>
          {t.sticks.ejected[ejected]}
        </Notice>
      )}
      {!isRotten && <p className={steps.large}>{ejected === null ? words.toDoFolder : words.toDo}</p>}
      <FaultNotice fault={fault} />
      <div role="alert">
        {other !== null && (
          <Notice mood="bad">
            <b>{isRotten ? words.rotten : words.other(other.number)}</b>{' '}
            <CareStickMark stick={other.number} sticks={sticks} />
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
        {isRotten && (
          <Button look="main" isDisabled={isPending} onPress={() => onGo('copy')}>
            {words.elsewhere}
          </Button>
        )}
        <Button look={isRotten ? 'plain' : 'main'} isDisabled={isPending} onPress={() => void choose()}>
          {words.again}
        </Button>
      </div>
      <ProgressLine isPending={isPending} label={t.care.reading} />
    </>
  );
}
