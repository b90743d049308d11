import { useId } from 'react';
import { useCamera } from '../state/use-camera.ts';
import { t } from '../strings/en.ts';
import css from './camera.module.css';
import kit from './components.module.css';
import { FaultNotice } from './notice.tsx';

/**
 * The camera, and a preview that helps to aim and shows nobody the code: it has fewer picture points than the smallest
 * code has squares. Where a code is found, a black shape with a bright outline lies over it.
 */
export function Camera({ onText }: { readonly onText: (text: string) => void }) {
  const { preview, cameras, chosen, choose, outline, fault, isOpen } = useCamera(onText);
  const id = useId();
  const status = !isOpen
    ? t.reading.cameraStarting
    : outline === null
      ? t.reading.cameraLooking
      : t.reading.cameraFound;
  if (fault !== null) return <FaultNotice fault={fault} />;
  return (
    <div className={css.camera}>
      {cameras.length > 1 && (
        <div className={kit.field}>
          <label htmlFor={id}>{t.reading.cameraWhich}</label>
          <select
            id={id}
            className={`${kit.input} ${css.select}`}
            value={chosen ?? ''}
            onChange={(event) => choose(event.target.value)}
          >
            {cameras.map(({ deviceId, label }, index) => (
              <option key={deviceId} value={deviceId}>
                {label || t.reading.cameraNumber(index + 1)}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className={css.view} role="img" aria-label={t.reading.cameraMask}>
        <canvas ref={preview} width={32} height={24} />
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <rect className={css.frame} x="28" y="16" width="44" height="68" />
          {outline !== null && <polygon className={css.outline} points={outline} />}
        </svg>
      </div>
      <p className={css.status} role="status">
        {status}
      </p>
    </div>
  );
}
