const longest = 200;

/**
 * Text out of a file, fit to be shown: controls, invisible and unassigned characters and those that turn the reading
 * direction stand as `\u{…}`, a backslash as two; what is longer than 200 characters is cut.
 */
export function printable(text: string): string {
  const characters = [...text.slice(0, 4 * longest)];
  const shown = characters
    .slice(0, longest)
    .join('')
    .replace(/\\/g, '\\\\')
    .replace(
      /[\p{C}\p{Zl}\p{Zp}]/gu,
      (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
    );
  return characters.length > longest ? `${shown}…` : shown;
}

/** The same for bytes that should be UTF-8; bytes that are none stand as U+FFFD's place in `\x..` each. */
export function printableBytes(bytes: Uint8Array): string {
  const part = bytes.subarray(0, 4 * longest);
  try {
    return printable(decoder.decode(part));
  } catch {
    return printable(String.fromCharCode(...part));
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
