import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { QuorateError } from '@quorate/crypto-core/errors';
import { hashFile } from '@quorate/custody/files/hash';
import type { Reread } from '@quorate/custody/files/patient-read';
import { readFileOnce } from '@quorate/custody/files/read';
import { compareWithFile } from '@quorate/custody/files/write';

// Reads a file in a way of the product, in a process whose system calls fail; tells what came of it.
const [how, path] = process.argv.slice(2) as ['once' | 'hash' | 'compare', string];
const rereads: Reread[] = [];
const onReread = (reread: Reread) => rereads.push(reread);
const most = Number.MAX_SAFE_INTEGER;
try {
  const sha256 = {
    once: () =>
      createHash('sha256')
        .update(readFileOnce(path, most, onReread).bytes)
        .digest('hex'),
    hash: () => hashFile(path, most, onReread),
    compare: () => {
      compareWithFile(path, readFileSync(`${path}.same`), { onReread });
      return null;
    },
  }[how]();
  console.log(JSON.stringify({ sha256, rereads }));
} catch (error) {
  if (!(error instanceof QuorateError)) throw error;
  const { code, message } = error;
  console.log(JSON.stringify({ code, message, rereads }));
}
