import { pairCertificates } from '@quorate/crypto-core/keys/certificate-pairing';
import { describe, expect, it } from 'vitest';

const certificate = (path: string, fingerprint: string) => ({ path, type: 'x509-certificate', fingerprint });
const key = (path: string, fingerprint: string | null) => ({ path, type: 'pem-private-key', fingerprint });
const pairsOf = (...entries: ReturnType<typeof key>[]) =>
  pairCertificates(entries).map(({ key, mistaken }) => [key?.path ?? null, mistaken?.path ?? null]);

describe('a certificate', () => {
  it('belongs to the key of its fingerprint, the nearest where there are several', () => {
    const entries = [key('a/server.key', 'aa'), key('b/server.key', 'aa'), key('b/other.key', 'bb')];
    expect(pairsOf(certificate('b/server.crt', 'aa'), ...entries)).toEqual([['b/server.key', null]]);
    expect(pairsOf(certificate('c/server.crt', 'aa'), ...entries)).toEqual([['a/server.key', null]]);
  });

  it('is mistaken for that of the key beside it: of the same name, else the only one', () => {
    expect(
      pairsOf(certificate('t/server.crt', 'aa'), key('t/server.key', 'bb'), key('t/x.key', 'cc')),
    ).toEqual([[null, 't/server.key']]);
    expect(pairsOf(certificate('t/fullchain.pem', 'aa'), key('t/privkey.pem', 'bb'))).toEqual([
      [null, 't/privkey.pem'],
    ]);
  });

  it('of an authority has no key, and an encrypted key is not judged', () => {
    expect(pairsOf(certificate('t/ca.crt', 'aa'), key('t/a.key', 'bb'), key('t/b.key', 'cc'))).toEqual([
      [null, null],
    ]);
    expect(pairsOf(certificate('t/server.crt', 'aa'), key('t/server.key', null))).toEqual([[null, null]]);
    expect(pairsOf(certificate('t/server.crt', 'aa'), key('u/server.key', 'bb'))).toEqual([[null, null]]);
  });
});
