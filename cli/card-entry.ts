import { textLengths } from '@quorate/crypto-core/cards/alphabet';
import { cardTextRows } from '@quorate/crypto-core/cards/text';

// biome-ignore lint/suspicious/noControlCharactersInRegex: ESC is what begins them
const escapeSequence = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|O[A-Z])/g;

/**
 * A card's text while it is typed or pasted: what it looks like on the terminal, key after key. Return ends the
 * entry when a card's length is reached, when it is pressed twice, or at once where nothing was typed; before that it
 * is a line break like those on the card.
 */
export class CardEntry {
  #typed = '';
  #returns = 0;
  #rowsShown = 1;

  /** The text so far. */
  get text(): string {
    return this.#typed;
  }

  /** What the terminal shows: the same groups and rows as on paper. */
  get shown(): string {
    const rows = cardTextRows(this.#typed);
    this.#rowsShown = Math.max(1, rows.length);
    return rows.map(({ groups }) => groups.join(' ')).join('\n');
  }

  /** Takes away from the terminal what {@link shown} put there. */
  get erase(): string {
    const up = this.#rowsShown > 1 ? `\u001b[${this.#rowsShown - 1}A` : '';
    return `\r${up}\u001b[J`;
  }

  /** Takes keys as they come; a paste comes as many at once. */
  type(keys: string): 'typing' | 'entered' | 'stopped' {
    // Arrow keys and the marks around a paste come as escape sequences: no part of a card.
    const typed = keys.replace(escapeSequence, '');
    // A paste comes as many keys at once and may begin with a line break: only a lone Return is an answer.
    if (this.#typed === '' && /^\r\n?$|^\n$/.test(typed)) return 'entered';
    for (const key of typed) {
      if (key === '\u0003' || key === '\u0004') return 'stopped';
      if (key === '\r' || key === '\n') {
        this.#returns++;
        const isWhole = textLengths.includes(this.#typed.length);
        if (this.#typed !== '' && (isWhole || this.#returns > 1)) return 'entered';
      } else if (key === '\u007f' || key === '\b') {
        this.#typed = this.#typed.slice(0, -1);
        this.#returns = 0;
      } else if (key === '\u0015') {
        this.#typed = '';
        this.#returns = 0;
      } else if (/^[!-,.-~]$/.test(key)) {
        this.#typed += key;
        this.#returns = 0;
      }
    }
    return 'typing';
  }
}
