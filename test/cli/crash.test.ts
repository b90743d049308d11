import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readManifest } from '@quorate/crypto-core/documents/manifest';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { expect, it } from 'vitest';
import { samplePlan } from '../sample-plan.ts';
import { repository, temporaryFolder } from '../tools.ts';
import { errorOf, quorate } from './program.ts';

// A ceremony whose power goes: killed without a word, it is started again on the same sticks. What the kernel does to
// the sticks themselves is tested where they are written.

interface Table {
  readonly sticks: readonly [string, string];
  readonly cards: string;
  readonly words: (cards: string) => string[];
}

function table(largest = 0): Table {
  const root = temporaryFolder();
  const [home, plan] = [join(root, 'home'), join(root, 'q4.plan.json')];
  for (const { path, bytes } of sampleHome()) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), bytes);
  }
  if (largest > 0) writeFileSync(join(home, 'large.bin'), new Uint8Array(largest).fill(7));
  writeFileSync(plan, samplePlan());
  const sticks = [join(root, 'a'), join(root, 'b')] as const;
  for (const stick of sticks) mkdirSync(stick);
  const to = sticks.flatMap((stick) => ['--to', stick]);
  const words = (cards: string) => ['seal', `validator=${home}`, '--plan', plan, ...to, '--cards', cards];
  return { sticks, cards: join(root, 'cards'), words };
}

/** Seals until `isTime` says so of all that was said on the way, or until the stick's root changes; then SIGKILL. */
function killed(words: readonly string[], isTime: (said: string) => boolean, root?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const program = join(repository, 'cli/dist/quorate.mjs');
    const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    const kill = () => isTime(said) && child.kill('SIGKILL');
    const watcher = root === undefined ? null : watch(root, kill);
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      kill();
    });
    child.on('close', (_, signal) => {
      watcher?.close();
      if (signal === 'SIGKILL') resolve();
      else reject(new Error(`it ended by itself:\n${said}`));
    });
  });
}

const partialsOn = (stick: string) =>
  readdirSync(stick).filter((name) => name.startsWith('.quorate-partial-'));

it('killed at the first card: both sticks are told, with the set whose cards must go, and the next one is whole', async () => {
  const { sticks, cards, words } = table();
  await killed(words(cards), (said) => said.includes('card 1 of 3 to print'));
  const [name = ''] = readdirSync(sticks[0]);
  const manifest = readManifest(new Uint8Array(readFileSync(join(sticks[0], name, 'manifest.json'))));
  expect(errorOf(quorate([...words(cards), '--json']))).toMatchObject({ code: 'file-exists' });
  const again = quorate(words(`${cards}-2`));
  expect(again.code).toBe(0);
  for (const stick of sticks) {
    expect(again.stderr).toContain(
      `WARNING: ${join(stick, name)} (ceremony ${manifest.ceremony.id}) has no closing record.`,
    );
    const fresh = readdirSync(stick).filter((folder) => folder !== name);
    expect(fresh).toHaveLength(1);
    expect(quorate(['verify', join(stick, fresh[0] as string)]).code).toBe(0);
  }
  expect(again.stderr).toContain(`destroy every card of set ${manifest.shareSet.id} and delete the folder`);
});

it('killed while a stick is written: the unfinished folder is told apart', async () => {
  const { sticks, cards, words } = table(64 * 1024 * 1024);
  const [stick] = sticks;
  await killed(words(cards), () => partialsOn(stick).length > 0, stick);
  const [partial = ''] = partialsOn(stick);
  expect(readdirSync(stick)).toEqual([partial]);
  expect(existsSync(join(cards, 'card-1.html'))).toBe(false);
  const again = quorate(words(cards));
  expect(again.code).toBe(0);
  expect(again.stderr).toContain(`WARNING: ${join(stick, partial)}`);
  expect(again.stderr).toMatch(
    /is an unfinished folder\. Look for .*: if there is one, .* keep them .*; only if .*, destroy .*card.* and delete/,
  );
});
