import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { firstPace, paceAfter } from '../logic/camera-pace.ts';
import { ownFault } from '../logic/fault-words.ts';
import { readFrame } from '../logic/read-frame.ts';
import type { Fault } from './fault.ts';

/** What the camera is doing: `same` means that it sees the code that was read last. */
export type CameraState = 'starting' | 'looking' | 'found' | 'reading' | 'same';

interface OpenCamera {
  /** The coarse preview is drawn here; nothing finer ever reaches the page. */
  readonly preview: RefObject<HTMLCanvasElement | null>;
  readonly cameras: readonly MediaDeviceInfo[];
  /** The one that is open, or is to be opened; null: whichever the system gives. */
  readonly current: string | null;
  choose(deviceId: string): void;
  /** Corners of the code in hundredths of the picture, as a polygon's points; null while none is seen. */
  readonly outline: string | null;
  readonly state: CameraState;
  readonly fault: Fault | null;
  /** Opens it anew after a fault. */
  openAgain(): void;
  /** Takes the code that was read last for a new one. */
  readAgain(): void;
}

const pause = 120;
/** A code that is not found for so many pictures is gone: one blurred picture does not say so. */
const patience = 5;

/** The camera that somebody chose, for as long as the program runs: a ceremony opens it for many cards. */
let remembered: string | null = null;

/**
 * Opens a camera for as long as the component lives, and gives what a code says: each text once until another one was
 * seen, so that a wrong card in front of it is refused once. While `onText` is at work nothing is read.
 */
export function useCamera(onText: (text: string) => unknown): OpenCamera {
  const preview = useRef<HTMLCanvasElement>(null);
  const tell = useRef(onText);
  tell.current = onText;
  const said = useRef('');
  const [cameras, setCameras] = useState<readonly MediaDeviceInfo[]>([]);
  const [chosen, setChosen] = useState(remembered);
  const [opened, setOpened] = useState<string | null>(null);
  const [outline, setOutline] = useState<string | null>(null);
  const [state, setState] = useState<CameraState>('starting');
  const [fault, setFault] = useState<Fault | null>(null);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens the camera anew
  useEffect(() => {
    let isThere = true;
    /** Until a fault, or until the component goes. */
    let isWanted = true;
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isReading = false;
    let misses = 0;
    let pace = firstPace;
    const video = document.createElement('video');
    const frame = document.createElement('canvas');

    const read = async (text: string) => {
      said.current = text;
      isReading = true;
      setState('reading');
      try {
        await tell.current(text);
      } finally {
        isReading = false;
      }
    };
    const look = () => {
      if (!isWanted) return;
      const target = preview.current;
      if (target !== null) target.getContext('2d')?.drawImage(video, 0, 0, target.width, target.height);
      const began = performance.now();
      if (!isReading) {
        const seen = readFrame(video, frame, pace.width);
        pace = paceAfter(pace, performance.now() - began);
        misses = seen.outline === null ? misses + 1 : 0;
        if (seen.outline !== null || misses >= patience) setOutline(seen.outline);
        if (seen.text !== null && seen.text !== said.current) void read(seen.text);
        else if (seen.text !== null) setState('same');
        else if (misses >= patience) setState('looking');
        else if (misses === 0) setState((now) => (now === 'same' ? now : 'found'));
      }
      timer = setTimeout(look, Math.max(pause, performance.now() - began));
    };
    const stop = () => {
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) {
        track.onended = null;
        track.stop();
      }
      video.srcObject = null;
      frame.width = 0;
    };
    const end = (why: Fault) => {
      if (!isWanted) return;
      isWanted = false;
      stop();
      setOutline(null);
      setFault(why);
    };
    const list = async () => {
      const all = await navigator.mediaDevices.enumerateDevices();
      if (isThere) setCameras(all.filter(({ kind }) => kind === 'videoinput'));
    };
    const open = async () => {
      try {
        // The gate to the camera is opened first: without it the system is not even asked.
        const gate = await window.quorate.ask('scan.camera', { isOpen: true });
        if (!gate.ok) return end({ code: gate.code, message: gate.message, hint: gate.hint });
        stream = await openStream(chosen);
        if (!isWanted) return stop();
        for (const track of stream.getVideoTracks()) {
          track.onended = () => end(faultOf('ended'));
          setOpened(track.getSettings().deviceId ?? null);
        }
        video.srcObject = stream;
        video.muted = true;
        await video.play();
        await list();
        if (!isWanted) return;
        setState('looking');
        look();
      } catch (error) {
        end(faultOf(error instanceof DOMException ? error.name : ''));
      }
    };
    const change = () => void list().catch(() => {});
    navigator.mediaDevices.addEventListener('devicechange', change);
    void open();
    return () => {
      isThere = false;
      isWanted = false;
      said.current = '';
      navigator.mediaDevices.removeEventListener('devicechange', change);
      stop();
      setOutline(null);
      setState('starting');
      void window.quorate.ask('scan.camera', { isOpen: false });
    };
  }, [chosen, attempt]);

  const choose = useCallback((deviceId: string) => {
    remembered = deviceId;
    setOpened(null);
    setFault(null);
    setChosen(deviceId);
  }, []);
  const openAgain = useCallback(() => {
    setFault(null);
    setAttempt((now) => now + 1);
  }, []);
  const readAgain = useCallback(() => {
    said.current = '';
  }, []);
  return { preview, cameras, current: opened ?? chosen, choose, outline, state, fault, openAgain, readAgain };
}

/** Opens the chosen camera, or any where that one is not there any more. */
async function openStream(chosen: string | null): Promise<MediaStream> {
  const size = { width: { ideal: 1280 }, height: { ideal: 960 } };
  try {
    const device = chosen === null ? {} : { deviceId: { exact: chosen } };
    return await navigator.mediaDevices.getUserMedia({ video: { ...device, ...size } });
  } catch (error) {
    const isGone =
      error instanceof DOMException && ['NotFoundError', 'OverconstrainedError'].includes(error.name);
    if (chosen === null || !isGone) throw error;
    return navigator.mediaDevices.getUserMedia({ video: size });
  }
}

/** @param name of the browser's exception, or `ended` for a camera that went away */
function faultOf(name: string): Fault {
  switch (name) {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return ownFault('camera-none');
    case 'NotAllowedError':
    case 'SecurityError':
      return ownFault('camera-denied');
    case 'NotReadableError':
    case 'AbortError':
      return ownFault('camera-busy');
    case 'ended':
      return ownFault('camera-ended');
    default:
      return ownFault('camera');
  }
}
