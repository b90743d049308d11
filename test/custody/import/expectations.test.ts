import { checkExpectations } from '@quorate/custody/import/expectations';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../refusal.ts';

const fingerprint = 'ab'.repeat(32);
const key = { path: 'tls/server.key', type: 'pem-private-key', publicKey: null, fingerprint, address: null };
const certificate = { ...key, path: 'tls/server.crt', type: 'x509-certificate' };

describe('what is expected of a source', () => {
  it('is met by a key, with separators and in either case', () => {
    const written = fingerprint.toUpperCase().replace(/..(?=.)/g, '$&:');
    expect(() =>
      checkExpectations([fingerprint, written, ` ${fingerprint}  -`], [key], 'the source'),
    ).not.toThrow();
  });

  it('is not met by a certificate: the key may be missing', () => {
    const refused = refusal(() => checkExpectations([fingerprint], [certificate], 'the source "tls"'));
    expect(refused.code).toBe('expectation-unmet');
    expect(refused.message).toContain('only its certificate tls/server.crt');
    expect(() => checkExpectations([fingerprint], [certificate, key], 'the source')).not.toThrow();
  });

  it('is unmet by another, and says what there is', () => {
    const refused = refusal(() => checkExpectations(['cd'.repeat(32)], [key, certificate], 'the source'));
    expect([refused.code, refused.hint]).toEqual(['expectation-unmet', `found: ${fingerprint}`]);
  });
});
