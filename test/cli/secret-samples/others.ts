import { bech32 } from '@scure/base';
import { ed25519KeyOf, fileOf, type TestKey } from '../../crypto-core/keys/cometbft-files.ts';
import type { Draw } from '../secret-draw.ts';
import { type Add, armour, seedOf, text } from './sample.ts';

// OpenPGP, encrypted files, secrets files, and what nothing is known of.

/** A secret key packet of version 4, EdDSA, without a passphrase, and its user id (RFC 9580, 5.5). */
function openpgpKey(key: TestKey): Buffer {
  const seed = key.secret.subarray(0, 32);
  const integer = (bytes: Buffer) => {
    const bits = bytes.length * 8 - Math.clz32(bytes[0] as number) + 24;
    return Buffer.concat([Buffer.of(bits >> 8, bits & 0xff), bytes]);
  };
  const secret = integer(seed);
  const sum = secret.reduce((total, byte) => total + byte, 0) & 0xffff;
  const body = Buffer.concat([
    Buffer.from('046400000016092b06010401da470f01', 'hex'),
    integer(Buffer.concat([Buffer.of(0x40), key.stored])),
    Buffer.of(0),
    secret,
    Buffer.of(sum >> 8, sum & 0xff),
  ]);
  const user = Buffer.from('Al <al@example>');
  return Buffer.concat([Buffer.of(0xc5, body.length), body, Buffer.of(0xcd, user.length), user]);
}

export function otherSamples(draw: Draw, add: Add, words: (entropy: Uint8Array) => string): void {
  const openpgp = 'recogniseOpenpgp';
  const [binary, armoured] = [ed25519KeyOf(draw.highBit()), ed25519KeyOf(draw.highBit())];
  add('pgp/al.gpg', openpgp, 'openpgp-secret-key', openpgpKey(binary), { seed: seedOf(binary) });
  const block = armour('PGP PRIVATE KEY BLOCK', openpgpKey(armoured), '\n');
  add('pgp/al.asc', openpgp, 'openpgp-secret-key', block, { seed: seedOf(armoured) });
  const [session, message] = [draw.bytes(8), draw.bytes(90)];
  const packets = Buffer.concat([
    Buffer.of(0xc3, 13, 4, 9, 3, 8),
    session,
    Buffer.of(0x60, 0xd2, message.length),
    message,
  ]);
  add('pgp/note.gpg', openpgp, 'encrypted-file', packets, { ciphertext: message });

  const encrypted = 'recogniseEncryptedFile';
  const identity = draw.scalar();
  const written = bech32.encode('age-secret-key-', bech32.toWords(Uint8Array.from(identity))).toUpperCase();
  add('age/identity.txt', encrypted, 'opaque', `# created: today\n${written}\n`, { identity });
  const file = Buffer.concat([
    Buffer.from(
      `age-encryption.org/v1\n-> X25519 ${'A'.repeat(43)}\n${'A'.repeat(43)}\n--- ${'A'.repeat(43)}\n`,
    ),
    message.subarray(0, 60),
  ]);
  add('age/one.age', encrypted, 'encrypted-file', file, { ciphertext: message.subarray(0, 60) });
  const salted = draw.bytes(80);
  const enc = Buffer.concat([Buffer.from('Salted__'), salted]);
  add('age/note.enc', encrypted, 'encrypted-file', enc, { ciphertext: salted });
  const vault = draw.bytes(80);
  const ansible = `$ANSIBLE_VAULT;1.1;AES256\n${vault.toString('hex').replace(/.{80}/g, '$&\n')}\n`;
  add('age/vault.yml', encrypted, 'encrypted-file', ansible, { ciphertext: vault });

  const secretsFile = 'recogniseSecretsFile';
  const [token, key, entropy] = [draw.password(), draw.bytes(32), draw.bytes(32)];
  const values = { token: text(token), key, entropy };
  const [base64, hex, phrase] = [key.toString('base64'), key.toString('hex'), words(entropy)];
  const env = `A=1\nexport TOKEN='${token}'\nKEY=${base64}\nHEX=${hex}\nSEED="${phrase}"\nDB=postgres://u:${token}@h/d\nLONG="${base64.slice(0, 20)}\n${base64.slice(20)}"\n${base64}\n${hex}=\n${token}\n`;
  add('apps/.env', secretsFile, 'secrets-file', env, values);
  const yaml = `a:\n  token: ${token}\n  words: |\n    ${phrase}\n  list:\n  - ${base64}\n${hex}: x\nb: "${base64.slice(0, 20)}\n  ${base64.slice(20)}"\n${base64}\n`;
  add('apps/secrets.yaml', secretsFile, 'secrets-file', yaml, values);
  add('apps/words.txt', null, 'opaque', phrase, { entropy });
  add('apps/any.hex', null, 'opaque', `${hex}\n`, { key });
  const blob = draw.bytes(64);
  add('apps/blob.bin', null, 'opaque', blob, { blob });
  const [quantum, alone] = [draw.bytes(64), draw.bytes(32)];
  const json = fileOf({ algorithm: 'ML-DSA-65', public_key: 'AAAA', private_key: quantum.toString('hex') });
  add('marked/validator_keys.json', null, 'opaque', json, { 'private key': quantum });
  add('apps/session.key', null, 'opaque', alone.toString('base64url'), { seed: alone });
}
