import { type RefObject, useEffect, useRef, useState } from 'react';
import { readFrame } from '../logic/read-frame.ts';
import { t } from '../strings/en.ts';
import type { Fault } from './fault.ts';

interface OpenCamera {
  /** The coarse preview is drawn here; nothing finer ever reaches the page. */
  readonly preview: RefObject<HTMLCanvasElement | null>;
  readonly cameras: readonly MediaDeviceInfo[];
  readonly chosen: string | null;
  choose(deviceId: string): void;
  /** Corners of the code in hundredths of the picture, as a polygon's points; null while none is seen. */
  readonly outline: string | null;
  readonly fault: Fault | null;
  readonly isOpen: boolean;
}

const pause = 120;
/** After so many pictures without a code the same card may be shown again. */
const forgetting = 8;

/** Opens a camera for as long as the component lives, and gives what a code says, each text once. */
export function useCamera(onText: (text: string) => void): OpenCamera {
  const preview = useRef<HTMLCanvasElement>(null);
  const tell = useRef(onText);
  tell.current = onText;
  const [cameras, setCameras] = useState<readonly MediaDeviceInfo[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [outline, setOutline] = useState<string | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    let isWanted = true;
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let said = '';
    let misses = 0;
    const video = document.createElement('video');
    const frame = document.createElement('canvas');

    const look = () => {
      if (!isWanted) return;
      const target = preview.current;
      if (target !== null) target.getContext('2d')?.drawImage(video, 0, 0, target.width, target.height);
      const seen = readFrame(video, frame);
      setOutline(seen.outline);
      misses = seen.text === null ? misses + 1 : 0;
      if (misses === forgetting) said = '';
      if (seen.text !== null && seen.text !== said) {
        said = seen.text;
        tell.current(seen.text);
      }
      timer = setTimeout(look, pause);
    };
    const open = async () => {
      try {
        // The gate to the camera is opened first: without it the system is not even asked.
        await window.quorate.ask('scan.camera', { isOpen: true });
        const device = chosen === null ? {} : { deviceId: { exact: chosen } };
        stream = await navigator.mediaDevices.getUserMedia({
          video: { ...device, width: { ideal: 1280 }, height: { ideal: 960 } },
        });
        if (!isWanted) return stop();
        video.srcObject = stream;
        video.muted = true;
        await video.play();
        const all = await navigator.mediaDevices.enumerateDevices();
        setCameras(all.filter(({ kind }) => kind === 'videoinput'));
        setOpen(true);
        look();
      } catch {
        if (isWanted)
          setFault({ code: 'camera', message: t.reading.cameraNone, hint: t.reading.cameraNoneHint });
      }
    };
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
      video.srcObject = null;
      frame.width = 0;
    };
    void open();
    return () => {
      isWanted = false;
      clearTimeout(timer);
      stop();
      setOpen(false);
      setOutline(null);
      void window.quorate.ask('scan.camera', { isOpen: false });
    };
  }, [chosen]);

  return { preview, cameras, chosen, choose: setChosen, outline, fault, isOpen };
}
