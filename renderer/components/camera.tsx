import { type ReactNode, useId } from 'react';
import { type CameraState, useCamera } from '../state/use-camera.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import css from './camera.module.css';
import kit from './components.module.css';
import { FaultNotice } from './notice.tsx';

const words: Readonly<Record<CameraState, () => string>> = {
  starting: () => t.reading.cameraStarting,
  looking: () => t.reading.cameraLooking,
  found: () => t.reading.cameraFound,
  reading: () => t.reading.cameraReading,
  same: () => t.reading.cameraSame,
};

interface CameraProps {
  readonly onText: (text: string) => unknown;
  /** Shown beside the preview, where people look: what came of the code. */
  readonly children?: ReactNode;
}

/**
 * The camera, and a preview that helps to aim and shows nobody the code: it has fewer picture points than the smallest
 * code has squares. Where a code is found, a black shape with a bright outline lies over it.
 * @param onText gets each code once; nothing is read until its promise is kept
 */
export function Camera({ onText, children }: CameraProps) {
  const { preview, cameras, current, choose, outline, state, fault, openAgain, readAgain } =
    useCamera(onText);
  const id = useId();
  const which = cameras.length > 1 && (
    <div className={kit.field}>
      <label htmlFor={id}>{t.reading.cameraWhich}</label>
      <select
        id={id}
        className={`${kit.input} ${css.select}`}
        value={current ?? cameras[0]?.deviceId}
        onChange={(event) => choose(event.target.value)}
      >
        {cameras.map(({ deviceId, label }, index) => (
          <option key={deviceId} value={deviceId}>
            {label || t.reading.cameraNumber(index + 1)}
          </option>
        ))}
      </select>
    </div>
  );
  if (fault !== null) {
    return (
      <section className={kit.stack}>
        <FaultNotice fault={fault} />
        {which}
        <div className={kit.row}>
          <Button onPress={openAgain}>{t.reading.cameraOpen}</Button>
        </div>
      </section>
    );
  }
  return (
    <section className={css.camera}>
      <div className={css.view} role="img" aria-label={t.reading.cameraMask}>
        <canvas ref={preview} width={32} height={24} />
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <rect className={css.frame} x="28" y="16" width="44" height="68" />
          {outline !== null && <polygon className={css.outline} points={outline} />}
        </svg>
      </div>
      <div className={css.beside}>
        {which}
        <p className={css.status} role="status">
          {words[state]()}
        </p>
        {children}
        {state === 'same' && (
          <div className={kit.row}>
            <Button look="small" onPress={readAgain}>
              {t.reading.cameraAgain}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
