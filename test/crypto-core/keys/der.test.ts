import {
  derChildren,
  derOf,
  objectIdentifier,
  positiveInteger,
  readDer,
} from '@quorate/crypto-core/keys/der';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

describe('DER', () => {
  it.each([
    ['indefinite length', '30800000'],
    ['a length over its minimum', '30810100'],
    ['a length with a leading zero', '3082000100'],
    ['a length of five bytes', '30850000000000'],
    ['a length past the end', '300200'],
    ['a tag number over 30', '1f2000'],
    ['something after it', '300000'],
    ['nothing', ''],
    ['a tag alone', '30'],
  ])('with %s is refused', (_, hex) => {
    expect(readDer(bytes(hex))).toBeNull();
  });

  it('comes back as it was written', () => {
    const anyTag = fc.integer({ min: 0, max: 255 }).filter((tag) => (tag & 0x1f) !== 0x1f);
    fc.assert(
      fc.property(anyTag, fc.uint8Array({ maxLength: 300 }), (tag, contents) => {
        const whole = derOf(tag, contents);
        expect(readDer(whole)).toEqual({ tag, contents, whole });
        const parent = derOf(0x30, whole, whole);
        expect(derChildren(readDer(parent))?.map((child) => child.tag)).toEqual([tag, tag]);
        expect(derChildren(readDer(parent), 1)).toBeNull();
      }),
      { seed: 8 },
    );
  });

  it.each([
    ['06082a8648ce3d030107', '1.2.840.10045.3.1.7'],
    ['06032b6570', '1.3.101.112'],
    ['0603550403', '2.5.4.3'],
    ['06028837', '2.999'],
    ['0600', null],
    ['060180', null],
    ['06028001', null],
    ['04032b6570', null],
  ])('object identifier %s', (hex, text) => {
    expect(objectIdentifier(readDer(bytes(hex)))).toBe(text);
  });

  it.each([
    ['020101', '01'],
    ['02020080', '80'],
    ['020100', '00'],
    ['020180', null],
    ['02020001', null],
    ['0200', null],
  ])('integer %s', (hex, value) => {
    const read = positiveInteger(readDer(bytes(hex)));
    expect(read === null ? null : Buffer.from(read).toString('hex')).toBe(value);
  });
});
