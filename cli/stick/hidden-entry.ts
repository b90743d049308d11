/** Longer than any phrase: what is typed beyond is left out. */
const longest = 256;
const [enter, newline, interrupt, endOfInput, backspace, rubout, killLine, esc] = [
  13, 10, 3, 4, 8, 127, 21, 27,
];

/**
 * What is typed where nothing is shown, held as bytes that can be zeroed. Printable ASCII is taken; Return ends the
 * entry. Keys that come as escape sequences are left out.
 */
export class HiddenEntry {
  readonly #typed = new Uint8Array(longest);
  #length = 0;
  /** Within an escape sequence: after ESC, or after ESC and `[` or `O`. */
  #sequence: 'none' | 'begun' | 'inside' = 'none';

  /** What was typed, as a copy; the caller zeroes it. */
  take(): Uint8Array {
    return this.#typed.slice(0, this.#length);
  }

  /** Takes keys as they come; the caller zeroes them. */
  type(keys: Uint8Array): 'typing' | 'entered' | 'stopped' {
    for (const key of keys) {
      if (this.#isOfSequence(key)) continue;
      if (key === interrupt || key === endOfInput) return 'stopped';
      if (key === enter || key === newline) return 'entered';
      if (key === backspace || key === rubout) this.#cutTo(this.#length - 1);
      else if (key === killLine) this.#cutTo(0);
      else if (key >= 0x20 && key < 0x7f && this.#length < longest) this.#typed[this.#length++] = key;
    }
    return 'typing';
  }

  wipe(): void {
    this.#cutTo(0);
  }

  #cutTo(length: number): void {
    this.#length = Math.max(0, length);
    this.#typed.fill(0, this.#length);
  }

  #isOfSequence(key: number): boolean {
    if (this.#sequence === 'none') {
      if (key === esc) this.#sequence = 'begun';
      return key === esc;
    }
    if (this.#sequence === 'begun') {
      const goesOn = key === 0x5b || key === 0x4f;
      this.#sequence = goesOn ? 'inside' : 'none';
      return goesOn;
    }
    if (key >= 0x40 && key <= 0x7e) this.#sequence = 'none';
    return true;
  }
}
