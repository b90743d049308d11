import { readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { ClosingRecord } from '@quorate/custody/ceremony/journal';
import { deliver, verifyStick } from '@quorate/custody/ceremony/sticks';
import { folderBytes, writeFolder } from '@quorate/custody/folder/write';
import { sealSample, validatorHome } from '../../custody/folder/sample-folder.ts';
import type { Order, Refused, Told } from '../lab/writer-protocol.ts';

// Runs in the machine: seals a ceremony in memory and writes it onto sticks as the product does, with the product's own
// functions. Each step is told before it is taken and waits for a line, so that the host can pull the stick right there.

let held = Buffer.alloc(0);

/** The next line, waited for without giving others a turn: the writer tells its steps from within. */
function line(): string | null {
  for (;;) {
    const at = held.indexOf('\n');
    if (at !== -1) {
      const text = held.toString('utf8', 0, at);
      held = held.subarray(at + 1);
      return text;
    }
    const part = Buffer.alloc(4096);
    const got = readSync(0, part, 0, part.length, null);
    if (got === 0) return null;
    held = Buffer.concat([held, part.subarray(0, got)]);
  }
}

function tell(told: Told): void {
  writeSync(1, `${JSON.stringify(told)}\n`);
}

function refusal(error: unknown): Refused {
  if (error instanceof QuorateError)
    return { code: error.code, message: error.message, hint: error.hint ?? null };
  return { code: null, message: error instanceof Error ? `${error.stack}` : String(error), hint: null };
}

// Several pieces of 1 MiB, so that there is a middle of a file.
const filler = new Uint8Array(2_500_000).map((_, at) => (at * 2_654_435_761) >>> 13);
const ceremony = await sealSample({ ...validatorHome(), 'app/filler': filler });
const { folder } = ceremony;
const closing = new ClosingRecord(
  () => '2026-11-20T12:30:00Z',
  ceremony.afterJournal,
  folder.folderHash,
).close({}).bytes;

async function obey(order: Order): Promise<string> {
  const path = join(order.stick, folder.name);
  if (order.do === 'write') {
    return writeFolder(order.stick, folder, {
      isRetry: order.isRetry,
      onProgress: ({ step }) => {
        tell({ step });
        line();
      },
    });
  }
  if (order.do === 'deliver') deliver(path, ceremony, closing);
  else verifyStick(path, ceremony);
  return path;
}

tell({ ready: { name: folder.name, folderHash: folder.folderHash, bytes: folderBytes(folder) } });
for (let text = line(); text !== null; text = line()) {
  try {
    tell({ done: await obey(JSON.parse(text) as Order) });
  } catch (error) {
    tell({ refused: refusal(error) });
  }
}
