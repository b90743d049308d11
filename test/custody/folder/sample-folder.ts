import { randomBytes } from 'node:crypto';
import type { Plan } from '@quorate/crypto-core/documents/plan';
import { readPlan } from '@quorate/crypto-core/documents/plan';
import { toHex, toUtf8 } from '@quorate/crypto-core/encoding';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import type { RecognisedFile } from '@quorate/custody/ceremony/input';
import { openJournal } from '@quorate/custody/ceremony/journal';
import { type SealedCeremony, sealCeremony } from '@quorate/custody/ceremony/seal';
import { nodePrimitives } from '@quorate/custody/primitives';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { samplePlan } from '../../sample-plan.ts';

/** Files to be sealed in a test, by path and contents. */
export type SampleContents = Readonly<Record<string, Uint8Array>>;

/** The files of a CometBFT home under the source `validator`. */
export function validatorHome(): SampleContents {
  return Object.fromEntries(sampleHome().map(({ path, bytes }) => [`validator/${path}`, bytes]));
}

/**
 * A ceremony sealed in memory, with cheap scrypt.
 * @param contents path with source name → bytes; they are copied, for sealing zeroes what it was given
 */
export async function sealSample(
  contents: SampleContents = validatorHome(),
  changes: Partial<Plan> = {},
): Promise<SealedCeremony> {
  const names = [...new Set(Object.keys(contents).map((path) => path.split('/')[0] as string))];
  const sources = names.map((name) => ({ name, role: null, host: null, created: null, expect: [] }));
  const planBytes = samplePlan({ sources, ...changes });
  const files: RecognisedFile[] = [];
  for (const [path, bytes] of Object.entries(contents).sort(([a], [b]) => (a < b ? -1 : 1))) {
    // Not slice: that of a Buffer shares its memory, and sealing zeroes what it was given.
    const content = Uint8Array.from(bytes);
    const description = await recogniseKeyFile(content, path);
    files.push({
      name: path.split('/')[0] as string,
      path,
      location: path,
      mode: 0o600,
      modified: new Date(0),
      content,
      description,
    });
  }
  const ceremonyId = randomBytes(4).toString('hex');
  return sealCeremony(
    {
      ceremonyId,
      plan: readPlan(planBytes),
      planSha256: toHex(nodePrimitives.sha256(planBytes)),
      files,
      time: '2026-11-20T12:00:00Z',
      cost: { N: 1024, r: 8, p: 1 },
      software: { name: 'quorate', version: '0.0.0' },
      kit: [
        { path: 'words.txt', bytes: toUtf8('abandon\n') },
        { path: 'FORMATS.txt', bytes: toUtf8('the page\n') },
      ],
    },
    openJournal(ceremonyId, true, { name: 'quorate', version: '0.0.0' }),
  );
}
