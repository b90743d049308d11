import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPlan } from '@quorate/crypto-core/documents/plan';
import { Ceremony } from '@quorate/custody/ceremony/ceremony';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { expect, it } from 'vitest';
import { viewOf } from '../../electron/worker/view.ts';
import { samplePlan } from '../sample-plan.ts';
import { temporaryFolder } from '../tools.ts';

const nothingShown = { copying: null, spool: null, ejected: null, stickPhrase: 'none', sheet: 'a4' } as const;

it('a window is told how old a signing state is, and what of a home was left', async () => {
  const home = temporaryFolder();
  const files = [...sampleHome(), ...['a.log', 'b.log'].map((path) => ({ path, bytes: new Uint8Array(1) }))];
  for (const { path, bytes } of files) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), bytes);
  }
  symlinkSync('/mnt/keys', join(home, 'keyring-file'));
  const software = { name: 'quorate', version: '0.0.0' };
  const ceremony = new Ceremony({ isRehearsal: true, software, kit: [], cost: { N: 1024, r: 8, p: 1 } });
  ceremony.recordPreflight([], {});
  ceremony.passPreflight();
  const given = { plan: readPlan(samplePlan()), planSha256: 'ab'.repeat(32) };
  ceremony.confirmPlan(given, { operator: 'Operator', witness: 'Witness' }, null);
  const imported = await ceremony.importKeys([{ name: 'validator', path: home }]);
  const { keys } = viewOf(ceremony, { preflight: null, plan: given, ...imported }, nothingShown);
  ceremony.end();

  const told = keys.map(({ path, notes }) => [path.split('/').at(-1), notes.map(({ code }) => code)]);
  expect(told).toEqual([
    ['node_key.json', ['left-out']],
    ['priv_validator_key.json', []],
    ['priv_validator_state.json', ['signing-state-age']],
  ]);
  const [left] = keys[0]?.notes ?? [];
  expect(left?.text).toMatch(/^NOT taken along, look at them: validator\/keyring-file \(a link/);
  expect(left?.text).toContain('Left out of this source: 2 × a log.');
  expect(keys[2]?.notes[0]?.text).toMatch(/^It signed up to height 4711042, .*, 0 minutes ago\./);
  expect(keys[2]?.notes[0]?.text).toContain('only if every node of this key was stopped');
});
