import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorOf, quorate } from '../program.ts';
import { good, makeCeremonies, newDestination, root, settled, twoCards } from './ceremonies.ts';

// What a person or an attacker does wrong with destinations, and the one answer each gets.

makeCeremonies();

describe('destinations', () => {
  it.each<[string, () => string, string]>([
    [
      'a link',
      () => {
        const path = newDestination();
        symlinkSync(root, path);
        return path;
      },
      'file-is-link',
    ],
    [
      'a file',
      () => {
        const path = newDestination();
        writeFileSync(path, '');
        return path;
      },
      'file-not-regular',
    ],
    [
      'a folder that holds such a file',
      () => {
        const path = newDestination();
        mkdirSync(join(path, 'validator/config'), { recursive: true });
        writeFileSync(join(path, 'validator/config/node_key.json'), 'mine');
        return path;
      },
      'restore-conflict',
    ],
    [
      'a folder with a link below',
      () => {
        const path = newDestination();
        mkdirSync(path);
        symlinkSync('/tmp', join(path, 'validator'));
        return path;
      },
      'file-is-link',
    ],
    ['the ceremony folder', () => join(good.folder, 'restored'), 'restore-onto-stick'],
    ['a folder in a folder that is not there', () => join(root, 'not', 'there'), 'file-not-found'],
  ])('%s', (_, make, code) => {
    const to = make();
    const found = () => execFileSync('find', [to, '-ls'], { encoding: 'utf8' });
    const before = existsSync(to) ? found() : null;
    const outcome = quorate(['recover', good.folder, '--to', to, '--json', ...settled, ...twoCards()]);
    expect(errorOf(outcome).code).toBe(code);
    expect(outcome.code).toBe(code === 'restore-onto-stick' ? 5 : 6);
    expect(existsSync(to) ? found() : null).toBe(before);
  });
});
