import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DrillView } from '../../electron/contract/attempt-views.ts';
import type { RequestOf } from '../../electron/contract/channels.ts';
import { type CeremonyOnStick, copyOf, edit, onStick } from '../cli/ceremony-folder.ts';
import { sealSample } from '../custody/folder/sample-folder.ts';
import { newFolder, requireTool, temporaryFolder } from '../tools.ts';
import type { RunningApp } from './running-app.ts';
import { startedForEach } from './started-app.ts';

// Drills on the desktop, through gate, main and worker, without screens.

describe.skipIf(!requireTool('chromium'))('a drill on the desktop', () => {
  const started = startedForEach();
  let app: RunningApp;
  let root: string;
  let sealed: CeremonyOnStick;
  let other: CeremonyOnStick;
  beforeAll(async () => {
    root = newFolder();
    sealed = await onStick(await sealSample(), root);
    other = await onStick(await sealSample(), root);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  beforeEach(() => {
    app = started();
  });

  const begin: Omit<RequestOf<'drill.begin'>, 'stick' | 'kind'> = {
    operator: 'Ada',
    witnesses: ['Ben'],
    lastRecord: null,
    detected: null,
    started: null,
    sandbox: null,
  };

  /** A drill that was begun on a fresh copy of the stick. */
  async function begun(
    kind: RequestOf<'drill.begin'>['kind'],
    change: { folder?: string; sandbox?: string; detected?: string } = {},
  ): Promise<{ view: DrillView; folder: string }> {
    const folder = change.folder ?? copyOf(sealed, root);
    expect(await app.want('work.open', { work: 'drill' })).toMatchObject({ work: 'drill', step: 'sticks' });
    const [file = ''] = await app.choose('stick', [folder]);
    await app.want('attempt.takeStick', { file, folderHash: sealed.folderHash });
    const [sandbox = null] =
      change.sandbox === undefined ? [] : await app.choose('destination', [change.sandbox]);
    const { detected = null } = change;
    return { view: await app.want('drill.begin', { ...begin, stick: 1, kind, sandbox, detected }), folder };
  }

  const read = (text: string, how: 'camera' | 'typed' = 'camera', isAccepted = false) =>
    app.ask('attempt.readCard', { text, how, isAccepted });
  const card = (number: number, from = sealed) => from.texts[number - 1] ?? '';

  it('opens the bundle, compares the keys, leaves its record, and prints and saves its report', async () => {
    const { view, folder } = await begun('restore');
    expect(view).toMatchObject({
      step: 'cards',
      missing: null,
      proposedCards: [1, 2],
      sticks: [{ isAuthenticated: true, isClosed: true, ceremony: { threshold: 2, count: 3 } }],
    });
    expect(await read(card(1))).toMatchObject({
      ok: true,
      value: { status: 'proved', attempt: { missing: 1 } },
    });
    expect(await app.ask('attempt.openBundle', {})).toMatchObject({ ok: false, code: 'cards-too-few' });
    await read(card(3), 'typed');
    const opened = (await app.want('attempt.openBundle', {})) as DrillView;
    expect(opened).toMatchObject({ step: 'opened', cards: [{ number: 1 }, { number: 3 }] });
    const key = opened.keys.find(({ isSigning }) => isSigning);
    expect(key).toMatchObject({ differs: [], address: expect.stringMatching(/^[0-9A-F]{40}$/) });
    await app.want('drill.compare', { expected: [key?.address ?? ''] });
    const done = await app.want('drill.finish', {});
    expect(done).toMatchObject({
      step: 'done',
      result: { verdict: 'passed' },
      record: { file: expect.any(String) },
    });
    expect(readdirSync(join(folder, 'records')).some((name) => name.includes('-drill-'))).toBe(true);
    await app.want('attempt.printReport', {});
    expect(readFileSync(app.electron.printer.jobs.at(-1)?.file ?? '', 'latin1')).toContain('%PDF');
    const reports = temporaryFolder();
    const [file = ''] = await app.choose('reports', [reports]);
    expect(await app.want('attempt.saveReport', { file })).toMatchObject({ saved: { length: 3 } });
    expect(readdirSync(reports)).toHaveLength(3);
    await app.want('work.leave', {});
    expect(await app.ask('attempt.look', {})).toMatchObject({ ok: false, code: 'ceremony-none' });
    expect(await app.electron.processes.forked[0]?.ended).toBe('SIGTERM');
  });

  it('says of each card how it came, and fails for one of another set', async () => {
    await begun('opening');
    expect(await read(card(1, other))).toMatchObject({ ok: false, code: 'card-other-set' });
    await read(card(1));
    expect(await read(card(1))).toMatchObject({ ok: false, code: 'card-twice' });
    const wrong = `${card(2).slice(0, 8)}${card(2)[8] === 'Q' ? 'P' : 'Q'}${card(2).slice(9)}`;
    expect(await read(wrong, 'typed')).toMatchObject({
      ok: true,
      value: { status: 'corrected', changes: [{ typed: wrong[8] }] },
    });
    await read(wrong, 'typed', true);
    await read(card(3));
    const view = (await app.want('attempt.openBundle', {})) as DrillView;
    expect(view.cards).toEqual([
      { number: 1, state: 'unchanged' },
      { number: 2, state: 'corrected' },
      { number: 3, state: 'unchanged' },
    ]);
    expect(view.refused.map(({ state }) => state)).toEqual(['other-set', 'given-twice']);
    expect(await app.want('drill.finish', {})).toMatchObject({ result: { verdict: 'failed' } });
  });

  it('fails for a fingerprint of production that is not there', async () => {
    await begun('restore');
    for (const number of [1, 2, 3]) await read(card(number));
    await app.want('attempt.openBundle', {});
    await app.want('drill.compare', { expected: ['AB'.repeat(20)] });
    const done = await app.want('drill.finish', {});
    expect(done.result).toMatchObject({ verdict: 'failed' });
    expect(done.issues).toContainEqual(expect.objectContaining({ severity: 'high' }));
  });

  it('that failed before it restores nothing, and says so of the drill, not of the folder', async () => {
    const memory = mkdtempSync('/dev/shm/quorate-test-');
    try {
      await begun('full', { sandbox: memory });
      for (const number of [1, 2, 3]) await read(card(number));
      await app.want('attempt.openBundle', {});
      await app.want('drill.compare', { expected: ['AB'.repeat(20)] });
      const over = await app.want('drill.restore', {});
      expect(over).toMatchObject({
        step: 'failed',
        failure: { code: 'drill-failed-before' },
        sandbox: { isWritten: false },
        result: { verdict: 'failed' },
      });
      expect(readdirSync(memory)).toEqual([]);
      // What failed it is what is to be looked at: the stick is as it was sealed.
      expect(over.result?.nextSteps.join()).toMatch(/which keys production runs/);
      expect(over.result?.nextSteps.join()).not.toMatch(/as evidence/);
    } finally {
      rmSync(memory, { recursive: true, force: true });
    }
  });

  it('counts its time from when the loss was noticed, as its report does', async () => {
    const { view } = await begun('opening', { detected: '2026-01-01 03:00' });
    const since = Date.now() - Date.parse('2026-01-01T03:00:00Z');
    const isFrom = (elapsed: number) => Math.abs(elapsed - since) < 60_000;
    expect([view.elapsed, isFrom(view.elapsed)]).toEqual([expect.any(Number), true]);
    for (const number of [1, 2, 3]) await read(card(number));
    await app.want('attempt.openBundle', {});
    const done = await app.want('drill.finish', {});
    expect(isFrom(done.elapsed)).toBe(true);
    expect(done.elapsed).toBeGreaterThan(done.objective);
    expect(done.result?.rto).toMatch(/since the loss was noticed .*MISSED/);
    // It stands still: what comes after the end does not count.
    expect(await app.want('attempt.look', {})).toMatchObject({ elapsed: done.elapsed });
  });

  it('refuses a time that is none, and says how one is written', async () => {
    await app.want('work.open', { work: 'drill' });
    const [file = ''] = await app.choose('stick', [sealed.folder]);
    await app.want('attempt.takeStick', { file, folderHash: null });
    const ask = (detected: string) =>
      app.ask('drill.begin', { ...begin, stick: 1, kind: 'opening', detected });
    expect(await ask('yesterday')).toMatchObject({
      code: 'usage-option',
      message: 'the time of the loss is no time in UTC',
      hint: 'write it as in "2027-02-18 09:00"',
    });
  });

  it('stops at a folder that was changed, until somebody types the sentence', async () => {
    const folder = copyOf(sealed, root);
    edit(folder, 'journal.jsonl', (bytes) => bytes.fill(0x20, 40, 41));
    const { view } = await begun('restore', { folder });
    expect(view).toMatchObject({ step: 'verify', tamperingSentence: 'go on despite tampering' });
    expect(await read(card(1))).toMatchObject({ ok: false, code: 'recovery-order' });
    expect(await app.ask('attempt.acceptTampering', { sentence: 'yes' })).toMatchObject({
      code: 'not-confirmed',
    });
    await app.want('attempt.acceptTampering', { sentence: 'go on despite tampering' });
    for (const number of [1, 2, 3]) await read(card(number));
    expect(await app.want('attempt.openBundle', {})).toMatchObject({ failure: null });
    await app.want('drill.compare', { expected: [] });
    expect(await app.want('drill.finish', {})).toMatchObject({ result: { verdict: 'failed' } });
  });

  it('of integrity is over when it has begun', async () => {
    expect((await begun('integrity')).view).toMatchObject({ step: 'done', result: { verdict: 'passed' } });
    await app.want('work.leave', {});
    const folder = copyOf(sealed, root);
    edit(folder, 'bundle.quorate', (bytes) => bytes.fill(1, 4000, 4001));
    expect((await begun('integrity', { folder })).view).toMatchObject({ result: { verdict: 'failed' } });
  });

  it('of a stick without a bundle asks for no card', async () => {
    const folder = copyOf(sealed, root);
    rmSync(join(folder, 'bundle.quorate'));
    const { view } = await begun('restore', { folder });
    expect(view).toMatchObject({ failure: { code: 'bundle-unusable' }, result: { verdict: 'failed' } });
  });

  it('of all cards holds no two of them, and asks for every one', async () => {
    await begun('roll-call');
    for (const number of [1, 2]) await read(card(number));
    expect(await app.ask('attempt.openBundle', {})).toMatchObject({ ok: false, code: 'cards-too-few' });
    await read(card(3));
    await app.want('attempt.openBundle', {});
    expect(await app.want('drill.finish', {})).toMatchObject({ step: 'done', result: { verdict: 'passed' } });
  });

  it('that is full restores into memory, and takes it away again', async () => {
    const memory = mkdtempSync('/dev/shm/quorate-test-');
    try {
      await begun('full', { sandbox: memory });
      for (const number of [1, 2, 3]) await read(card(number));
      await app.want('attempt.openBundle', {});
      await app.want('drill.compare', { expected: [] });
      const restored = await app.want('drill.restore', {});
      const path = restored.sandbox?.path ?? '';
      expect(existsSync(join(path, 'validator/config/priv_validator_key.json'))).toBe(true);
      await app.want('drill.finish', {});
      expect(await app.want('drill.removeSandbox', {})).toMatchObject({ sandbox: { isRemoved: true } });
      expect(existsSync(path)).toBe(false);
    } finally {
      rmSync(memory, { recursive: true, force: true });
    }
  });

  it('refuses a sandbox on a disk, sticks of two ceremonies, and one stick twice', async () => {
    await app.want('work.open', { work: 'drill' });
    const [one = ''] = await app.choose('stick', [sealed.folder]);
    const [two = ''] = await app.choose('stick', [other.folder]);
    const [disk = ''] = await app.choose('destination', [root]);
    await app.want('attempt.takeStick', { file: one, folderHash: null });
    expect(await app.ask('attempt.takeStick', { file: one, folderHash: null })).toMatchObject({
      code: 'stick-twice',
    });
    expect(await app.ask('attempt.takeStick', { file: two, folderHash: null })).toMatchObject({
      code: 'folder-hash-differs',
    });
    const full = { ...begin, stick: 1, kind: 'full' as const, sandbox: disk };
    expect(await app.ask('drill.begin', full)).toMatchObject({ code: 'sandbox-unfit' });
    expect(await app.ask('drill.begin', { ...full, kind: 'restore' })).toMatchObject({
      code: 'usage-option',
    });
  });

  it('given up after a card is recorded as failed; what a recovery is asked, it does not answer', async () => {
    const { folder } = await begun('restore');
    await read(card(1));
    const plan = { moves: null, stale: [] };
    expect(await app.ask('recovery.restore', plan)).toMatchObject({ ok: false, code: 'ceremony-none' });
    expect(await app.ask('ceremony.seal', {})).toMatchObject({ ok: false, code: 'ceremony-none' });
    expect(await app.want('attempt.giveUp', {})).toMatchObject({
      step: 'failed',
      failure: { code: 'interrupted' },
    });
    expect(readdirSync(join(folder, 'records')).filter((name) => name.includes('-drill-'))).toHaveLength(1);
  });

  it('asked out of turn goes on as it was, and no record says that it passed', async () => {
    const memory = mkdtempSync('/dev/shm/quorate-test-');
    try {
      const { folder } = await begun('full', { sandbox: memory });
      const outOfTurn = async (...channels: ('openBundle' | 'finish' | 'restore' | 'removeSandbox')[]) => {
        for (const name of channels) {
          const answer = await app.ask(name === 'openBundle' ? 'attempt.openBundle' : `drill.${name}`, {});
          expect([name, answer]).toMatchObject([name, { ok: false, code: 'recovery-order' }]);
        }
      };
      for (const number of [1, 2]) await read(card(number));
      await outOfTurn('finish', 'restore', 'removeSandbox');
      await app.want('attempt.openBundle', {});
      await outOfTurn('openBundle', 'finish', 'restore');
      // A camera that sees the last card once more.
      expect(await read(card(2))).toMatchObject({ ok: false, code: 'recovery-order' });
      await app.want('drill.compare', { expected: [] });
      const again = await app.ask('drill.compare', { expected: ['00'.repeat(32)] });
      expect(again).toMatchObject({ ok: false, code: 'recovery-order' });
      await app.want('drill.restore', {});
      await outOfTurn('restore', 'openBundle');
      expect(readdirSync(join(folder, 'records'))).toEqual(['closing.jsonl']);
      const done = await app.want('drill.finish', {});
      expect(done).toMatchObject({ refused: [], failure: null, result: { verdict: 'passed' } });
      expect(done.sandbox).toMatchObject({ isWritten: true, isRemoved: false });
      await app.want('drill.removeSandbox', {});
      // The stick is taken out before the report is saved.
      rmSync(folder, { recursive: true });
      const [file = ''] = await app.choose('reports', [temporaryFolder()]);
      expect((await app.want('attempt.saveReport', { file })).saved).toHaveLength(3);
    } finally {
      rmSync(memory, { recursive: true, force: true });
    }
  });

  it('cannot end a ceremony, nor take its place', async () => {
    await app.want('ceremony.open', { isRehearsal: true });
    expect(await app.ask('work.leave', {})).toMatchObject({ ok: false, code: 'ceremony-running' });
    expect(await app.ask('work.open', { work: 'drill' })).toMatchObject({ code: 'ceremony-running' });
    expect((await app.want('ceremony.look', {})).step).not.toBe('lost');
  });

  it('that lost its process says so', async () => {
    await begun('restore');
    mkdirSync(join(root, 'unused'), { recursive: true });
    app.electron.processes.forked[0]?.child.kill('SIGKILL');
    await expect.poll(() => app.want('attempt.look', {})).toMatchObject({ work: 'drill', step: 'lost' });
    await app.want('work.leave', {});
    expect(await app.want('work.open', { work: 'drill' })).toMatchObject({ step: 'sticks' });
  });
});
