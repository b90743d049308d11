import type { FolderView } from '../../../electron/contract/folder-views.ts';
import { Button } from '../../components/button.tsx';
import { CarePeople } from '../../components/care-people.tsx';
import { CareStickMark } from '../../components/care-stick-mark.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { peopleIn, useCareDraft } from '../../state/care-drafts.ts';
import type { Asking } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import steps from '../ceremony/steps.module.css';
import css from './care.module.css';

interface RepairProps {
  /** Number of the stick from which files are taken. */
  readonly good: number;
  readonly sticks: readonly FolderView[];
  readonly sentence: string;
  readonly asking: Asking;
  readonly onBegin: () => void;
  readonly onDone: () => void;
}

/** Damaged files are replaced, after a sentence that a person types. */
export function Repair({ good, sticks, sentence, asking: { ask, isPending }, onBegin, onDone }: RepairProps) {
  const [drafts, change] = useCareDraft();
  const words = t.care.compare;
  const isTyped = drafts.sentence.trim().replace(/\s+/g, ' ') === sentence;
  const repair = async () => {
    onBegin();
    const request = { sentence: drafts.sentence, ...peopleIn(drafts) };
    if ((await ask('care.repair', request)) !== null) onDone();
  };
  return (
    <section className={steps.block}>
      <h2>{words.repair}</h2>
      <p>
        {words.repairText(good)} <CareStickMark stick={good} sticks={sticks} />
      </p>
      <Notice mood="warn">{words.hand}</Notice>
      <CarePeople />
      <p>{words.type}</p>
      <code className={css.sentence} lang="en">
        {sentence}
      </code>
      <Field
        label={words.sentence}
        maxLength={500}
        value={drafts.sentence}
        onChange={(value) => change({ sentence: value })}
      />
      <div className={steps.row}>
        <Button
          look="danger"
          isDisabled={isPending || !isTyped || drafts.operator.trim() === ''}
          onPress={() => void repair()}
        >
          {words.doRepair}
        </Button>
      </div>
    </section>
  );
}
