import { derTags, readDer } from './der.ts';
import { type KeyDescription, opaque } from './key-description.ts';
import type { KeyFile } from './key-file.ts';
import { describePem } from './pem-describe.ts';
import { encryptedPkcs8, encryptedWith, isPkcs12 } from './pem-encrypted.ts';
import { encryptedKey } from './pem-file.ts';
import { readPrivateKey } from './private-key-der.ts';
import { readSpki } from './spki.ts';
import { readCertificate } from './x509.ts';

/** A file that is one DER structure: a private key as an HSM imports it, a certificate, a public key, PKCS #12. */
export async function recogniseDer({ bytes }: KeyFile): Promise<KeyDescription | null> {
  const element = readDer(bytes, derTags.sequence);
  if (element === null) return null;
  const nothing = { keys: [], certificates: [], publicKeys: [], damaged: [] };
  const how = encryptedPkcs8(bytes);
  const key = how === null ? await readPrivateKey(bytes) : encryptedKey(null, how);
  if (key !== null) return describePem({ ...nothing, keys: [{ facts: [], isOpenssh: false, ...key }] });
  const certificate = await readCertificate(bytes);
  if (certificate !== null) return describePem({ ...nothing, certificates: [certificate] });
  const publicKey = await readSpki(element);
  if (publicKey !== null) return describePem({ ...nothing, publicKeys: [publicKey] });
  if (!isPkcs12(bytes)) return null;
  return { ...opaque(pkcs12Note), type: 'encrypted-file', facts: [encryptedWith('PKCS #12')] };
}

const pkcs12Note = {
  code: 'encrypted',
  text: 'It is a PKCS #12 store: keys and certificates under a passphrase of its own. It is kept as it is; keep its passphrase too.',
} as const;
