import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import encodeQR from 'qr';
import { emptyTable, type GreyPicture, type Pose, pageOf, photographed } from './picture.ts';

// Chromium plays a file in place of its camera, over and over. It opens the file whenever the camera is opened, and goes
// on reading it while it plays: what is written over its frames is what the camera sees from then on.

/** A card held before the camera: its code in the middle, nearly straight, with room around it. */
export const held: Pose = { width: 1280, height: 960, scale: 1.6, turn: 4, middle: [0.24, 0.17] };

const frames = 10;

/** The file that stands for the camera: one second, ten frames. */
export class FakeCamera {
  readonly file: string;

  constructor(folder: string) {
    this.file = join(folder, 'camera.y4m');
    this.showNothing();
  }

  /** What the browser must be started with. */
  get words(): string[] {
    return [`--use-file-for-fake-video-capture=${this.file}`];
  }

  showNothing(): void {
    this.#play(Array<GreyPicture>(frames).fill(emptyTable(held.width, held.height)));
  }

  /** Holds a printed page before the camera: at first there is nothing to be seen, then the page. @returns the view */
  show(pdf: string, pose: Partial<Pose> = {}): GreyPicture {
    const view = photographed(pageOf(pdf, 200), { ...held, ...pose });
    this.#film(view);
    return view;
  }

  /** Holds any code before the camera, as production's screen may show one. */
  showCode(text: string): void {
    const rows = encodeQR(text, 'raw', { border: 4 });
    const points = Uint8Array.from(rows.flat(), (isDark) => (isDark ? 20 : 235));
    const code = { width: rows[0]?.length ?? 0, height: rows.length, points };
    this.#film(photographed(code, { ...held, scale: 600 / code.height, middle: [0.5, 0.5] }));
  }

  #film(view: GreyPicture): void {
    const before = emptyTable(view.width, view.height);
    this.#play([before, before, ...Array<GreyPicture>(frames - 2).fill(view)]);
  }

  /** Writes YUV4MPEG2, its colours all grey, over what is there: a camera that is open shows it at once. */
  #play(pictures: readonly GreyPicture[]): void {
    const { width, height } = held;
    const grey = Buffer.alloc((width * height) / 2, 128);
    const parts = pictures.flatMap(({ points }) => [Buffer.from('FRAME\n'), points, grey]);
    const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F${frames}:1 Ip A1:1 C420mpeg2\n`);
    const film = Buffer.concat([header, ...parts]);
    const file = openSync(this.file, existsSync(this.file) ? 'r+' : 'w');
    try {
      writeSync(file, film, 0, film.length, 0);
    } finally {
      closeSync(file);
    }
  }
}
