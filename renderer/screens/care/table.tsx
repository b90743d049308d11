import { Button } from '../../components/button.tsx';
import { CareStanding } from '../../components/care-standing.tsx';
import { CareStick } from '../../components/care-stick.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { isWhole } from '../../components/stick-badges.tsx';
import { useCare } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import steps from '../ceremony/steps.module.css';
import css from './care.module.css';
import type { CareScreenProps } from './care-place.ts';

/** The sticks on the table, and the four doors. */
export function StickTable({ onGo }: CareScreenProps) {
  const { sticks, deed } = useCare();
  const { ask, isPending, fault } = useAsk();
  const choose = async () => {
    const [file] = (await ask('files.choose', { what: 'stick' })) ?? [];
    if (file === undefined) return;
    const before = deed?.kind === 'copied' ? deed.verified : null;
    const answer = await ask('care.takeStick', { file: file.handle, folderHash: null });
    // The copy came back: what became of it is told where it was made.
    if (answer?.deed?.kind === 'copied' && answer.deed.verified !== before) onGo('deed');
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
      {sticks.length > 0 && <CareStanding sticks={sticks} />}
      <FaultNotice fault={fault} />
      <div className={steps.row}>
        <Button
          look={sticks.length === 0 ? 'main' : 'plain'}
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
                <Button onPress={() => onGo(place)}>{title}</Button>
              </div>
            ))}
          </div>
          {deed !== null && (
            <div className={steps.row}>
              <Button look="small" onPress={() => onGo('deed')}>
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
