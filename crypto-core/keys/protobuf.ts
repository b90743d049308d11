/** A field of a protocol buffers message: its number, and its bytes where it has a length. Views. */
export interface ProtoField {
  readonly number: number;
  readonly bytes: Uint8Array | null;
}

/**
 * The fields of a message, at most 64. Numbers are skipped over: nothing here needs one.
 * @returns null when the bytes are no message
 */
export function protoFields(bytes: Uint8Array): ProtoField[] | null {
  const fields: ProtoField[] = [];
  for (let at = 0; at < bytes.length; ) {
    const key = varintAt(bytes, at);
    if (key === null || fields.length === 64) return null;
    at = key.next;
    const [number, wireType] = [Math.floor(key.value / 8), key.value % 8];
    if (number === 0) return null;
    if (wireType === 2) {
      const length = varintAt(bytes, at);
      if (length === null || length.next + length.value > bytes.length) return null;
      at = length.next + length.value;
      fields.push({ number, bytes: bytes.subarray(length.next, at) });
      continue;
    }
    const next =
      wireType === 0 ? varintAt(bytes, at)?.next : wireType === 1 ? at + 8 : wireType === 5 ? at + 4 : null;
    if (next === undefined || next === null || next > bytes.length) return null;
    at = next;
    fields.push({ number, bytes: null });
  }
  return fields;
}

/** The bytes of the one field of a number; null where it is absent or stands twice. */
export function protoBytes(message: Uint8Array | null, number: number): Uint8Array | null {
  const found =
    message === null ? [] : (protoFields(message) ?? []).filter((field) => field.number === number);
  return found.length === 1 ? (found[0]?.bytes ?? null) : null;
}

function varintAt(bytes: Uint8Array, start: number): { value: number; next: number } | null {
  let value = 0;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[start + i];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, next: start + i + 1 };
  }
  return null;
}
