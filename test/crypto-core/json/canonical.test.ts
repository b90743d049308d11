import { canonicalText } from '@quorate/crypto-core/json/canonical';
import type { JsonValue } from '@quorate/crypto-core/json/value';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('RFC 8785', () => {
  it('sorts members and writes no white space', () => {
    expect(canonicalText({ b: [1, null, 'é"'], a: { d: true, c: -1 } })).toBe(
      '{"a":{"c":-1,"d":true},"b":[1,null,"é\\""]}',
    );
  });

  it('is what parsing and writing it again gives', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const whole = JSON.parse(
          JSON.stringify(value, (_, entry) => (typeof entry === 'number' ? Math.trunc(entry) || 0 : entry)),
        ) as JsonValue;
        const text = canonicalText(whole);
        expect(canonicalText(JSON.parse(text) as JsonValue)).toBe(text);
      }),
    );
  });
});
