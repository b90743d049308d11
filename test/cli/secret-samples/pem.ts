import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { type Draw, rsaKey, type Secret } from '../secret-draw.ts';
import { type Add, armour, text } from './sample.ts';

// PEM and DER.

/** Names of OpenSSL, object identifiers in DER, and lengths of scalars. */
const curves = [
  ['prime256v1', '06082a8648ce3d030107', 32],
  ['secp384r1', '06052b81040022', 48],
  ['secp521r1', '06052b81040023', 66],
  ['secp256k1', '06052b8104000a', 32],
] as const;

/** PKCS #8 up to the private key of RFC 8410. */
const octets = [
  ['ed25519', '302e020100300506032b657004220420', 32],
  ['x25519', '302e020100300506032b656e04220420', 32],
  ['ed448', '3047020100300506032b6571043b0439', 57],
  ['x448', '3046020100300506032b656f043a0438', 56],
] as const;

function ecKey(identifier: string, scalar: Buffer): KeyObject {
  const [octet, parameters] = [
    Buffer.concat([Buffer.of(4, scalar.length), scalar]),
    Buffer.from(identifier, 'hex'),
  ];
  const body = Buffer.concat([
    Buffer.from('020101', 'hex'),
    octet,
    Buffer.of(0xa0, parameters.length),
    parameters,
  ]);
  return createPrivateKey({
    key: Buffer.concat([Buffer.of(0x30, body.length), body]),
    format: 'der',
    type: 'sec1',
  });
}

export function pemSamples(draw: Draw, add: Add): void {
  const [pem, der, type] = ['recognisePem', 'recogniseDer', 'pem-private-key'];
  const forms = (name: string, key: KeyObject, secrets: Record<string, Uint8Array> | readonly Secret[]) => {
    const password = draw.password();
    const locked = key.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: password });
    add(`pem/${name}.pem`, pem, type, key.export({ format: 'pem', type: 'pkcs8' }) as string, secrets);
    add(`pem/${name}.der`, der, type, key.export({ format: 'der', type: 'pkcs8' }), secrets);
    add(`pem/${name}.locked.pem`, pem, type, locked as string, { password: text(password) }, true);
  };
  for (const [name, identifier, length] of curves) {
    const scalar = draw.scalar(length);
    const key = ecKey(identifier, scalar);
    add(`pem/${name}.sec1.pem`, pem, type, key.export({ format: 'pem', type: 'sec1' }) as string, { scalar });
    if (name !== 'prime256v1') continue;
    forms(name, key, { scalar });
    add(`pem/${name}.sec1.der`, der, type, key.export({ format: 'der', type: 'sec1' }), { scalar });
    const withWindows = (key.export({ format: 'pem', type: 'pkcs8' }) as string).replaceAll('\n', '\r\n');
    add(`pem/${name}.crlf.pem`, pem, type, `\ufeff${withWindows}`, { scalar });
  }
  for (const [name, prefix, length] of octets) {
    const secret = draw.bytes(length);
    const info = Buffer.concat([Buffer.from(prefix, 'hex'), secret]);
    const key = createPrivateKey({ key: info, format: 'der', type: 'pkcs8' });
    if (name === 'ed25519') forms(name, key, { 'private key': secret });
    else add(`pem/${name}.pem`, pem, type, armour('PRIVATE KEY', info), { 'private key': secret });
  }
  const rsa = rsaKey(draw);
  forms('rsa', rsa.key, rsa.secrets);
  const passphrase = draw.password();
  const pkcs1 = { format: 'pem', type: 'pkcs1' } as const;
  add('pem/rsa.pkcs1.pem', pem, type, rsa.key.export(pkcs1) as string, rsa.secrets);
  const oldLock = rsa.key.export({ ...pkcs1, cipher: 'aes-256-cbc', passphrase }) as string;
  add('pem/rsa.proc-type.pem', pem, type, oldLock, { password: text(passphrase) }, true);
  const publicPem = createPublicKey(rsa.key).export({ format: 'pem', type: 'spki' }) as string;
  add('pem/rsa.pub.pem', pem, 'opaque', publicPem, {});
}
