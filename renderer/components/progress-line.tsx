import { useEffect, useRef, useState } from 'react';
import { type Pace, paceOf } from '../logic/pace.ts';
import type { Progress } from '../state/app-state.ts';
import { useStore } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import css from './components.module.css';

interface ProgressProps {
  readonly isPending: boolean;
  readonly label: string;
  /** Where stopping it is safe. */
  readonly onCancel?: () => void;
}

/** Says what goes on when it takes over half a second. Its place is kept, so that nothing moves. */
export function ProgressLine({ isPending, label, onCancel }: ProgressProps) {
  const { progress } = useStore().state;
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isPending) {
      setLong(false);
      return;
    }
    const timer = setTimeout(() => setLong(true), 500);
    return () => clearTimeout(timer);
  }, [isPending]);
  const pace = usePace(isPending, progress);
  return (
    <div className={css.progress}>
      {isPending && isLong && (
        <>
          <span role="status">{label}</span>
          <span className={css.help}>{progress === null ? '' : t.told.progress(progress.step)}</span>
          {pace === null ? (
            <span className={css.track}>
              <span />
            </span>
          ) : (
            <>
              <progress className={css.bar} aria-label={label} value={pace.done} max={1} />
              <span className={css.help}>{t.common.pace(pace)}</span>
            </>
          )}
          {onCancel !== undefined && (
            <Button look="small" onPress={onCancel}>
              {t.common.stop}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

/** How fast it goes, from the first byte of this piece of work. */
function usePace(isPending: boolean, progress: Progress | null): Pace | null {
  const start = useRef<number | null>(null);
  if (!isPending) start.current = null;
  else if (start.current === null && (progress?.bytes ?? null) !== null) start.current = Date.now();
  const bytes = progress?.bytes ?? null;
  if (start.current === null || bytes === null) return null;
  return paceOf(bytes, Date.now() - start.current);
}
