import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { OpenDialogOptions } from 'electron';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newFolder, repository, run, temporaryFolder } from '../../tools.ts';
import { type PreviewedApp, preview } from './previewed-app.ts';
import { SampleChoices } from './sample-choices.ts';
import { TerminalDialogs } from './terminal-dialogs.ts';

const program = join(repository, 'test/desktop/preview/preview.ts');

describe('the preview', () => {
  let app: PreviewedApp;
  let folder: string;
  const asked: OpenDialogOptions[] = [];
  beforeAll(async () => {
    folder = newFolder();
    app = await preview({
      folder,
      chromium: '/usr/bin/chromium',
      isHeadless: true,
      choose: async (options) => {
        asked.push(options);
        return [join(folder, 'chosen')];
      },
      agree: async () => true,
    });
  });
  afterAll(async () => {
    await app?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = (channel: string, request: object) =>
    app.page.evaluate(`quorate.ask(${JSON.stringify(channel)}, ${JSON.stringify(request)})`);

  it('opens the first screen of the app, with no door to a real ceremony', async () => {
    await app.page.getByRole('button', { name: /rehears/i }).waitFor();
    expect(await ask('app.about', {})).toMatchObject({ ok: true, value: { rehearsalOnly: true } });
    expect(await app.page.getByRole('button', { name: /ceremony/i }).count()).toBe(0);
  });

  it('main itself refuses a real ceremony, whatever asks for it', async () => {
    expect(await ask('ceremony.open', { isRehearsal: false })).toEqual({
      ok: false,
      code: 'rehearsal-only',
      message: 'this program holds rehearsals on sample keys only',
      hint: 'use the desktop app on Electron',
    });
    expect(await ask('ceremony.look', {})).toMatchObject({ ok: false, code: 'ceremony-none' });
  });

  it('a dialog asks the person at the terminal', async () => {
    expect(await ask('files.choose', { what: 'folder' })).toMatchObject({
      ok: true,
      value: [{ name: 'chosen' }],
    });
    expect(asked.map(({ title }) => title)).toEqual(['Folder of key files']);
  });

  it('starts a rehearsal from its button', async () => {
    await app.page.getByRole('button', { name: /rehears/i }).click();
    await expect
      .poll(() => ask('ceremony.look', {}), { timeout: 30_000 })
      .toMatchObject({ ok: true, value: { step: 'preflight' } });
  });
});

describe('npm run preview', () => {
  it('without a screen says so, and makes nothing', () => {
    const env = { PATH: process.env['PATH'], TMPDIR: temporaryFolder() };
    const outcome = run(process.execPath, [program], { env });
    expect(outcome.code).toBe(6);
    expect(outcome.stderr).toContain('(preview-display)\nhint: start it in a desktop session');
    expect(readdirSync(env.TMPDIR)).toEqual([]);
  });

  it('without Chromium says what to install', () => {
    const outcome = run(process.execPath, [program, '--headless'], { env: { PATH: '/nowhere' } });
    expect(outcome.code).toBe(6);
    expect(outcome.stderr).toContain('(preview-chromium)\nhint: Debian: apt-get install chromium');
  });

  it('names its folder, and removes it when it is told to end', async () => {
    const child = spawn(process.execPath, [program, '--headless'], { stdio: ['pipe', 'pipe', 'inherit'] });
    let said = '';
    const folder = await new Promise<string>((resolve, reject) => {
      child.on('close', () => reject(new Error(`it ended by itself: ${said}`)));
      child.stdout.on('data', (text) => {
        said += text;
        const found = said.match(/^All of (\S+) is removed/m)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    expect(said).toContain('FOR REHEARSALS ONLY');
    expect(readdirSync(folder).sort()).toEqual(['app', 'printed', 'sample']);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(existsSync(folder)).toBe(false);
  });
});

describe('the samples of a preview', () => {
  const offered = () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'printed'));
    return { root, samples: new SampleChoices(join(root, 'sample'), join(root, 'printed')) };
  };

  it('are keys, and sticks in turn', () => {
    const { root, samples } = offered();
    expect(samples.for({ title: 'Folder of key files', properties: ['openDirectory'] })).toBe(
      join(root, 'sample/home'),
    );
    const key = samples.for({ title: 'Key files', properties: ['openFile'] });
    expect(existsSync(key ?? '')).toBe(true);
    const stick = () => samples.for({ title: 'Where the stick is mounted', properties: ['openDirectory'] });
    expect([stick(), stick(), stick()]).toEqual(
      ['stick-1', 'stick-2', 'stick-1'].map((name) => join(root, 'sample', name)),
    );
  });

  it('are nothing where there is nothing', () => {
    const { samples } = offered();
    expect(samples.for({ title: 'Plan of the ceremony', properties: ['openFile'] })).toBeNull();
    expect(samples.for({ title: 'Picture of a card', properties: ['openFile'] })).toBeNull();
  });
});

describe('dialogs in the terminal', () => {
  const answered = async (typed: string | null, sample: string | null = '/sample/home') => {
    const input = new PassThrough();
    const output = new PassThrough();
    const dialogs = new TerminalDialogs(
      input,
      output,
      () => sample,
      () => undefined,
    );
    const choice = dialogs.choose({ title: 'Folder of key files' });
    if (typed === null) input.end();
    else input.write(`${typed}\n`);
    const chosen = await choice;
    dialogs.close();
    return [chosen, String(output.read())];
  };

  it.each([
    ['an empty line takes the sample', '', ['/sample/home']],
    ['a path is taken as it is typed', ' /home/ada/my keys ', ['/home/ada/my keys']],
    ['a minus cancels', '-', null],
    ['the end of the input cancels', null, null],
  ])('%s', async (_, typed, chosen) => {
    const [paths, shown] = await answered(typed);
    expect(paths).toEqual(chosen);
    expect(shown).toContain('Folder of key files: its path?\n  Enter takes /sample/home, - cancels\n');
  });

  it('without a sample an empty line cancels', async () => {
    expect((await answered('', null))[0]).toBeNull();
  });
});
