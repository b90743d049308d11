import type { ComponentType } from 'react';
import { useState } from 'react';
import type { StepView } from '../../electron/contract/views.ts';
import { Button } from '../components/button.tsx';
import { JournalSide } from '../components/journal-side.tsx';
import { Notice } from '../components/notice.tsx';
import { ScriptSide } from '../components/script-side.tsx';
import { TopBar } from '../components/top-bar.tsx';
import { isOver } from '../state/app-state.ts';
import { useCeremony, useStore } from '../state/store.tsx';
import { useKeptFocus } from '../state/use-kept-focus.ts';
import { t } from '../strings/catalogue.ts';
import { Aborted } from './aborted.tsx';
import { Preflight } from './ceremony/1-preflight.tsx';
import { People } from './ceremony/2-people.tsx';
import { Keys } from './ceremony/3-keys.tsx';
import { Seal } from './ceremony/4-seal.tsx';
import { Sticks } from './ceremony/5-sticks.tsx';
import { Cards } from './ceremony/6-cards.tsx';
import { RollCall } from './ceremony/7-roll-call.tsx';
import { SignOff } from './ceremony/8-sign-off.tsx';
import { Deliver } from './ceremony/9-deliver.tsx';
import css from './ceremony.module.css';
import { Closed } from './closed.tsx';
import { Lost } from './lost.tsx';

const screens: Readonly<Record<StepView, ComponentType>> = {
  preflight: Preflight,
  people: People,
  keys: Keys,
  seal: Seal,
  sticks: Sticks,
  cards: Cards,
  'roll-call': RollCall,
  'sign-off': SignOff,
  deliver: Deliver,
  closed: Closed,
  aborted: Aborted,
  lost: Lost,
};

/** A ceremony: script, one decision at a time, journal. Which screen is shown follows from the machine's step alone. */
export function Ceremony() {
  const ceremony = useCeremony();
  const { isResumed } = useStore().state;
  const [isNoted, setNoted] = useState(false);
  const holder = useKeptFocus();
  const Screen = screens[ceremony.step];
  return (
    <div className={css.shell}>
      <TopBar ceremony={ceremony} />
      <ScriptSide ceremony={ceremony} />
      <main className={css.middle} ref={holder}>
        <div className={css.content}>
          {isResumed && !isNoted && !isOver(ceremony.step) && (
            <Notice mood="warn">
              {t.bar.resumed}
              <Button look="small" onPress={() => setNoted(true)}>
                {t.bar.resumedClose}
              </Button>
            </Notice>
          )}
          <Screen key={ceremony.step} />
        </div>
      </main>
      <JournalSide ceremony={ceremony} />
    </div>
  );
}
