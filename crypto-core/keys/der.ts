/**
 * One element of DER (ITU-T X.690): its parts are views of the bytes it was read from, so that zeroing those zeroes
 * everything.
 */
export interface DerElement {
  /** The identifier octet: class, constructed bit and number. */
  readonly tag: number;
  readonly contents: Uint8Array;
  /** Identifier, length and contents. */
  readonly whole: Uint8Array;
}

/** Identifier octets of what key files are made of. */
export const derTags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  sequence: 0x30,
  set: 0x31,
} as const;

/**
 * Reads the one element that the bytes consist of. An own reader, for the libraries copy contents into places that
 * nobody can zero, and take BER as well. What is refused: indefinite and not minimal lengths, lengths over 4 bytes,
 * tag numbers from 31 on, anything after the element. Nothing is descended into here, so there is no depth to bound.
 * @returns null when the bytes are anything else
 */
export function readDer(bytes: Uint8Array, tag?: number): DerElement | null {
  const element = elementAt(bytes, 0);
  if (element === null || element.whole.length !== bytes.length) return null;
  return tag === undefined || element.tag === tag ? element : null;
}

/**
 * The elements inside a constructed one, at most `most` of them.
 * @returns null when the contents are not whole elements, or are more
 */
export function derChildren(parent: DerElement | null | undefined, most = 64): DerElement[] | null {
  if (parent === null || parent === undefined || (parent.tag & 0x20) === 0) return null;
  const children: DerElement[] = [];
  for (let at = 0; at < parent.contents.length; ) {
    const child = elementAt(parent.contents, at);
    if (child === null || children.length === most) return null;
    children.push(child);
    at += child.whole.length;
  }
  return children;
}

function elementAt(bytes: Uint8Array, start: number): DerElement | null {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null;
  let length = first;
  let at = start + 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4 || at + count > bytes.length || bytes[at] === 0) return null;
    length = 0;
    for (const end = at + count; at < end; at++) length = length * 256 + (bytes[at] as number);
    if (length < 0x80) return null;
  }
  if (at + length > bytes.length) return null;
  return { tag, contents: bytes.subarray(at, at + length), whole: bytes.subarray(start, at + length) };
}

/** The dotted text of an object identifier, or null. */
export function objectIdentifier(element: DerElement | null | undefined): string | null {
  if (element?.tag !== derTags.objectIdentifier) return null;
  const { contents } = element;
  if (contents.length === 0 || contents.length > 32) return null;
  const arcs: number[] = [];
  let arc = 0;
  for (const [index, byte] of contents.entries()) {
    if (arc === 0 && byte === 0x80) return null;
    arc = arc * 128 + (byte & 0x7f);
    if (arc > 2 ** 40) return null;
    if (byte >= 0x80) {
      if (index === contents.length - 1) return null;
      continue;
    }
    if (arcs.length === 0)
      arcs.push(Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40)));
    else arcs.push(arc);
    arc = 0;
  }
  return arcs.join('.');
}

/** The bytes of a positive INTEGER without its leading zero, or null for anything else. A view. */
export function positiveInteger(element: DerElement | null | undefined): Uint8Array | null {
  if (element?.tag !== derTags.integer) return null;
  const { contents } = element;
  const [first, second] = contents;
  if (first === undefined || first >= 0x80) return null;
  if (first !== 0) return contents;
  if (second === undefined) return contents;
  return second >= 0x80 ? contents.subarray(1) : null;
}

/** An INTEGER from 0 to 255, or null. */
export function smallInteger(element: DerElement | null | undefined): number | null {
  const bytes = positiveInteger(element);
  return bytes?.length === 1 ? (bytes[0] as number) : null;
}

/** The bytes of a BIT STRING of whole octets, or null. A view. */
export function bitString(
  element: DerElement | null | undefined,
  tag: number = derTags.bitString,
): Uint8Array | null {
  return element?.tag === tag && element.contents[0] === 0 ? element.contents.subarray(1) : null;
}

/** Writes an element: identifier, minimal length, and the given contents one after another. */
export function derOf(tag: number, ...contents: Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, part) => sum + part.length, 0);
  const lengthBytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) lengthBytes.unshift(rest % 256);
  const head = length < 0x80 ? [tag, length] : [tag, 0x80 + lengthBytes.length, ...lengthBytes];
  const whole = new Uint8Array(head.length + length);
  whole.set(head);
  let at = head.length;
  for (const part of contents) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
