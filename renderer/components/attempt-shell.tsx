import { type ReactNode, useState } from 'react';
import type { AttemptPart } from '../logic/attempt-parts.ts';
import css from '../screens/ceremony.module.css';
import { isAttemptOver } from '../state/attempt.ts';
import { useAttempt, useStore } from '../state/store.tsx';
import { useKeptFocus } from '../state/use-kept-focus.ts';
import { t } from '../strings/catalogue.ts';
import { AttemptBar } from './attempt-bar.tsx';
import { AttemptClose } from './attempt-close.tsx';
import { AttemptSide } from './attempt-side.tsx';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { PartList } from './part-list.tsx';

interface AttemptShellProps {
  /** What this is: a drill, a recovery. */
  readonly title: string;
  readonly parts: readonly AttemptPart[];
  /** One decision. */
  readonly children: ReactNode;
}

/** A drill or a recovery: its parts, one decision at a time, and what was found so far. */
export function AttemptShell({ title, parts, children }: AttemptShellProps) {
  const attempt = useAttempt();
  const { isResumed } = useStore().state;
  const [isNoted, setNoted] = useState(false);
  const holder = useKeptFocus();
  return (
    <div className={css.shell}>
      <AttemptBar title={title} attempt={attempt} />
      <PartList title={title} parts={parts} />
      <main className={css.middle} ref={holder}>
        <div className={css.content}>
          {isResumed && !isNoted && !isAttemptOver(attempt.step) && (
            <Notice mood="warn">
              {t.attempt.resumed}
              <Button look="small" onPress={() => setNoted(true)}>
                {t.bar.resumedClose}
              </Button>
            </Notice>
          )}
          {children}
        </div>
      </main>
      <AttemptSide attempt={attempt} />
      <AttemptClose attempt={attempt} />
    </div>
  );
}
