import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest } from '@quorate/crypto-core/documents/manifest';
import { dutiesDue } from '@quorate/custody/drill/due';
import { kinds } from '@quorate/custody/drill/kinds';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { plainPlan } from '../sample-plan.ts';
import { repository } from '../tools.ts';
import { onStick } from './ceremony-folder.ts';
import { quorate } from './program.ts';

const text = readFileSync(join(repository, 'docs/drill.md'), 'utf8');
const commands = [...text.matchAll(/```console\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.trim().split('\n'))
  .map((line) => line.replace(/^npx quorate /, ''));

let root: string;
let memory: string;
let words: Readonly<Record<string, string>>;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-drill-page-'));
  memory = mkdtempSync('/dev/shm/quorate-drill-page-');
  const { folder, folderHash, texts } = await onStick(await sealSample(), root);
  for (const stick of ['stick-a', 'stick-b'])
    cpSync(folder, join(root, stick, 'ceremony'), { recursive: true });
  texts.forEach((card, index) => {
    writeFileSync(join(root, `card-${index + 1}.txt`), card);
  });
  const { keys } = readManifest(new Uint8Array(readFileSync(join(folder, 'manifest.json'))));
  words = {
    '/media/stick-a': join(root, 'stick-a'),
    '/media/stick-b': join(root, 'stick-b'),
    '/dev/shm/drill': join(memory, 'drill'),
    'HEX-FROM-A-CARD': folderHash,
    'ADDRESS-OF-THE-VALIDATOR': keys.find(({ path }) => path.endsWith('validator_key.json'))
      ?.address as string,
  };
});
afterAll(() => {
  for (const folder of [root, memory]) rmSync(folder, { recursive: true, force: true });
});

describe('every command of the page on drills passes as it stands there', () => {
  it('and there are some', () => {
    expect(commands).toHaveLength(7);
  });

  it.each(commands)('%s', (command) => {
    const given = command.split(' ').map((word) => words[word] ?? word);
    // Each leaves the place for the next: nobody keeps a sandbox.
    rmSync(join(memory, 'drill'), { recursive: true, force: true });
    const outcome = quorate(given, { cwd: root });
    expect([outcome.code, outcome.stderr.match(/^quorate:.*/m)?.[0]]).toEqual([0, undefined]);
    expect(outcome.stdout).toContain('DRILL PASSED');
  });
});

it('its table of kinds is the one of the code', () => {
  for (const [kind, { fulfils }] of Object.entries(kinds)) {
    const row = text.split('\n').find((line) => line.startsWith(`| \`${kind}\``));
    expect(row?.endsWith(`| ${fulfils.join(', ')} |`)).toBe(true);
  }
});

it('its days are those of a plan', () => {
  const days = dutiesDue(plainPlan.verification, '2026-11-20T12:00:00Z', [], new Date()).map(
    (one) => one.days,
  );
  expect(text).toContain(
    `integrity every ${days[0]} days, opening every ${days[1]}, restore every ${days[2]}`,
  );
});
