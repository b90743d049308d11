import { looksSecret, mayBeShown, type VariableName } from './variable-names.ts';

/** What a file of assignments holds: the names, and how many lines are neither an assignment nor a comment. */
export interface VariableNames {
  readonly names: readonly VariableName[];
  readonly otherLines: number;
}

const mostNames = 10_000;

/**
 * The names in a file of `NAME=value` lines, as shells, Docker and dotenv read it: `export` before the name, values
 * in quotes that run over several lines. A piece of base64 that ends in `=` is no assignment: its padding would make
 * a secret look like a name.
 * @param bytes of the file; of values nothing is kept
 */
export function envNames(bytes: Uint8Array): VariableNames {
  const names: VariableName[] = [];
  let otherLines = 0;
  let line = 0;
  for (let at = 0; at < bytes.length && names.length < mostNames; ) {
    line++;
    const startLine = line;
    const end = lineEnd(bytes, at);
    const text = bytes.subarray(at, end);
    at = end + 1;
    const assignment = assignmentOf(text);
    if (assignment === null) {
      if (!isCommentOrEmpty(text)) otherLines++;
      continue;
    }
    const { name, value } = assignment;
    const quote = value[0];
    let whole = value;
    if ((quote === 0x22 || quote === 0x27) && closingQuote(value, 1, quote) < 0) {
      const valueStart = text.byteOffset - bytes.byteOffset + (text.length - value.length);
      const closing = closingQuote(bytes, valueStart + 1, quote);
      if (closing >= 0) {
        for (let i = end; i < closing; i++) if (bytes[i] === 0x0a) line++;
        at = lineEnd(bytes, closing) + 1;
        whole = bytes.subarray(valueStart, closing + 1);
      }
    }
    names.push({ name, line: startLine, looksSecret: looksSecret(name, whole) });
  }
  return { names, otherLines };
}

function lineEnd(bytes: Uint8Array, from: number): number {
  const feed = bytes.indexOf(0x0a, from);
  return feed < 0 ? bytes.length : feed;
}

function closingQuote(bytes: Uint8Array, from: number, quote: number): number {
  for (let at = bytes.indexOf(quote, from); at >= 0; at = bytes.indexOf(quote, at + 1)) {
    if (bytes[at - 1] !== 0x5c || at - 1 < from) return at;
  }
  return -1;
}

function isCommentOrEmpty(line: Uint8Array): boolean {
  const first = line.find((byte) => byte > 0x20);
  return first === undefined || first === 0x23;
}

const longestName = 64;

function assignmentOf(line: Uint8Array): { name: string; value: Uint8Array } | null {
  const sign = line.indexOf(0x3d);
  if (sign < 1 || sign > longestName + 16) return null;
  const before = String.fromCharCode(...line.subarray(0, sign));
  const name = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*$/.exec(before)?.[1];
  let end = line.length;
  while (end > sign + 1 && (line[end - 1] as number) <= 0x20) end--;
  const value = line.subarray(sign + 1, end);
  if (name === undefined || name.length > longestName || !mayBeShown(name)) return null;
  const isPadding = value.every((byte) => byte === 0x3d) && !isConventional(name, value.length);
  return isPadding ? null : { name, value };
}

/** A name that no base64 or base32 text is: with an underscore, or short; `=` after it is no empty value but padding. */
function isConventional(name: string, signs: number): boolean {
  return signs === 0 && /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name) && (name.includes('_') || name.length < 8);
}
