import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RecoveryView } from '../../electron/contract/attempt-views.ts';
import type { RequestOf } from '../../electron/contract/channels.ts';
import { type CeremonyOnStick, copyOf, makeConsistent, onStick } from '../cli/ceremony-folder.ts';
import { sealSample, validatorHome } from '../custody/folder/sample-folder.ts';
import { newFolder, requireTool, temporaryFolder } from '../tools.ts';
import type { RunningApp } from './running-app.ts';
import { startedForEach } from './started-app.ts';

// Recoveries on the desktop, through gate, main and worker, without screens.

describe.skipIf(!requireTool('chromium'))('a recovery on the desktop', () => {
  const started = startedForEach();
  const contents = validatorHome();
  let app: RunningApp;
  let root: string;
  let sealed: CeremonyOnStick;
  beforeAll(async () => {
    root = newFolder();
    sealed = await onStick(await sealSample(contents), root);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  beforeEach(() => {
    app = started();
  });

  const card = (number: number) => sealed.texts[number - 1] ?? '';
  const read = (text: string) => app.ask('attempt.readCard', { text, how: 'camera', isAccepted: false });
  const keyPath = 'validator/config/priv_validator_key.json';
  const statePath = 'validator/data/priv_validator_state.json';

  /** Up to where the cards have opened the bundle, on a fresh copy of the stick. */
  async function opened(folder = copyOf(sealed, root)): Promise<RecoveryView> {
    await app.want('work.open', { work: 'recovery' });
    const [file = ''] = await app.choose('stick', [folder]);
    await app.want('attempt.takeStick', { file, folderHash: sealed.folderHash });
    const people = { operator: 'Ada', witnesses: ['Ben'], detected: null, started: null };
    await app.want('recovery.begin', { stick: 1, ...people });
    await read(card(1));
    await read(card(3));
    return (await app.want('attempt.openBundle', {})) as RecoveryView;
  }

  /** A wish with what is given; everything else as it comes. */
  async function wish(
    to: string,
    given: Partial<RequestOf<'recovery.plan'>> = {},
  ): Promise<RequestOf<'recovery.plan'>> {
    const [destination = ''] = await app.choose('destination', [to]);
    return {
      destination,
      newFolder: null,
      only: [],
      layout: 'as-imported',
      form: null,
      mayMove: false,
      originalStopped: true,
      minHeight: '9000000',
      state: null,
      acceptStale: false,
      expected: [],
      ...given,
    };
  }

  it('plans without writing, then restores every file byte for byte behind a settled state', async () => {
    const view = await opened();
    expect(view).toMatchObject({ step: 'opened', inside: [], missing: 0 });
    const state = view.keys.find(({ height }) => height !== null);
    expect(state?.height).toMatch(/^\d+$/);
    const to = temporaryFolder();
    const planned = await app.want('recovery.plan', await wish(to, { newFolder: 'keys' }));
    expect(readdirSync(to)).toEqual([]);
    expect(planned.plan).toMatchObject({
      destination: join(to, 'keys'),
      moves: [],
      moveSentence: null,
      stale: [],
    });
    expect(planned.plan?.decisions).toMatchObject([{ path: keyPath, height: '9000001' }]);
    const done = await app.want('recovery.restore', { moves: null, stale: [] });
    expect(done).toMatchObject({
      step: 'done',
      result: { different: [], rto: expect.stringMatching(/met/) },
      record: { file: expect.any(String) },
    });
    for (const [path, bytes] of Object.entries(contents)) {
      const restored = readFileSync(join(to, 'keys', path));
      if (path !== statePath) expect(Buffer.compare(restored, bytes)).toBe(0);
    }
    expect(JSON.parse(readFileSync(join(to, 'keys', statePath), 'utf8'))).toMatchObject({
      height: '9000001',
    });
    const reports = temporaryFolder();
    const [file = ''] = await app.choose('reports', [reports]);
    await app.want('attempt.saveReport', { file });
    const saved = readdirSync(reports).map((name) => readFileSync(join(reports, name), 'utf8'));
    expect(saved).toHaveLength(2);
    const secret = JSON.parse(Buffer.from(contents[keyPath] ?? []).toString()).priv_key.value;
    for (const text of saved) expect(text).not.toContain(secret);
    await app.want('attempt.printReport', {});
    expect(app.electron.printer.jobs).toHaveLength(1);
  });

  it('lets people go back from a plan and scan what a key is known by', async () => {
    await opened();
    const camera = async () => {
      await app.want('scan.camera', { isOpen: true });
      const granted: boolean[] = [];
      const details = { requestingUrl: 'app://quorate/index.html', isMainFrame: true, mediaTypes: ['video'] };
      const answer = (isGranted: boolean) => granted.push(isGranted);
      app.window.record.permissionRequest?.({} as never, 'media', answer, details as never);
      await app.want('scan.camera', { isOpen: false });
      return granted;
    };
    expect(await camera()).toEqual([true]);
    expect((await app.want('recovery.plan', await wish(temporaryFolder()))).step).toBe('guarded');
    expect(await camera()).toEqual([true]);
    await app.want('recovery.restore', { moves: null, stale: [] });
    expect(await camera()).toEqual([false]);
  });

  it('refuses to plan what could be slashed, and plans again when more is said', async () => {
    await opened();
    const to = temporaryFolder();
    const ask = async (given: Partial<RequestOf<'recovery.plan'>>) =>
      app.ask('recovery.plan', await wish(to, given));
    expect(await ask({ originalStopped: false })).toMatchObject({
      ok: false,
      code: 'guard-original-running',
    });
    expect(await ask({ minHeight: null })).toMatchObject({ ok: false, code: 'guard-state-unsettled' });
    expect(await ask({ minHeight: '1' })).toMatchObject({ ok: false, code: 'guard-height-too-low' });
    expect(await app.ask('recovery.restore', { moves: null, stale: [] })).toMatchObject({
      code: 'recovery-order',
    });
    expect(readdirSync(to)).toEqual([]);
    const [state = ''] = await app.choose('state', [join(to, 'state.json')]);
    writeFileSync(join(to, 'state.json'), '{ "height": "12000000", "round": 0, "step": 3 }');
    expect(await ask({ minHeight: null, state })).toMatchObject({
      ok: true,
      value: { plan: { decisions: [{ height: '12000000' }] } },
    });
  });

  it('takes the state of the backup only when its height is typed', async () => {
    const { keys } = await opened();
    const height = keys.find((key) => key.height !== null)?.height ?? '';
    const to = temporaryFolder();
    const view = await app.want('recovery.plan', await wish(to, { minHeight: null, acceptStale: true }));
    const [stale] = view.plan?.stale ?? [];
    expect(stale).toMatchObject({ height });
    expect(await app.ask('recovery.restore', { moves: null, stale: [] })).toMatchObject({
      code: 'not-confirmed',
    });
    const wrong = [{ path: stale?.path ?? '', height: `${height}0` }];
    expect(await app.ask('recovery.restore', { moves: null, stale: wrong })).toMatchObject({
      code: 'not-confirmed',
    });
    expect(readdirSync(to)).toEqual([]);
    const typed = [{ path: stale?.path ?? '', height }];
    expect(await app.want('recovery.restore', { moves: null, stale: typed })).toMatchObject({ step: 'done' });
  });

  it('overwrites nothing: it refuses, or renames after the sentence was typed', async () => {
    await opened();
    const to = temporaryFolder();
    mkdirSync(join(to, 'validator/config'), { recursive: true });
    writeFileSync(join(to, keyPath), 'older');
    expect(await app.ask('recovery.plan', await wish(to))).toMatchObject({ code: 'restore-conflict' });
    const view = await app.want('recovery.plan', await wish(to, { mayMove: true }));
    expect(view.plan).toMatchObject({ moves: [{ isSigning: true }], moveSentence: 'move 1 file' });
    expect(await app.ask('recovery.restore', { moves: 'yes', stale: [] })).toMatchObject({
      code: 'not-confirmed',
    });
    expect(readFileSync(join(to, keyPath), 'utf8')).toBe('older');
    await app.want('recovery.restore', { moves: 'move 1 file', stale: [] });
    const names = readdirSync(join(to, 'validator/config'));
    const old = names.find((name) => name.startsWith('priv_validator_key.json.old-')) ?? '';
    expect(readFileSync(join(to, 'validator/config', old), 'utf8')).toBe('older');
  });

  it('brings back one file alone, never a key without its state, and a key as PKCS #8', async () => {
    await opened();
    const to = temporaryFolder();
    const only = ['validator/config/node_key.json'];
    const one = await app.want(
      'recovery.plan',
      await wish(to, { only, originalStopped: false, minHeight: null }),
    );
    expect(one.plan?.files.map(({ from }) => from)).toEqual(only);
    const der = await app.want('recovery.plan', await wish(to, { only: [keyPath], form: 'pkcs8-der' }));
    expect(der.plan?.files.some(({ isSigningState }) => isSigningState)).toBe(true);
    expect(der.plan?.files.find(({ isSigningKey }) => isSigningKey)?.path).toMatch(/\.der$/);
  });

  it('never writes onto the stick', async () => {
    const folder = copyOf(sealed, root);
    await opened(folder);
    expect(await app.ask('recovery.plan', await wish(folder))).toMatchObject({ code: 'restore-onto-stick' });
  });

  it('uses a card that the manifest does not list only after a yes', async () => {
    const folder = copyOf(sealed, root);
    makeConsistent(folder, (manifest) => ({
      ...manifest,
      shareSet: {
        ...manifest.shareSet,
        cards: manifest.shareSet.cards.map((one) =>
          one.number === 1 ? { ...one, digest: 'ab'.repeat(32) } : one,
        ),
      },
    }));
    writeFileSync(join(folder, 'Thumbs.db'), '');
    await app.want('work.open', { work: 'recovery' });
    const [file = ''] = await app.choose('stick', [folder]);
    await app.want('attempt.takeStick', { file, folderHash: null });
    const people = { operator: null, witnesses: [], detected: null, started: null };
    await app.want('recovery.begin', { stick: 1, ...people });
    expect(await read(card(1))).toMatchObject({ ok: false, code: 'card-unlisted' });
    expect(await app.want('attempt.look', {})).toMatchObject({ isCardWaiting: true, cards: [] });
    await app.want('recovery.acceptUnlisted', {});
    await read(card(2));
    const view = (await app.want('attempt.openBundle', {})) as RecoveryView;
    expect(view.issues).toEqual([
      { severity: 'high', text: expect.stringMatching(/^TAMPERING: /) },
      { severity: 'high', text: 'card 1 is used, though the manifest does not list it' },
      { severity: 'medium', text: expect.stringMatching(/^added file: .*Thumbs\.db/) },
    ]);
    expect(view.cards).toEqual([
      { number: 1, state: 'unlisted' },
      { number: 2, state: 'unchanged' },
    ]);
    expect(view.inside.some(({ severity }) => severity === 'tampering')).toBe(true);
    const to = temporaryFolder();
    expect(view.tamperingSentence).toBe('go on despite tampering');
    expect(await app.ask('recovery.plan', await wish(to))).toMatchObject({ code: 'recovery-order' });
    await app.want('attempt.acceptTampering', { sentence: 'go on despite tampering' });
    expect((await app.want('recovery.plan', await wish(to))).plan?.files.length).toBeGreaterThan(1);
  });

  it('asked twice to open goes on', async () => {
    const folder = copyOf(sealed, root);
    await opened(folder);
    expect(await app.ask('attempt.openBundle', {})).toMatchObject({ ok: false, code: 'recovery-order' });
    expect(await read(card(2))).toMatchObject({ ok: false, code: 'recovery-order' });
    expect(await app.want('attempt.look', {})).toMatchObject({ step: 'opened', failure: null, refused: [] });
    expect(readdirSync(join(folder, 'records'))).toEqual(['closing.jsonl']);
    expect((await app.want('recovery.plan', await wish(temporaryFolder()))).plan).not.toBeNull();
  });

  it('given up leaves a record, and what was opened is gone with its process', async () => {
    const folder = copyOf(sealed, root);
    await opened(folder);
    expect(await app.want('attempt.giveUp', {})).toMatchObject({
      step: 'failed',
      failure: { code: 'interrupted' },
    });
    expect(readdirSync(join(folder, 'records')).some((name) => name.includes('-recovery-'))).toBe(true);
    await app.want('work.leave', {});
    expect(await app.electron.processes.forked[0]?.ended).toBe('SIGTERM');
  });
});
