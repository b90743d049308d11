import type { VariableNames } from './env-file.ts';
import { looksSecret, mayBeShown, type VariableName } from './variable-names.ts';

const mostNames = 10_000;

/**
 * The names in a YAML file, by its lines: `name: value` at any depth, also behind `- `. Block values (`|`, `>`) and
 * quoted values over several lines are passed over by their indentation. This is no YAML parser and need not be one:
 * it says what a person will find in the file, and it keeps nothing of a value.
 */
export function yamlNames(bytes: Uint8Array): VariableNames {
  const names: VariableName[] = [];
  let otherLines = 0;
  let line = 0;
  // Lines indented deeper than this belong to the value of the name before.
  let block: number | null = null;
  for (let at = 0; at < bytes.length && names.length < mostNames; ) {
    line++;
    const feed = bytes.indexOf(0x0a, at);
    const end = feed < 0 ? bytes.length : feed;
    const text = bytes.subarray(at, end);
    at = end + 1;
    const indent = indentOf(text);
    if (indent === null) continue;
    if (block !== null && indent > block) continue;
    block = null;
    const entry = entryOf(text, indent);
    if (entry === null) {
      if (!isComment(text, indent)) otherLines++;
      continue;
    }
    names.push({ name: entry.name, line, looksSecret: looksSecret(entry.name, entry.value) });
    if (entry.opensBlock) block = entry.indent;
  }
  return { names, otherLines };
}

/** Blanks before the first character, or null for an empty line. */
function indentOf(text: Uint8Array): number | null {
  const first = text.findIndex((byte) => byte !== 0x20 && byte !== 0x09 && byte !== 0x0d);
  return first < 0 ? null : first;
}

function isComment(text: Uint8Array, indent: number): boolean {
  const [first, second] = [text[indent], text[indent + 1]];
  return first === 0x23 || (first === 0x2d && second === 0x2d) || first === 0x25;
}

interface Entry {
  readonly name: string;
  readonly value: Uint8Array;
  readonly indent: number;
  readonly opensBlock: boolean;
}

const longestName = 64;

function entryOf(text: Uint8Array, indent: number): Entry | null {
  const colon = text.indexOf(0x3a, indent);
  if (colon < 0 || colon > indent + longestName + 8) return null;
  const after = text[colon + 1];
  if (after !== undefined && after !== 0x20 && after !== 0x09 && after !== 0x0d) return null;
  const before = String.fromCharCode(...text.subarray(indent, colon));
  const [, dashes = '', , name] = /^((?:- +)*)(["']?)([A-Za-z_][A-Za-z0-9_./-]*)\2$/.exec(before) ?? [];
  if (name === undefined || name.length > longestName || !mayBeShown(name)) return null;
  const value = trimmed(text.subarray(colon + 1));
  // A value may go on in deeper lines when it is a block, or a quote that is not closed.
  const first = value[0];
  const isQuote = first === 0x22 || first === 0x27;
  const opensBlock =
    first === 0x7c || first === 0x3e || (isQuote && value.lastIndexOf(first) === 0) || isPlain(first);
  return { name, value, indent: indent + dashes.length, opensBlock: opensBlock && value.length > 0 };
}

/** A plain value: lines deeper than its name continue it, for a mapping cannot follow a value. */
function isPlain(first: number | undefined): boolean {
  return first !== undefined && first !== 0x23 && first !== 0x26 && first !== 0x21;
}

function trimmed(value: Uint8Array): Uint8Array {
  let [start, end] = [0, value.length];
  while (start < end && (value[start] as number) <= 0x20) start++;
  while (end > start && (value[end - 1] as number) <= 0x20) end--;
  return value.subarray(start, end);
}
