import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../renderer/strings/en/index.ts';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { repository } from '../tools.ts';
import { onStick } from './ceremony-folder.ts';
import { quorate } from './program.ts';

// The handbook says what is: its commands run, its pictures are there, its words are those of the screens.

const text = readFileSync(join(repository, 'docs/handbook.md'), 'utf8');
const commands = [...text.matchAll(/```console\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.trim().split('\n'))
  .map((line) => line.replace(/^npx quorate /, ''));

let root: string;
let memory: string;
let cards: string[];
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-handbook-'));
  memory = mkdtempSync('/dev/shm/quorate-handbook-');
  const { folder, texts } = await onStick(await sealSample(), root);
  cpSync(folder, join(root, 'stick/ceremony'), { recursive: true });
  cards = texts.map((card, index) => {
    writeFileSync(join(root, `card-${index + 1}.txt`), card);
    return join(root, `card-${index + 1}.txt`);
  });
});
afterAll(() => {
  for (const folder of [root, memory]) rmSync(folder, { recursive: true, force: true });
});

/** The words of a command line, quoted as a shell takes them. */
const wordsOf = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

describe('every command of the handbook', () => {
  it('is one of those run here', () => {
    expect(commands.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'plan new',
      'plan check',
      'recover /media/stick',
    ]);
  });

  it('passes as it stands there; cards come from files instead of the keyboard', () => {
    const places: Record<string, string> = {
      '/media/stick': join(root, 'stick'),
      '/dev/shm/keys': join(memory, 'keys'),
      // A number that could be pasted as it stands would be too low for somebody.
      HEIGHT: '4711042',
    };
    for (const line of commands) {
      const typed = line.startsWith('recover') ? cards.slice(0, 2).flatMap((card) => ['--share', card]) : [];
      const given = wordsOf(line).map((word) => places[word] ?? word);
      const { code, stderr } = quorate([...given, ...typed], { cwd: root });
      expect([line, code, stderr.match(/^quorate:.*/m)?.[0]]).toEqual([line, 0, undefined]);
    }
    expect(existsSync(join(memory, 'keys/validator/config/priv_validator_key.json'))).toBe(true);
  });
});

it('the line for the kit names options that the kit has', () => {
  const [, line = ''] = /```console stick\n(.*)\n```/.exec(text) ?? [];
  const help = readFileSync(join(repository, 'cli/kit/recover.py'), 'utf8');
  const options = line.match(/--[a-z-]+/g) ?? [];
  expect(options).toHaveLength(3);
  for (const option of options) expect(help).toContain(option);
  expect(line).toMatch(/ --min-height HEIGHT$/);
});

/** Every text of the screens, functions left out. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

it('words in bold are on the screens', () => {
  const shown = new Set(textsIn(en));
  const named = [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, label = '']) => label);
  const labels = named.filter((label) => !emphasis.has(label));
  expect(labels.filter((label) => !shown.has(label))).toEqual([]);
  expect(labels.length).toBeGreaterThan(10);
});

/** What is only said with emphasis. */
const emphasis = new Set([
  'bold',
  'Stop the node, and only then copy its keys and its signing state.',
  'nothing is ever half done silently.',
  'Do not hurry past step 1.',
  'Make sure the old machine is off and stays off.',
  'one stick and any K cards',
  'one',
  'Laptop',
  'Sticks',
  'Printer',
  'Camera',
  'Paper',
  'Safes',
]);

it('pictures are there, and no others', () => {
  const named = [...text.matchAll(/!\[[^\]]+\]\(handbook\/([^)]+)\)/g)].map(([, name = '']) => name);
  expect(readdirSync(join(repository, 'docs/handbook')).sort()).toEqual([...named].sort());
  for (const name of named) {
    const bytes = readFileSync(join(repository, 'docs/handbook', name));
    expect([name, bytes.subarray(1, 4).toString(), bytes.readUInt32BE(16)]).toEqual([name, 'PNG', 1280]);
  }
});

it('links lead somewhere', () => {
  for (const [, target = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
    if (!target.startsWith('#')) expect(existsSync(join(repository, 'docs', target))).toBe(true);
    else expect(anchors()).toContain(target.slice(1));
  }
});

function anchors(): string[] {
  return [...text.matchAll(/^## (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
}
