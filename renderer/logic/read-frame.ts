import { decodeQR, type FinderPoints } from 'qr/decode.js';

/** What a picture of the camera shows. */
export interface SeenFrame {
  readonly text: string | null;
  /** Corners of the code in hundredths of the picture; null where none was found. */
  readonly outline: string | null;
}

/**
 * Reads the camera's picture of this moment. The points are zeroed before the canvas is let go.
 * @param mostWide the picture is made no wider
 */
export function readFrame(video: HTMLVideoElement, canvas: HTMLCanvasElement, mostWide: number): SeenFrame {
  const { videoWidth, videoHeight } = video;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (videoWidth === 0 || videoHeight === 0 || context === null) return { text: null, outline: null };
  const width = Math.min(videoWidth, mostWide);
  const height = Math.round((videoHeight * width) / videoWidth);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  context.drawImage(video, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  context.clearRect(0, 0, width, height);
  let outline: string | null = null;
  const pointsOnDetect = (points: FinderPoints) => {
    outline = points.outline.map(({ x, y }) => `${(100 * x) / width},${(100 * y) / height}`).join(' ');
  };
  try {
    return { text: decodeQR({ data, width, height }, { timeLimit: 80, pointsOnDetect }), outline };
  } catch {
    return { text: null, outline }; // no code in this picture, or none that can be read: the next one may show it
  } finally {
    data.fill(0);
  }
}
