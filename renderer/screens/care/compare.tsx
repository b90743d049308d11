import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ComparisonFindings, isAlike } from '../../components/care-comparison.tsx';
import { CarePeople } from '../../components/care-people.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { peopleIn, useCareDraft } from '../../state/care-drafts.ts';
import { useCare } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import steps from '../ceremony/steps.module.css';
import type { CareScreenProps } from './care-place.ts';
import { Repair } from './repair.tsx';

/** Sticks are held against each other, file by file; what rotted is put right. */
export function CompareSticks({ onGo }: CareScreenProps) {
  const { sticks, comparison } = useCare();
  const [drafts] = useCareDraft();
  const asking = useAsk();
  const { ask, isPending, fault } = asking;
  const [doing, setDoing] = useState<'compare' | 'record' | 'repair'>('compare');
  const words = t.care.compare;
  const isClean = comparison !== null && isAlike(comparison);
  const compare = () => {
    setDoing('compare');
    void ask('care.compare', {});
  };
  const record = async () => {
    setDoing('record');
    if ((await ask('care.recordCheck', peopleIn(drafts))) !== null) onGo('deed');
  };
  const labels = { compare: words.doing, record: t.care.writing, repair: words.repairing };
  return (
    <>
      <StepHeading>{words.title}</StepHeading>
      <p className={steps.large}>{words.text(sticks.length)}</p>
      <div className={steps.row}>
        <Button
          look={comparison === null ? 'main' : 'plain'}
          isDisabled={isPending || sticks.length < 2}
          onPress={compare}
        >
          {comparison === null ? words.do : words.again}
        </Button>
      </div>
      {comparison !== null && <ComparisonFindings comparison={comparison} sticks={sticks} />}
      {comparison !== null && comparison.repairSentence !== null && (
        <Repair
          good={comparison.good}
          sticks={sticks}
          sentence={comparison.repairSentence}
          asking={asking}
          onBegin={() => setDoing('repair')}
          onDone={() => onGo('deed')}
        />
      )}
      {comparison !== null && comparison.faults.length > 0 && (
        <div className={steps.row}>
          <Button isDisabled={isPending} onPress={() => onGo('copy')}>
            {t.care.doorCopy}
          </Button>
        </div>
      )}
      {isClean && (
        <>
          <CarePeople />
          <p>{words.recordText}</p>
          <div className={steps.row}>
            <Button
              look="main"
              isDisabled={isPending || drafts.operator.trim() === ''}
              onPress={() => void record()}
            >
              {words.record}
            </Button>
          </div>
        </>
      )}
      <FaultNotice fault={fault} />
      <ProgressLine isPending={isPending} label={labels[doing]} />
    </>
  );
}
