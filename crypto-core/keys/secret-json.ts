import type { SecretJson, SecretMembers } from './secret-json-tree.ts';
import { backslash, letterU, plainOfEscape, publicText } from './secret-json-values.ts';

/** Why bytes are not JSON that can be relied on. */
export type JsonFault = 'syntax' | 'byte-order-mark' | 'duplicate-member' | 'too-deep';

/** What reading gave: a value, or a fault and the offset in bytes where it was met. */
export type SecretJsonReading =
  | { readonly value: SecretJson; readonly fault: null }
  | { readonly value: null; readonly fault: JsonFault; readonly at: number };

/** Of UTF-8 and both kinds of UTF-16. */
const byteOrderMarks = [
  [0xef, 0xbb, 0xbf],
  [0xff, 0xfe],
  [0xfe, 0xff],
] as const;

/** Deeper nesting is refused; the root is level 1, as in our own documents. */
const deepestLevel = 32;

/**
 * Reads RFC 8259 JSON. Objects that name a member twice are refused, for programs differ in which of them counts.
 * The elements of arrays are checked and not kept. Never throws. Bytes that are not UTF-8 inside values pass: they
 * are looked at only where a value is used.
 */
export function readSecretJson(bytes: Uint8Array): SecretJsonReading {
  if (byteOrderMarks.some((mark) => mark.every((byte, i) => bytes[i] === byte))) {
    return { value: null, fault: 'byte-order-mark', at: 0 };
  }
  const scanner = new Scanner(bytes);
  try {
    return { value: scanner.document(), fault: null };
  } catch (error) {
    if (error instanceof Fault) return { value: null, fault: error.fault, at: scanner.at };
    throw error;
  }
}

/** The members of a reading that is an object, else null. */
export function objectOf(reading: SecretJsonReading): SecretMembers | null {
  return reading.value?.kind === 'object' ? reading.value.members : null;
}

const [quote, comma, colon] = [0x22, 0x2c, 0x3a];
const [openObject, closeObject, openArray, closeArray] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Thrown inside the scanner alone. No Error: a damaged file is no fault of the program that needs a stack trace. */
class Fault {
  readonly fault: JsonFault;
  constructor(fault: JsonFault) {
    this.fault = fault;
  }
}

class Scanner {
  at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  document(): SecretJson {
    const value = this.value(1);
    this.space();
    if (this.at !== this.bytes.length) throw new Fault('syntax');
    return value;
  }

  private value(level: number): SecretJson {
    if (level > deepestLevel) throw new Fault('too-deep');
    this.space();
    const byte = this.bytes[this.at];
    if (byte === quote) return { kind: 'string', quoted: this.string() };
    if (byte === openObject) return this.object(level);
    if (byte === openArray) return this.array(level);
    for (const literal of ['true', 'false', 'null'] as const) {
      if (this.skip(literal)) return { kind: literal };
    }
    return { kind: 'number', digits: this.number() };
  }

  private object(level: number): SecretJson {
    const members = new Map<string, SecretJson>();
    this.at++;
    if (this.ends(closeObject)) return { kind: 'object', members };
    do {
      this.space();
      const name = this.name();
      if (members.has(name)) throw new Fault('duplicate-member');
      this.space();
      this.expect(colon);
      members.set(name, this.value(level + 1));
    } while (this.goesOn(closeObject));
    return { kind: 'object', members };
  }

  private array(level: number): SecretJson {
    this.at++;
    if (this.ends(closeArray)) return { kind: 'array' };
    do this.value(level + 1);
    while (this.goesOn(closeArray));
    return { kind: 'array' };
  }

  private name(): string {
    if (this.bytes[this.at] !== quote) throw new Fault('syntax');
    const quoted = this.string();
    const name = publicText({ kind: 'string', quoted }, quoted.length);
    if (name === null) throw new Fault('syntax');
    return name;
  }

  private string(): Uint8Array {
    const start = ++this.at;
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined || byte < 0x20) throw new Fault('syntax');
      this.at++;
      if (byte === quote) return this.bytes.subarray(start, this.at - 1);
      if (byte === backslash) this.escape();
    }
  }

  private escape(): void {
    const byte = this.bytes[this.at] ?? 0;
    if (byte !== letterU && !plainOfEscape.has(byte)) throw new Fault('syntax');
    this.at++;
    if (byte !== letterU) return;
    for (const end = this.at + 4; this.at < end; this.at++) {
      if (!isHexDigit(this.bytes[this.at] ?? 0)) throw new Fault('syntax');
    }
  }

  private number(): Uint8Array {
    const start = this.at;
    this.skip('-');
    if (!this.skip('0')) this.digits();
    if (this.skip('.')) this.digits();
    if (this.skip('e') || this.skip('E')) {
      if (!this.skip('+')) this.skip('-');
      this.digits();
    }
    return this.bytes.subarray(start, this.at);
  }

  private digits(): void {
    const start = this.at;
    while (isDigit(this.bytes[this.at] ?? 0)) this.at++;
    if (this.at === start) throw new Fault('syntax');
  }

  private space(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.at++;
    }
  }

  private ends(closing: number): boolean {
    this.space();
    if (this.bytes[this.at] !== closing) return false;
    this.at++;
    return true;
  }

  private goesOn(closing: number): boolean {
    if (this.ends(closing)) return false;
    this.expect(comma);
    return true;
  }

  private expect(byte: number): void {
    if (this.bytes[this.at] !== byte) throw new Fault('syntax');
    this.at++;
  }

  private skip(ascii: string): boolean {
    for (let i = 0; i < ascii.length; i++) {
      if (this.bytes[this.at + i] !== ascii.charCodeAt(i)) return false;
    }
    this.at += ascii.length;
    return true;
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isHexDigit(byte: number): boolean {
  return isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}
