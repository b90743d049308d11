import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { requireTool, run } from '../tools.ts';
import { type CeremonyOnStick, onStick } from './ceremony-folder.ts';
import { commandsOf, runPageCommand } from './restore-page-commands.ts';

// The commands of docs/wiping.md as they stand there, and what the page promises: plaintext lies at the destination
// and nowhere else.

const commands = commandsOf('wiping');
const lines = commands.filter(({ needs }) => needs === '').map(({ line }) => line);
const [findmnt = '', swapon = '', recovering = '', removing = '', testing = '', finding = ''] = lines;

let root: string;
let memory: string;
let ceremony: CeremonyOnStick;
const secret = 'TOKEN=plaintext-that-must-not-stay';
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'quorate-wiping-'));
  memory = mkdtempSync('/dev/shm/quorate-wiping-');
  ceremony = await onStick(await sealSample({ 'app/.env': Buffer.from(`${secret}\n`) }), root);
  for (const [index, text] of ceremony.texts.entries())
    writeFileSync(join(root, `card-${index + 1}.txt`), text);
});
afterAll(() => {
  for (const folder of [root, memory]) rmSync(folder, { recursive: true, force: true });
});
const perform = (line: string) =>
  runPageCommand(line, root, {
    '/media/STICK': ceremony.folder,
    '/dev/shm/keys': join(memory, 'keys'),
    '/media/VALIDATOR': join(root, 'validator'),
  });

describe('docs/wiping.md', () => {
  it('has these commands, and one that destroys a device', () => {
    expect(lines.length).toBe(6);
    const marked = commands.filter(({ needs }) => needs !== '');
    expect(marked).toEqual([{ needs: 'root', line: 'cryptsetup erase /dev/sdX2' }]);
    expect(run('bash', ['-n', '-c', 'cryptsetup erase /dev/sdX2'])).toMatchObject({ code: 0 });
  });

  it('looks at the machine, restores into memory without a warning, and leaves nothing there', () => {
    expect(perform(findmnt).stdout).toMatch(/^(tmpfs\n)+$/);
    expect(perform(swapon).code).toBe(0);
    const recovered = perform(recovering);
    expect(recovered.code).toBe(0);
    expect(recovered.stderr).not.toContain('found on the disk later');
    expect(existsSync(join(memory, 'keys/app/.env'))).toBe(true);
    expect(perform(testing).code).toBe(1);
    expect(perform(removing).code).toBe(0);
    expect(perform(testing).code).toBe(0);
  });

  it('finds the files that were moved aside', () => {
    mkdirSync(join(root, 'validator/app'), { recursive: true });
    writeFileSync(join(root, 'validator/app/.env'), 'TOKEN=old\n');
    const words = ['--move-existing', '--yes-move'].join(' ');
    const outcome = perform(`${recovering.replace('/dev/shm/keys', '/media/VALIDATOR')} ${words}`);
    expect([outcome.code, outcome.stderr]).toEqual([0, expect.stringContaining('found on the disk later')]);
    expect(perform(finding).stdout).toMatch(/validator\/app\/\.env\.old-\d{8}T\d{6}Z\n$/);
  });
});

describe.skipIf(!requireTool('strace'))('plaintext', () => {
  it('is written at the destination and to no other place: every file that a recovery writes to', () => {
    const trace = join(root, 'trace');
    const to = join(memory, 'traced');
    const traced = `strace -f -qq -e trace=openat,open,creat,mkdir,rename,link,linkat,symlink -o '${trace}' ${recovering.replace('/dev/shm/keys', to)}`;
    expect(perform(traced).code).toBe(0);
    const written = run('grep', ['-hE', 'O_(WRONLY|RDWR)|O_CREAT|creat\\(|mkdir\\(|link', trace])
      .stdout.trim()
      .split('\n');
    const elsewhere = written.filter((line) => {
      const [, path = ''] = /"([^"]*)"/.exec(line) ?? [];
      const ours = [to, join(ceremony.folder, 'records')].some((folder) => path.startsWith(folder));
      return !ours && !/^\/dev\/(tty|null)$/.test(path) && !/ = -1 /.test(line) && !/readlink/.test(line);
    });
    expect(written.length).toBeGreaterThan(5);
    expect(elsewhere).toEqual([]);
    // What was written there is no plaintext but for the file itself.
    expect(run('grep', ['-rl', secret, to]).stdout.trim()).toBe(join(to, 'app/.env'));
    expect(run('grep', ['-rl', secret, ceremony.folder]).stdout).toBe('');
  });
});
