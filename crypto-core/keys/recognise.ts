import { recogniseCometbftDamaged } from './cometbft-damaged.ts';
import { recogniseCometbftNodeKey } from './cometbft-node-key.ts';
import { recogniseCometbftPrivValidatorKey } from './cometbft-priv-validator-key.ts';
import { recogniseCometbftPrivValidatorLegacy } from './cometbft-priv-validator-legacy.ts';
import { recogniseCometbftSigningState } from './cometbft-signing-state.ts';
import { recogniseCosmosKeyring } from './cosmos-keyring.ts';
import { recogniseDer } from './der-file.ts';
import { recogniseEncryptedFile } from './encrypted-file.ts';
import { recogniseHorcrux } from './horcrux.ts';
import { type KeyDescription, opaque } from './key-description.ts';
import { largestKeyFile, type Recogniser } from './key-file.ts';
import { recogniseKeyringPassword } from './keyring-password.ts';
import { recogniseOpenpgp } from './openpgp-file.ts';
import { readPem, wipePem } from './pem.ts';
import { recognisePem } from './pem-file.ts';
import { readSecretJson } from './secret-json.ts';
import { recogniseSecretsFile } from './secrets-file.ts';
import { recogniseSshPublicKey } from './ssh-public-key.ts';
import { recogniseTmkms } from './tmkms.ts';

export type { KeyDescription, KeyFact, KeyFileType, KeyNote, KeyNoteCode } from './key-description.ts';

/** Every format that is recognised, the more particular before the more general. A new one is a file and a line. */
const recognisers: readonly Recogniser[] = [
  recogniseCometbftPrivValidatorLegacy,
  recogniseCometbftPrivValidatorKey,
  recogniseCometbftNodeKey,
  recogniseCometbftSigningState,
  recogniseHorcrux,
  recogniseCosmosKeyring,
  recogniseKeyringPassword,
  recogniseOpenpgp,
  recognisePem,
  recogniseDer,
  recogniseSshPublicKey,
  recogniseEncryptedFile,
  recogniseTmkms,
  recogniseSecretsFile,
  recogniseCometbftDamaged,
];

/**
 * Tells what a key file is, with its public values derived from its private half. Never throws on odd content: what
 * is not recognised is `opaque`, with a note where it looks like a known file that is damaged. No secret byte enters
 * the result; decoded private halves are zeroed before it is returned, `bytes` stay as they are.
 * @param bytes the whole file
 * @param name its name or path; it only settles what the content leaves open
 */
export async function recogniseKeyFile(bytes: Uint8Array, name = ''): Promise<KeyDescription> {
  if (bytes.length > largestKeyFile) {
    return opaque({
      code: 'too-large',
      text: `The file has ${bytes.length} bytes; files over ${largestKeyFile} bytes are kept as they are and not looked into.`,
    });
  }
  const baseName = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const file = { bytes, baseName, json: readSecretJson(bytes), pem: readPem(bytes) };
  try {
    for (const recognise of recognisers) {
      const description = await recognise(file);
      if (description !== null) return description;
    }
    return opaque();
  } finally {
    wipePem(file.pem?.blocks ?? []);
  }
}
