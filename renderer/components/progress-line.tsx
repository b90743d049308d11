import { useEffect, useState } from 'react';
import { useStore } from '../state/store.tsx';
import css from './components.module.css';

/** Says what goes on when it takes over half a second. Its place is kept, so that nothing moves. */
export function ProgressLine({ isPending, label }: { readonly isPending: boolean; readonly label: string }) {
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
  return (
    <div className={css.progress} role="status">
      {isPending && isLong && (
        <>
          <span>
            {label}
            {progress === null ? '' : `: ${progress}`}
          </span>
          <span className={css.track}>
            <span />
          </span>
        </>
      )}
    </div>
  );
}
