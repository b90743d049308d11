import { createECDH } from 'node:crypto';
import { ed25519KeyOf } from '../../crypto-core/keys/cometbft-files.ts';
import { bytesOf, type Draw, rsaKey } from '../secret-draw.ts';
import { type Add, armour, seedOf } from './sample.ts';

// OpenSSH.

const ssh = (...parts: (Uint8Array | string)[]) =>
  Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part as Uint8Array);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
const mpint = (value: bigint) => {
  const bytes = bytesOf(value);
  return (bytes[0] as number) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
};

/** PROTOCOL.key of OpenSSH, not encrypted. */
function opensshFile(blob: Buffer, secret: Buffer, check: Buffer): string {
  const inside = Buffer.concat([check, check, secret, ssh('comment')]);
  const padding = Buffer.from(Array.from({ length: -inside.length & 7 }, (_, i) => i + 1));
  return armour(
    'OPENSSH PRIVATE KEY',
    Buffer.concat([
      Buffer.from('openssh-key-v1\0'),
      ssh('none', 'none', ''),
      Buffer.of(0, 0, 0, 1),
      ssh(blob, Buffer.concat([inside, padding])),
    ]),
  );
}

export function sshSamples(draw: Draw, add: Add): void {
  const [recogniser, type] = ['recognisePem', 'openssh-private-key'];
  const check = draw.bytes(4);
  const ed25519 = ed25519KeyOf(draw.scalar());
  const blob = ssh('ssh-ed25519', ed25519.stored);
  const secret = ssh('ssh-ed25519', ed25519.stored, ed25519.secret);
  add('ssh/id_ed25519', recogniser, type, opensshFile(blob, secret, check), { seed: seedOf(ed25519) });
  add(
    'ssh/id_ed25519.pub',
    'recogniseSshPublicKey',
    'opaque',
    `ssh-ed25519 ${blob.toString('base64')} c\n`,
    {},
  );
  const scalar = draw.scalar();
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(scalar);
  const names = ['ecdsa-sha2-nistp256', 'nistp256'] as const;
  const point = ecdh.getPublicKey();
  const ecdsa = opensshFile(ssh(...names, point), ssh(...names, point, scalar), check);
  add('ssh/id_ecdsa', recogniser, type, ecdsa, { scalar });
  const { key, secrets } = rsaKey(draw);
  const jwk = key.export({ format: 'jwk' });
  const [n, e, d, qi, p, q] = (['n', 'e', 'd', 'qi', 'p', 'q'] as const).map((name) =>
    mpint(BigInt(`0x${Buffer.from(jwk[name] as string, 'base64url').toString('hex')}`)),
  ) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];
  const rsa = opensshFile(ssh('ssh-rsa', e, n), ssh('ssh-rsa', n, e, d, qi, p, q), check);
  add(
    'ssh/id_rsa',
    recogniser,
    type,
    rsa,
    // OpenSSH keeps these four.
    secrets.filter(({ what }) => /^(d|p|q|qi) of/.test(what)),
  );
}
