import type { Draw, Secret } from '../secret-draw.ts';
import { cometbftSamples, keyringSamples, remoteSignerSamples } from './chain.ts';
import { otherSamples } from './others.ts';
import { pemSamples } from './pem.ts';
import { type Add, type Sample, text } from './sample.ts';
import { sshSamples } from './ssh.ts';

// Key files of every format that is recognised, around secrets drawn from a seed. The forms are made here from their
// published descriptions or by Node's OpenSSL; nothing comes from the product.

/** One sample of every format, all of fresh secrets. */
export function samplesOf(draw: Draw, words: (entropy: Uint8Array) => string): Sample[] {
  const samples: Sample[] = [];
  const add: Add = (path, by, type, file, secrets, isSealed = false) => {
    const listed = Array.isArray(secrets)
      ? (secrets as readonly Secret[])
      : Object.entries(secrets).map(([what, bytes]) => ({ what, bytes }));
    const named = listed.map(({ what, bytes }) => ({ what: `${what} (${path})`, bytes }));
    samples.push({
      path,
      by,
      type,
      file: typeof file === 'string' ? text(file) : Uint8Array.from(file),
      secrets: named,
      isSealed,
    });
  };

  cometbftSamples(draw, add);
  remoteSignerSamples(draw, add);
  keyringSamples(draw, add);
  pemSamples(draw, add);
  sshSamples(draw, add);
  otherSamples(draw, add, words);
  return samples;
}
