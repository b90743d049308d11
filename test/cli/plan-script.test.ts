import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromHex } from '@quorate/crypto-core/encoding';
import { hashWords } from '@quorate/crypto-core/passphrase/words';
import { afterAll, describe, expect, it } from 'vitest';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { run } from '../tools.ts';
import { copyOf, edit, onStick } from './ceremony-folder.ts';
import { quorate } from './program.ts';

// What is read aloud: the plan before a ceremony, the heads after it. Every hash stands there as digits and as words.

const root = mkdtempSync(join(tmpdir(), 'quorate-aloud-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const before = '5e'.repeat(32);
const words = (hex: string) => hashWords(fromHex(hex));
/** The digits and words that stand behind a name. */
const aloud = (text: string, name: string) => {
  const [, hex, said] = new RegExp(`^${name} +([0-9a-f]{64})\\n +([a-z ]+)$`, 'm').exec(text) ?? [];
  return { hex, said };
};

describe('quorate plan', () => {
  const plan = join(root, 'q4.plan.json');
  const script = join(root, 'script.html');
  const people = ['--operator', 'Ada', '--witness', 'Ben'];
  const custodians = ['Cy @ Zurich', 'Di @ Zurich', 'Ed @ Oslo'].flatMap((one) => ['--custodian', one]);
  const what = ['--label', 'Validators Q4', '--source', 'validator', '--threshold', '2'];
  const written = quorate([
    ...['plan', 'new', plan, ...what, ...people, ...custodians],
    ...['--previous-closing-head', before, '--script', script],
  ]);

  it('shows its hash as sha256sum has it, in words too, and the ceremony that it follows', () => {
    expect(written.code).toBe(0);
    const { hex = '', said } = aloud(written.stdout, 'its hash');
    expect(run('sha256sum', [plan]).stdout.slice(0, 64)).toBe(hex);
    expect(said).toBe(words(hex));
    expect(aloud(written.stdout, 'follows')).toEqual({ hex: before, said: words(before) });
    expect(aloud(quorate(['plan', 'check', plan]).stdout, 'its hash')).toEqual({ hex, said });
  });

  it('says what the choice survives, as a matrix too', () => {
    expect(written.stdout).toMatch(/Zurich holds 2 cards: whoever gets in there needs no other/);
    expect(written.stdout).toMatch(/^ {2}A +1 no +0 no +A Zurich$/m);
    expect(written.stdout).toMatch(/^ {2}B +0 no +2 ok +B Oslo$/m);
  });

  it('writes the script to be printed before, with the hash and a box at each step', () => {
    const page = readFileSync(script, 'utf8');
    const { said = '' } = aloud(written.stdout, 'its hash');
    expect(page).toContain(said);
    expect(page).toContain(words(before));
    expect(page).toContain('Only Ed looks at the printer. Print card 3 of 3.');
    expect((page.match(/class="box"/g) ?? []).length).toBeGreaterThan(60);
  });
});

describe('quorate verify', () => {
  it('shows both heads and the one before, as digits and as words', async () => {
    const sealed = await sealSample(undefined, { previousClosingHead: before });
    const on = await onStick(sealed, root);
    const shown = quorate(['verify', on.folder]);
    expect(shown.code).toBe(0);
    const closing = readFileSync(join(on.folder, 'records/closing.jsonl'), 'utf8').trim().split('\n').at(-1);
    const { hash } = JSON.parse(closing ?? '') as { hash: string };
    expect(aloud(shown.stdout, 'chain head')).toEqual({
      hex: sealed.chainHead,
      said: words(sealed.chainHead),
    });
    expect(aloud(shown.stdout, 'closing head')).toEqual({ hex: hash, said: words(hash) });
    expect(aloud(shown.stdout, 'follows')).toEqual({ hex: before, said: words(before) });
    for (const file of ['journal.jsonl', 'records/closing.jsonl']) {
      const folder = copyOf(on, root);
      edit(folder, file, (bytes) => bytes.toString().replace('"time":"20', '"time":"19'));
      const changed = quorate(['verify', folder]);
      expect(changed.code).toBe(3);
      expect(changed.stderr).toContain(file);
    }
  });
});
