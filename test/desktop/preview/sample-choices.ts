import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenDialogOptions } from 'electron';
import { run } from '../../tools.ts';
import { belongingsIn } from '../rehearsal.ts';

/** What a preview has ready for each dialog, so that nobody needs key files or sticks. */
export class SampleChoices {
  readonly #home: string;
  readonly #sticks: readonly string[];
  readonly #printed: string;
  readonly #elsewhere: string;
  #next = 0;

  /**
   * @param folder new: gets sample keys and two folders that stand for sticks
   * @param printed where print-outs lie as PDF
   */
  constructor(folder: string, printed: string) {
    mkdirSync(folder);
    const { home, sticks } = belongingsIn(folder);
    this.#home = home;
    this.#sticks = sticks;
    this.#printed = printed;
    this.#elsewhere = join(folder, 'elsewhere');
    mkdirSync(this.#elsewhere);
  }

  /** The choice that fits a dialog; null when there is none. Sticks come in turn, and of print-outs the last. */
  for({ title = '', properties = [] }: OpenDialogOptions): string | null {
    if (/stick/i.test(title)) return this.#sticks[this.#next++ % this.#sticks.length] ?? null;
    if (/picture/i.test(title)) return this.#pictureOfLastPrint();
    if (/plan/i.test(title)) return null;
    if (/key/i.test(title)) {
      return properties.includes('openDirectory')
        ? this.#home
        : join(this.#home, 'config/priv_validator_key.json');
    }
    return properties.includes('openDirectory') ? this.#elsewhere : null;
  }

  /** Pictures are what a camera would see of the paper. */
  #pictureOfLastPrint(): string | null {
    const last = readdirSync(this.#printed).filter((name) => name.endsWith('.pdf')).length;
    const page = join(this.#printed, `job-${last}`);
    if (!existsSync(`${page}.png`)) {
      try {
        run('pdftoppm', ['-r', '300', '-png', '-singlefile', `${page}.pdf`, page]);
      } catch {
        return null;
      }
    }
    return existsSync(`${page}.png`) ? `${page}.png` : null;
  }
}
