import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toUtf8 } from '@quorate/crypto-core/encoding';
import { largestHeight, readSigningState } from '@quorate/crypto-core/keys/signing-state';
import { checkSandbox, neverSigns } from '@quorate/custody/drill/sandbox';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CeremonyOnStick, onStick } from '../../cli/ceremony-folder.ts';
import { allowsSigning, anyState } from '../../crypto-core/keys/check-hrs.ts';
import { refusal } from '../../refusal.ts';
import { type SampleContents, sealSample } from '../folder/sample-folder.ts';
import { filesBelow } from './files-below.ts';
import { openedDrill } from './held.ts';

let root: string;
let sandboxes: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'quorate-sandbox-'));
  sandboxes = mkdtempSync('/dev/shm/quorate-sandbox-');
});
afterAll(() => {
  for (const folder of [root, sandboxes]) rmSync(folder, { recursive: true, force: true });
});

let made = 0;
/** Holds a full drill of these files. */
async function fullDrill(contents: SampleContents) {
  const on: CeremonyOnStick = await onStick(await sealSample(contents), root);
  const drill = await openedDrill(on, 'full', [1, 2]);
  drill.compare([]);
  const sandbox = drill.restore(join(sandboxes, `sandbox-${++made}`));
  return { drill, sandbox };
}
const home = (name: string): Record<string, Uint8Array> =>
  Object.fromEntries(sampleHome().map(({ path, bytes }) => [`${name}/${path}`, bytes]));

it('the state of a copy refuses every height, round and step there is', () => {
  fc.assert(
    fc.property(anyState, (at) => !allowsSigning(neverSigns, at)),
    { numRuns: 2000, seed: 20261121 },
  );
  for (const height of [0n, 1n, largestHeight - 1n, largestHeight]) {
    for (const round of [0, 1, 2 ** 31 - 1]) {
      for (const step of [1, 2, 3]) expect(allowsSigning(neverSigns, { height, round, step })).toBe(false);
    }
  }
});

describe('a full drill', () => {
  it('writes every file, the key behind a state that never signs, the backup’s own state not at all', async () => {
    const contents = { ...home('validator'), 'app/.env': toUtf8('TOKEN=x\n') };
    const { drill, sandbox } = await fullDrill(contents);
    drill.end();
    expect(sandbox.signing).toEqual([
      {
        key: 'validator/config/priv_validator_key.json',
        state: 'validator/data/priv_validator_state.json',
      },
    ]);
    for (const [path, bytes] of Object.entries(contents)) {
      const found = readFileSync(join(sandbox.path, path));
      if (!path.endsWith('state.json')) expect(found).toEqual(Buffer.from(bytes));
    }
    const state = readFileSync(join(sandbox.path, 'validator/data/priv_validator_state.json'));
    expect(readSigningState(state)).toEqual(neverSigns);
    expect(JSON.parse(state.toString())).toEqual({
      height: '9223372036854775807',
      round: 2147483647,
      step: 3,
    });
  });

  it('does so for each of several keys, and for one whose state was not in the backup', async () => {
    const second = home('second');
    delete second['second/data/priv_validator_state.json'];
    const { drill, sandbox } = await fullDrill({ ...home('first'), ...second });
    drill.end();
    expect(sandbox.signing.map(({ key }) => key)).toEqual([
      'first/config/priv_validator_key.json',
      'second/config/priv_validator_key.json',
    ]);
    for (const { state } of sandbox.signing) {
      expect(readSigningState(readFileSync(join(sandbox.path, state)))).toEqual(neverSigns);
    }
  });

  it('leaves out a key with its state inside, a state without a key, and says so', async () => {
    const key = JSON.parse(
      Buffer.from(home('v')['v/config/priv_validator_key.json'] as Uint8Array).toString(),
    ) as object;
    const legacy = toUtf8(JSON.stringify({ ...key, last_height: '5', last_round: '0', last_step: 3 }));
    const state = home('v')['v/data/priv_validator_state.json'] as Uint8Array;
    const { drill, sandbox } = await fullDrill({
      'old/priv_validator.json': legacy,
      'stray/priv_validator_state.json': state,
      'app/.env': toUtf8('TOKEN=x\n'),
    });
    drill.end();
    expect(filesBelow(sandbox.path)).toEqual(['app/.env']);
    expect(sandbox.leftOut.join()).toMatch(/old\/priv_validator.json: it keeps its signing state inside/);
    expect(drill.issues.map(({ text }) => text).join()).toMatch(/not restored into the sandbox: old/);
  });

  it('is taken away whole, with what people put there', async () => {
    const { drill, sandbox } = await fullDrill({ 'app/.env': toUtf8('TOKEN=x\n') });
    writeFileSync(join(sandbox.path, 'app/notes.txt'), 'x');
    drill.removeSandbox();
    drill.end();
    expect(existsSync(sandbox.path)).toBe(false);
  });
});

it.each<[string, (place: string) => string, string]>([
  ['on a disk', () => join(root, 'disk'), 'sandbox-unfit'],
  [
    'with something in it',
    (place) => {
      mkdirSync(place);
      writeFileSync(join(place, 'x'), '');
      return place;
    },
    'sandbox-unfit',
  ],
  ['on the stick', () => join(sandboxes, 'stick/sandbox'), 'restore-onto-stick'],
])('a sandbox %s is refused', (_, make, code) => {
  const stick = join(sandboxes, 'stick');
  mkdirSync(stick, { recursive: true });
  const path = make(join(sandboxes, `refused-${++made}`));
  expect(refusal(() => checkSandbox(path, [stick])).code).toBe(code);
});

it('an empty folder in memory serves', () => {
  const path = join(sandboxes, 'empty');
  mkdirSync(path);
  checkSandbox(path, [root]);
});
