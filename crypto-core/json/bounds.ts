import { QuorateError } from '../errors.ts';

/** The most bytes a JSON document may have: 16 MiB. */
export const maxJsonBytes = 16 * 1024 * 1024;
/** The most levels of nesting; the root is level 1. */
export const maxJsonDepth = 32;
/** The most values a document may have: ten thousand keys have a quarter of a million. */
const maxJsonValues = 1_000_000;
/** The most entries a list may have. */
export const maxListEntries = 10_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Checks size and nesting before any parser sees the bytes, so that a hostile document costs one pass over it.
 * @param what names the document in the error
 * @throws `json-too-large`, `json-too-deep`
 */
export function checkJsonBounds(bytes: Uint8Array, what: string): void {
  if (bytes.length > maxJsonBytes) {
    throw new QuorateError(
      'json-too-large',
      `${what} has ${bytes.length} bytes, more than the ${maxJsonBytes} allowed`,
    );
  }
  let depth = 0;
  let values = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) {
      inString = true;
    } else if (byte === 0x2c) {
      values++;
    } else if (byte === 0x7b || byte === 0x5b) {
      values++;
      if (++depth > maxJsonDepth) {
        throw new QuorateError('json-too-deep', `${what} is nested more than ${maxJsonDepth} levels deep`);
      }
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--;
    }
  }
  if (values > maxJsonValues) {
    throw new QuorateError('json-too-large', `${what} holds more than ${maxJsonValues} values`);
  }
}
