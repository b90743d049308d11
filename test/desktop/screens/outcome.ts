import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { repository, run } from '../../tools.ts';
import type { Belongings } from '../rehearsal.ts';

const program = join(repository, 'cli/dist/quorate.mjs');
const guard = ['--original-stopped', '--min-height', '9000000'];
const files = ['config/priv_validator_key.json', 'config/node_key.json'];

/** The one folder on a stick. */
export function folderOn(stick: string): string {
  return join(stick, readdirSync(stick)[0] ?? '');
}

/**
 * What a ceremony left opens without the desktop app: every stick is verified, and three cards bring the files back,
 * byte for byte, with the command line and with recover.py.
 * @param cards texts of three cards
 * @param source the name under which the plan has the home
 */
export function opensElsewhere(
  { home, sticks }: Belongings,
  root: string,
  cards: readonly string[],
  source = 'validator',
): void {
  for (const stick of sticks) {
    const verified = run(process.execPath, [program, 'verify', folderOn(stick)]);
    expect([verified.code, verified.stderr]).toEqual([
      0,
      expect.not.stringMatching(/differ|missing|damage/i),
    ]);
  }
  const shares = cards.flatMap((text, index) => {
    const path = join(root, `share-${index}.txt`);
    writeFileSync(path, text);
    return ['--share', path];
  });
  const folder = folderOn(sticks[0] ?? '');
  const ways = [
    { name: 'program', start: [process.execPath, program, 'recover', folder] },
    { name: 'python', start: ['python3', join(folder, 'recover/recover.py'), folder] },
  ];
  for (const { name, start } of ways) {
    const [command = '', ...words] = start;
    const to = join(root, `by-${name}`);
    const ended = run(command, [...words, '--to', to, ...guard, ...shares]);
    expect([name, ended.code, ended.stderr]).toEqual([name, 0, expect.any(String)]);
    for (const file of files) {
      expect([name, run('cmp', [join(to, source, file), join(home, file)])]).toMatchObject([
        name,
        { code: 0 },
      ]);
    }
  }
}
