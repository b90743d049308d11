import { useState } from 'react';
import type { DrillView } from '../../electron/contract/attempt-views.ts';
import { AttemptCards } from '../components/attempt-cards.tsx';
import { AttemptLost } from '../components/attempt-lost.tsx';
import { AttemptShell } from '../components/attempt-shell.tsx';
import { AttemptSticks } from '../components/attempt-sticks.tsx';
import { AttemptTampering } from '../components/attempt-tampering.tsx';
import { type DrillPart, drillParts } from '../logic/drill-parts.ts';
import { isAttemptOver, sandboxLeft } from '../state/attempt.ts';
import { useDrill } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import { Compare } from './drill/compare.tsx';
import { emptyDrillForm } from './drill/form.ts';
import { Kind } from './drill/kind.tsx';
import { Opened } from './drill/opened.tsx';
import { DrillPeople } from './drill/people.tsx';
import { Restore } from './drill/restore.tsx';
import { Result } from './drill/result.tsx';

/** A drill. Which screen is shown follows from the machine's step; before it is begun, from what people have chosen. */
export function Drill() {
  const drill = useDrill();
  // Above the screens, so that going back and forth loses nothing. No card is ever in it.
  const [form, setForm] = useState(emptyDrillForm);
  const part = partOf(drill, form);
  const kind = drill.kind ?? form.kind;
  return (
    <AttemptShell title={t.drill.title} parts={drillParts(kind, part, drill.step)}>
      {drill.step === 'lost' ? (
        <AttemptLost>{copyLeft(drill)}</AttemptLost>
      ) : isAttemptOver(drill.step) ? (
        <Result />
      ) : drill.tamperingSentence !== null ? (
        <AttemptTampering />
      ) : part === 'stick' ? (
        <AttemptSticks onUse={(stick) => setForm({ ...form, stick, isKindChosen: false })} />
      ) : part === 'kind' ? (
        <Kind form={form} onChange={setForm} />
      ) : part === 'people' ? (
        <DrillPeople form={form} onChange={setForm} />
      ) : part === 'cards' ? (
        <Cards />
      ) : part === 'compare' && (kind === 'restore' || kind === 'full') ? (
        <Compare form={form} onChange={setForm} />
      ) : part === 'sandbox' ? (
        <Restore />
      ) : (
        <Opened />
      )}
    </AttemptShell>
  );
}

function Cards() {
  const { kind } = useDrill();
  const { open } = t.drill;
  return kind === 'roll-call' ? (
    <AttemptCards
      openTitle={open.rollCallTitle}
      openText={open.rollCallText}
      openDo={open.rollCallDo}
      opening={t.common.wait}
    />
  ) : (
    <AttemptCards openTitle={open.title} openText={open.text} openDo={open.do} opening={open.working} />
  );
}

type Chosen = Pick<typeof emptyDrillForm, 'stick' | 'isKindChosen'>;

/** The part that is on the screen. */
function partOf({ step, sticks, kind, sandbox }: DrillView, { stick, isKindChosen }: Chosen): DrillPart {
  switch (step) {
    case 'sticks':
      if (!sticks.some(({ number }) => number === stick)) return 'stick';
      return isKindChosen ? 'people' : 'kind';
    case 'verify':
    case 'cards':
      return 'cards';
    case 'opened':
      return 'compare';
    case 'compared':
    case 'guarded':
    case 'restored':
      return kind === 'full' && sandbox !== null ? 'sandbox' : 'result';
    default:
      return 'result';
  }
}

/** What to look after when the process is gone: files that were restored stay where they are. */
function copyLeft(drill: DrillView): string | undefined {
  const path = sandboxLeft(drill);
  return path === null ? undefined : `${t.drill.restore.stillThere} ${path}`;
}
