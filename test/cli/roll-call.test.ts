import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { type CeremonyOnStick, onStick } from './ceremony-folder.ts';
import { quorate, quorateOnTerminal } from './program.ts';

let root: string;
let ceremony: CeremonyOnStick;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-roll-call-'));
  ceremony = await onStick(await sealSample({ 'app/.env': Buffer.from('TOKEN=x\n') }), root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const rollCall = (shares: readonly string[]) =>
  quorate(['roll-call', ceremony.folder, ...shares.flatMap((share) => ['--share', share])]);
const file = (name: string, bytes: string | Uint8Array) => {
  writeFileSync(join(root, name), bytes);
  return join(root, name);
};

describe('at a terminal', () => {
  const prompt = 'Return alone ends the roll-call):';

  it('ends at Return alone, and says how many were proved', () => {
    const outcome = quorateOnTerminal(
      ['roll-call', ceremony.folder],
      [
        [prompt, `${ceremony.texts[1]}\r`],
        [prompt, '\r'],
      ],
    );
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toMatch(/1 of 3 cards proved; not proved: 1, 3/);
  });

  it('takes a card that begins with a line break for a card', () => {
    const outcome = quorateOnTerminal(
      ['roll-call', ceremony.folder],
      [
        [prompt, `\r${ceremony.texts[0]}\r`],
        [prompt, '\r'],
      ],
    );
    expect(outcome.stdout).toMatch(/1 of 3 cards proved; not proved: 2, 3/);
  });

  it('ends with the last card, however often one was typed wrongly', () => {
    const wrong = `${ceremony.texts[0]?.slice(0, 60)}${'Q'.repeat(22)}`;
    const typed = [wrong, ...ceremony.texts].map((text) => [prompt, `${text}\r`] as const);
    const outcome = quorateOnTerminal(['roll-call', ceremony.folder], typed);
    expect(outcome.stdout).toMatch(/3 of 3 cards proved/);
    expect(outcome.code).toBe(4);
  });
});

describe('the exit code', () => {
  it('is that of a medium where no file could be read, and that of cards where one of them was wrong', () => {
    const [card, missing] = [ceremony.cards[0] as string, join(root, 'nowhere.txt')];
    const wrong = file('wrong.txt', 'no card at all');
    expect(rollCall([card, missing]).code).toBe(6);
    expect(rollCall([missing]).code).toBe(6);
    expect(rollCall([card, missing, wrong]).code).toBe(4);
    expect(rollCall([card, card]).code).toBe(4);
    expect(rollCall([card]).code).toBe(0);
  });
});

describe('a card file', () => {
  it('may have what editors put around a text', () => {
    const [one, two, three] = ceremony.texts as [string, string, string];
    const files = [
      file('mark.txt', Buffer.from(`\ufeff${one}\r\n`)),
      file('quoted.txt', ` "${two}"\n`),
      file('both.txt', `\ufeff“${three}”\n`),
    ];
    const outcome = rollCall(files);
    expect(outcome.stdout).toContain('3 of 3 cards proved');
    expect(outcome.code).toBe(0);
  });
});
