import { useCallback, useEffect, useState } from 'react';
import { Button } from '../components/button.tsx';
import { CareBar } from '../components/care-bar.tsx';
import { CareClose } from '../components/care-close.tsx';
import { Notice } from '../components/notice.tsx';
import { afterDeed, CareDraftContext, type CareDrafts, noCareDrafts } from '../state/care-drafts.ts';
import { useCare, useStore } from '../state/store.tsx';
import { useKeptFocus } from '../state/use-kept-focus.ts';
import { t } from '../strings/catalogue.ts';
import css from './care/care.module.css';
import type { CarePlace } from './care/care-place.ts';
import { CompareSticks } from './care/compare.tsx';
import { CopyStick } from './care/copy.tsx';
import { Deed } from './care/deed.tsx';
import { HandOver } from './care/handover.tsx';
import { ReportLoss } from './care/loss.tsx';
import { CareLost } from './care/lost-work.tsx';
import { StickTable } from './care/table.tsx';

const screens = {
  table: StickTable,
  handover: HandOver,
  loss: ReportLoss,
  compare: CompareSticks,
  copy: CopyStick,
  deed: Deed,
} as const;

/** Sticks and cards between ceremonies: take sticks up, see how they stand, and do one of four things. */
export function Care() {
  const care = useCare();
  const { isResumed, asked } = useStore().state;
  const [place, setPlace] = useState<CarePlace>('table');
  const [drafts, setDrafts] = useState<CareDrafts>(noCareDrafts);
  const [isNoted, setNoted] = useState(false);
  const holder = useKeptFocus();
  const change = useCallback((more: Partial<CareDrafts>) => setDrafts((now) => ({ ...now, ...more })), []);
  const isDone = place === 'deed';
  // What a deed was about is done with it: the next one begins with empty lines.
  useEffect(() => {
    if (isDone) setDrafts(afterDeed);
  }, [isDone]);
  const Screen = care.step === 'lost' ? CareLost : screens[place];
  return (
    <CareDraftContext value={[drafts, change]}>
      <div className={css.page}>
        <CareBar care={care} />
        <main className={css.middle} ref={holder}>
          <div className={css.content}>
            {isResumed && !isNoted && care.step !== 'lost' && (
              <Notice mood="warn">
                {t.care.resumed}
                <Button look="small" onPress={() => setNoted(true)}>
                  {t.bar.resumedClose}
                </Button>
              </Notice>
            )}
            {place !== 'table' && care.step !== 'lost' && (
              <div className={css.back}>
                <Button look="small" isDisabled={asked.length > 0} onPress={() => setPlace('table')}>
                  {t.care.back}
                </Button>
              </div>
            )}
            <Screen key={place} onGo={setPlace} />
          </div>
        </main>
        <CareClose />
      </div>
    </CareDraftContext>
  );
}
