import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCardImage } from '@quorate/custody/cards/read-card-image';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow } from '../custody/drill/files-below.ts';
import { samplePlan } from '../sample-plan.ts';
import { run } from '../tools.ts';
import { errorOf, quorate } from './program.ts';

// Names of files that a shell or an option parser would take for something else.

const names = [
  '-rf',
  '--help',
  '-',
  '$(touch oops)',
  '`id`',
  ' blank',
  'quote\'s "two"',
  '*.key',
  'é.key',
  '%s%n',
];

describe('a file of an odd name', () => {
  let root: string;
  let folder: string;
  const at = (...parts: string[]) => join(root, ...parts);
  const cards = () => [1, 3].flatMap((card) => ['--share', at('cards', `card-${card}.png`)]);

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'quorate-names-'));
    for (const place of ['in', 'in/-d', 'bad', 'a', 'b']) mkdirSync(at(place));
    for (const name of names) {
      writeFileSync(at('in', name), `in ${name}`);
      writeFileSync(at('in/-d', name), `below ${name}`);
    }
    const source = { name: '-source', role: null, host: null, created: null, expect: [] };
    writeFileSync(at('plan.json'), samplePlan({ sources: [source] }));
    const sticks = ['--to', at('a'), '--to', at('b'), '--cards', at('cards')];
    // Behind "--" a word that begins with a dash is none of the options.
    const words = ['seal', '--plan', at('plan.json'), ...sticks, '--json', '--', `-source=${at('in')}`];
    expect(quorate(words)).toMatchObject({ code: 0 });
    folder = at('a', readdirSync(at('a'))[0] as string);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('goes in and comes back as it was, by either program', () => {
    const given = filesBelow(at('in'));
    expect(given).toHaveLength(2 * names.length);
    expect(quorate(['recover', folder, '--to', at('back'), ...cards()]).code).toBe(0);
    const script = join(folder, 'recover/recover.py');
    for (const card of [1, 3]) {
      const picture = new Uint8Array(readFileSync(at('cards', `card-${card}.png`)));
      writeFileSync(at(`text-${card}`), readCardImage(picture, 'card'));
    }
    const shares = [1, 3].flatMap((card) => ['--share', at(`text-${card}`)]);
    expect(run('python3', [script, folder, '--to', at('python'), ...shares], { cwd: root })).toMatchObject({
      code: 0,
    });
    for (const back of ['back', 'python']) {
      expect(filesBelow(at(back, '-source'))).toEqual(given);
      for (const path of given)
        expect(readFileSync(at(back, '-source', path))).toEqual(readFileSync(at('in', path)));
    }
    expect(readdirSync(root)).not.toContain('oops');
  });

  it('is taken by its path alone', () => {
    const words = ['--only=-source/-rf', '--to', at('one'), ...cards()];
    expect(quorate(['recover', folder, ...words]).code).toBe(0);
    expect(filesBelow(at('one'))).toEqual(['-source/-rf']);
  });

  it('is refused where no archive can hold it, and shown without its control characters', () => {
    for (const [index, name] of ['two\nlines', 'bell\u0007', 'tab\t', 'turn\u202eed'].entries()) {
      const home = at('bad', String(index));
      mkdirSync(home);
      writeFileSync(join(home, name), 'x');
      const outcome = quorate(['inspect', `bad=${home}`, '--json']);
      expect([name, errorOf(outcome).code]).toEqual([name, 'archive-name']);
      const plain = quorate(['inspect', `bad=${home}`]);
      expect([name, (plain.stdout + plain.stderr).includes(name)]).toEqual([name, false]);
    }
  });
});
