import { basename } from 'node:path';
import { readPlan } from '@quorate/crypto-core/documents/plan';
import { toHex } from '@quorate/crypto-core/encoding';
import { QuorateError } from '@quorate/crypto-core/errors';
import { maxJsonBytes } from '@quorate/crypto-core/json/bounds';
import type { GivenPlan } from '@quorate/custody/ceremony/input';
import { readFileOnce } from '@quorate/custody/files/read';
import { nodePrimitives } from '@quorate/custody/primitives';

/**
 * Reads a plan that was prepared as a file.
 * @throws the codes of `readPlan`, with the file's name before what it says, and `file-…` codes
 */
export function readPlanAt(path: string): GivenPlan {
  const { bytes } = readFileOnce(path, maxJsonBytes);
  try {
    return { plan: readPlan(bytes), planSha256: toHex(nodePrimitives.sha256(bytes)) };
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    throw new QuorateError(
      error.code,
      `${basename(path)}: ${error.message}`,
      error.hint ?? 'choose the plan that was reviewed, or fill it in here together',
    );
  }
}
