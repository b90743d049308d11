import { useState } from 'react';
import type { RecoveryView } from '../../electron/contract/attempt-views.ts';
import { AttemptCards } from '../components/attempt-cards.tsx';
import { AttemptLost } from '../components/attempt-lost.tsx';
import { emptyAttemptForm } from '../components/attempt-people.tsx';
import { AttemptShell } from '../components/attempt-shell.tsx';
import { AttemptSticks } from '../components/attempt-sticks.tsx';
import { AttemptTampering } from '../components/attempt-tampering.tsx';
import { UnlistedCard } from '../components/recovery-unlisted.tsx';
import { attemptParts } from '../logic/attempt-parts.ts';
import { useRecovery } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import { Begin } from './recovery/begin.tsx';
import { Bundle } from './recovery/bundle.tsx';
import { Failed } from './recovery/failed.tsx';
import { Guard } from './recovery/guard.tsx';
import { Plan } from './recovery/plan.tsx';
import { Result } from './recovery/result.tsx';
import { type Restore, useRestore } from './recovery/use-restore.ts';
import { Where } from './recovery/where.tsx';
import type { Place } from './recovery/wish.ts';

const partIds = ['sticks', 'cards', 'bundle', 'where', 'guard', 'plan', 'result'] as const;
type Part = (typeof partIds)[number];

/** A recovery, from the stick to the files. What was typed lives here: no screen and no refusal loses it. */
export function Recovery() {
  const recovery = useRecovery();
  const restore = useRestore(recovery);
  const [stick, setStick] = useState<number | null>(null);
  const [people, setPeople] = useState(emptyAttemptForm);
  const part = partOf(recovery, restore.place);
  const isStopped = recovery.step === 'failed' || recovery.step === 'lost';
  const parts = attemptParts(
    partIds.map((id) => ({ id, ...t.recovery.parts[id] })),
    part,
    isStopped,
  );
  const before =
    stick === null ? (
      <AttemptSticks onUse={setStick} />
    ) : (
      <Begin stick={stick} form={people} onChange={setPeople} onBack={() => setStick(null)} />
    );
  return (
    <AttemptShell title={t.recovery.title} parts={parts}>
      {recovery.step === 'sticks' ? before : <Begun recovery={recovery} restore={restore} />}
    </AttemptShell>
  );
}

/** Where it stands: the worker's step first, then the place among the decisions that come before a plan. */
function partOf({ step, result, keys, cards }: RecoveryView, place: Place): Part {
  if (result !== null) return 'result';
  if (step === 'failed' || step === 'lost')
    return keys.length > 0 ? place : cards.length > 0 ? 'cards' : 'sticks';
  if (step === 'sticks' || step === 'verify') return 'sticks';
  return step === 'cards' ? 'cards' : place;
}

const decisions = { bundle: Bundle, where: Where, guard: Guard, plan: Plan } as const;

/** What is shown once it is begun. */
function Begun({ recovery, restore }: { readonly recovery: RecoveryView; readonly restore: Restore }) {
  const { step, tamperingSentence, result, isCardWaiting, refused } = recovery;
  if (step === 'lost') return <AttemptLost>{t.recovery.lost}</AttemptLost>;
  if (result !== null) return <Result result={result} />;
  if (step === 'failed') return <Failed />;
  if (tamperingSentence !== null) return <AttemptTampering />;
  if (step === 'verify' || step === 'cards') {
    const { openTitle, openText, openDo, opening } = t.recovery.cards;
    const reader = (
      <AttemptCards openTitle={openTitle} openText={openText} openDo={openDo} opening={opening} />
    );
    return isCardWaiting ? <UnlistedCard key={refused.length}>{reader}</UnlistedCard> : reader;
  }
  const Decision = decisions[restore.place];
  return <Decision key={restore.place} restore={restore} />;
}
