import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cards } from '../../cli/commands/cards.ts';
import { ceremonyCommands, kitCommands } from '../../cli/programs/commands.ts';
import { repository, temporaryFolder } from '../tools.ts';
import { errorOf, quorate } from './program.ts';

const pagesIn = (html: string) => html.match(/<article class="card">/g)?.length;

describe('quorate cards --blank', () => {
  it('is a command of quorate and not of the kit', () => {
    expect(ceremonyCommands.find(({ name }) => name === 'cards')?.summary).toBe(cards.summary);
    expect(kitCommands.map(({ name }) => name)).not.toContain('cards');
  });

  it('writes a page to print into a folder that it makes, and says where', () => {
    const root = temporaryFolder();
    const outcome = quorate(['cards', '--blank', '--to', 'a/to-print'], { cwd: root });
    expect(outcome).toMatchObject({ code: 0, stdout: 'empty card    a/to-print/blank-card.html\n' });
    expect(outcome.stderr).toMatch(/^Print them before the ceremony: one for each custodian/);
    expect(readdirSync(join(root, 'a/to-print'))).toEqual(['blank-card.html']);
    const file = join(root, 'a/to-print/blank-card.html');
    const html = readFileSync(file, 'utf8');
    expect(pagesIn(html)).toBe(1);
    expect(html).toContain('@page{size:105mm 148mm');
    expect(html).toContain('font/woff2;base64,d09GMg');
    expect(html).not.toMatch(/REHEARSAL/);
    // Nothing secret: whoever prints may be another user.
    expect(statSync(file).mode & 0o777).toBe(0o644);
  });

  it('takes paper, number of copies and rehearsal', () => {
    const root = temporaryFolder();
    const words = ['--copies', '7', '--paper', 'letter-quarter', '--rehearsal', '--json'];
    const outcome = quorate(['cards', '--blank', '--to', root, ...words]);
    const file = join(root, 'blank-card.html');
    expect(JSON.parse(outcome.stdout)).toEqual({
      ok: true,
      file,
      copies: 7,
      paper: 'letter-quarter',
      rehearsal: true,
    });
    const html = readFileSync(file, 'utf8');
    expect(pagesIn(html)).toBe(7);
    expect(html.match(/REHEARSAL — SAMPLE KEYS/g)).toHaveLength(7);
    expect(html).toContain('@page{size:107.95mm 139.7mm');
  });

  it.each<[string[], string, string | RegExp]>([
    [[], 'usage-arguments', 'quorate cards writes empty cards only, with --blank'],
    [['--blank'], 'usage-arguments', '--to is missing: the folder for the page to print'],
    [
      ['--blank', '--to', 'out', '--copies', '0'],
      'usage-option',
      /^--copies takes a number from 1 to 255, not 0$/,
    ],
    [['--blank', '--to', 'out', '--copies', '256'], 'usage-option', /not 256$/],
    [['--blank', '--to', 'out', '--copies', '-3'], 'usage-option', /--copies/],
    [['--blank', '--to', 'out', '--copies', 'five'], 'usage-option', '--copies takes a whole number'],
    [['--blank', '--to', 'out', '--paper', 'a4'], 'usage-option', '--paper knows no a4'],
    [['--blank', '--to', 'out', 'card'], 'usage-arguments', /takes 0 arguments, not 1$/],
  ])('%j: refused, nothing written', (words, code, message) => {
    const root = temporaryFolder();
    const outcome = quorate(['cards', ...words, '--json'], { cwd: root });
    expect(outcome.code).toBe(2);
    expect(errorOf(outcome)).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(existsSync(join(root, 'out'))).toBe(false);
  });

  it('overwrites nothing', () => {
    const root = temporaryFolder();
    const file = join(root, 'blank-card.html');
    writeFileSync(file, 'mine');
    const outcome = quorate(['cards', '--blank', '--to', root, '--json']);
    expect(outcome.code).toBe(6);
    expect(errorOf(outcome).code).toBe('file-exists');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(readdirSync(root)).toEqual(['blank-card.html']);
  });

  it('is written in the documents with options it has', () => {
    const documents = ['README.md', 'docs/ceremony.md'].map((path) =>
      readFileSync(join(repository, path), 'utf8').replace(/\s+/g, ' '),
    );
    const help = quorate(['cards', '--help']).stdout;
    expect(help).toContain('Example: quorate cards --blank --to to-print --copies 7');
    for (const text of documents) {
      const [, words = ''] = /quorate cards( (?:--?[a-z]+ ?|[a-zA-Z0-9-]+ ?)+)/.exec(text) ?? [];
      const options = words.match(/--[a-z]+/g) ?? [];
      expect(options).toContain('--blank');
      for (const option of options) expect(help).toContain(`\n  ${option} `);
    }
  });
});
