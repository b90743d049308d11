import { Button } from '../../components/button.tsx';
import { CareStanding } from '../../components/care-standing.tsx';
import { CareStick } from '../../components/care-stick.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { PluggedSticks } from '../../components/plugged-sticks.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { isWhole } from '../../components/stick-badges.tsx';
import { liesOn } from '../../state/lies-on.ts';
import { useCare, useStore } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import steps from '../ceremony/steps.module.css';
import css from './care.module.css';
import type { CareScreenProps } from './care-place.ts';

/** The sticks on the table, and the four doors. */
export function StickTable({ onGo }: CareScreenProps) {
  const { sticks, deed } = useCare();
  const { drives } = useStore().state;
  const { ask, isPending, fault } = useAsk();
  const take = async (file: string) => {
    const before = deed?.kind === 'copied' ? deed.verified : null;
    const answer = await ask('care.takeStick', { file, folderHash: null });
    // The copy came back: what became of it is told where it was made.
    if (answer?.deed?.kind === 'copied' && answer.deed.verified !== before) onGo('deed');
  };
  const choose = async () => {
    const [file] = (await ask('files.choose', { what: 'stick' })) ?? [];
    if (file !== undefined) await take(file.handle);
  };
  const isAnyWhole = sticks.some(isWhole);
  const doors = [
    { place: 'handover', title: t.care.doorHandover, text: t.care.doorHandoverText },
    { place: 'loss', title: t.care.doorLost, text: t.care.doorLostText },
    { place: 'compare', title: t.care.doorCompare, text: t.care.doorCompareText },
    { place: 'copy', title: t.care.doorCopy, text: t.care.doorCopyText },
  ] as const;
  const open = doors.filter(({ place }) => isAnyWhole || place === 'compare');
  return (
    <>
      <StepHeading>{t.care.title}</StepHeading>
      <p className={steps.large}>{t.care.lead}</p>
      {sticks.length > 0 && (
        <CareStanding sticks={sticks} isPending={isPending} onCompare={() => onGo('compare')} />
      )}
      <FaultNotice
        fault={fault}
        remedy={fault?.code === 'folder-several' ? t.attempt.sticks.several : undefined}
      />
      <PluggedSticks
        isDisabled={isPending}
        onChoose={({ handle }) => handle !== null && void take(handle)}
        isChosen={(drive) => sticks.some(({ place }) => liesOn(place, drive))}
        wants="ceremony"
        isAwaited={sticks.length === 0}
      />
      {drives?.isWatched === true && sticks.length === 0 && <p>{t.plugged.write.other}</p>}
      <div className={steps.row}>
        <Button
          look={sticks.length === 0 && (drives?.drives ?? []).length === 0 ? 'main' : 'plain'}
          isDisabled={isPending}
          onPress={() => void choose()}
        >
          {sticks.length === 0 ? t.care.take : t.care.takeMore}
        </Button>
      </div>
      {sticks.length > 0 && (
        <section className={steps.block} aria-label={t.care.doors}>
          <h2>{t.care.doors}</h2>
          <div className={css.doors}>
            {open.map(({ place, title, text }) => (
              <div key={place} className={css.door}>
                <p>{text}</p>
                <Button isDisabled={isPending} onPress={() => onGo(place)}>
                  {title}
                </Button>
              </div>
            ))}
          </div>
          {deed !== null && (
            <div className={steps.row}>
              <Button look="small" isDisabled={isPending} onPress={() => onGo('deed')}>
                {t.care.last}
              </Button>
            </div>
          )}
        </section>
      )}
      {sticks.map((stick) => (
        <CareStick
          key={stick.number}
          stick={stick}
          isPending={isPending}
          onDrop={() => void ask('care.dropStick', { stick: stick.number })}
          onCompare={(typed) => void ask('care.comparePaper', { folderHash: typed })}
        />
      ))}
      <ProgressLine isPending={isPending} label={t.care.reading} />
    </>
  );
}
