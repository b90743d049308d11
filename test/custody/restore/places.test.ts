import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { QuorateError } from '@quorate/crypto-core/errors';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { sampleHome } from '@quorate/custody/rehearsal/sample-keys';
import { exposureOf, exposureWarning } from '@quorate/custody/restore/exposure';
import { checkNames, placeIn } from '@quorate/custody/restore/layout';
import { moveAside, planMoves } from '@quorate/custody/restore/move-aside';
import { readBack } from '@quorate/custody/restore/read-back';
import type { GuardedRestore } from '@quorate/custody/restore/signing';
import type { RestoreTarget } from '@quorate/custody/restore/target';
import { writeProved } from '@quorate/custody/restore/write';
import { describe, expect, it } from 'vitest';
import { expectRefusal } from '../../refusal.ts';
import { requireTool, run, temporaryFolder } from '../../tools.ts';
import { inside, kernelOf, stick } from '../drives/kernel.ts';

// What is moved aside, in which order, and back when anything fails; what is read back; what a destination lies on.

const bytes = (text: string) => Uint8Array.from(Buffer.from(text));
const target = (path: string, text: string): RestoreTarget => ({ path, mode: 0o600, content: bytes(text) });
const time = '2026-11-21T11:05:46Z';

/** A validator's folder with an old key and state, and what is to be written over them. */
function scene() {
  const to = temporaryFolder();
  for (const folder of ['config', 'data']) mkdirSync(join(to, folder));
  writeFileSync(join(to, 'config/key.json'), 'old key', { mode: 0o640 });
  writeFileSync(join(to, 'data/state.json'), 'old state');
  writeFileSync(join(to, 'notes.txt'), 'old notes');
  const then = [target('config/key.json', 'new key')];
  const guarded: GuardedRestore = {
    first: [target('notes.txt', 'new notes'), target('data/state.json', 'new state')],
    then,
    decisions: [],
    seen: new Map([['data/state.json', bytes('old state')]]),
    kept: new Set(),
  };
  return { to, guarded };
}
function textsOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile()).sort();
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
const before = { 'config/key.json': 'old key', 'data/state.json': 'old state', 'notes.txt': 'old notes' };

describe('what is in the way', () => {
  it('is moved keys first, so that no power cut leaves one without its state, and says what it is', () => {
    const { to, guarded } = scene();
    const moves = planMoves(to, guarded, time);
    expect(
      moves.map(({ from, to: name, isSigning }) => [from.slice(to.length), name.slice(to.length), isSigning]),
    ).toEqual([
      ['/config/key.json', '/config/key.json.old-20261121T110546Z', true],
      ['/notes.txt', '/notes.txt.old-20261121T110546Z', false],
      ['/data/state.json', '/data/state.json.old-20261121T110546Z', true],
    ]);
  });

  it('keeps contents and mode under its new name, beside what was restored', async () => {
    const { to, guarded } = scene();
    const moves = planMoves(to, guarded, time);
    await writeProved(to, [guarded.first, guarded.then], { moves }, async () => {});
    expect(textsOf(to)).toEqual({
      'config/key.json': 'new key',
      'config/key.json.old-20261121T110546Z': 'old key',
      'data/state.json': 'new state',
      'data/state.json.old-20261121T110546Z': 'old state',
      'notes.txt': 'new notes',
      'notes.txt.old-20261121T110546Z': 'old notes',
    });
    expect(statSync(join(to, 'config/key.json.old-20261121T110546Z')).mode & 0o777).toBe(0o640);
  });

  it.each(['what was written proves to be something else', 'a later file cannot be written'])(
    'is back under its name when %s',
    async (what) => {
      const { to, guarded } = scene();
      const moves = planMoves(to, guarded, time);
      const isProof = what.startsWith('what was');
      if (!isProof) writeFileSync(join(to, 'config/key.json.old-20261121T110546Z'), 'there already');
      const prove = async () => {
        expect(textsOf(to)['config/key.json']).toBe('new key');
        throw new QuorateError('medium-differs', 'another key');
      };
      await expectRefusal(
        () => writeProved(to, [guarded.first, guarded.then], { moves }, prove),
        isProof ? 'medium-differs' : 'file-exists',
      );
      rmSync(join(to, 'config/key.json.old-20261121T110546Z'), { force: true });
      expect(textsOf(to)).toEqual(before);
    },
  );

  it('is not moved when a signing state has changed since the guard saw it: a node runs there', async () => {
    const { to, guarded } = scene();
    const moves = planMoves(to, guarded, time);
    writeFileSync(join(to, 'data/state.json'), 'newer state');
    await expectRefusal(
      () => writeProved(to, [guarded.first, guarded.then], { moves }, async () => {}),
      'file-changed',
      /a node runs there and signs/,
    );
    expect(textsOf(to)).toEqual({ ...before, 'data/state.json': 'newer state' });
  });

  it('stays where it holds the newest state, and where it is no file', async () => {
    const { to, guarded } = scene();
    const kept = { ...guarded, kept: new Set(['config/key.json']) };
    await expectRefusal(() => planMoves(to, kept, time), 'restore-conflict', /newer signing state/);
    rmSync(join(to, 'notes.txt'));
    symlinkSync('/etc/hostname', join(to, 'notes.txt'));
    await expectRefusal(() => planMoves(to, guarded, time), 'file-is-link', /notes.txt/);
  });

  it('never takes the place of another file', async () => {
    const { to } = scene();
    writeFileSync(join(to, 'notes.txt.old'), 'older notes');
    const move = { from: join(to, 'notes.txt'), to: join(to, 'notes.txt.old'), isSigning: false, seen: null };
    await expectRefusal(() => moveAside(move), 'file-exists');
    expect(textsOf(to)).toMatchObject({ 'notes.txt': 'old notes', 'notes.txt.old': 'older notes' });
  });
});

describe.skipIf(!requireTool('strace'))('on the way', () => {
  it('every name is on the medium before the next group: keys gone, states gone, states there, keys there', () => {
    const { to } = scene();
    const trace = join(to, 'trace');
    const child = join(import.meta.dirname, 'write-child.ts');
    const words = [
      '-f',
      '-y',
      '-e',
      'trace=link,linkat,rename,renameat2,fsync',
      '-o',
      trace,
      process.execPath,
      child,
      to,
    ];
    expect(run('strace', words)).toMatchObject({ code: 0, stderr: '' });
    const steps = readFileSync(trace, 'utf8')
      .split('\n')
      .flatMap((line) => {
        const [, from = '', name = ''] =
          /link(?:at)?\((?:AT_FDCWD[^,]*, )?"([^"]+)", (?:AT_FDCWD[^,]*, )?"([^"]+)"/.exec(line) ?? [];
        if (name !== '')
          return [
            `${name.includes('.old-') ? `away ${from.slice(to.length + 1)}` : `here ${name.slice(to.length + 1)}`}`,
          ];
        const [, synced = ''] = /fsync\(\d+<([^>]+)>/.exec(line) ?? [];
        return synced === dirname(join(to, 'config/x')) || synced === join(to, 'data')
          ? [`flushed ${synced.slice(to.length + 1)}`]
          : [];
      });
    expect(steps).toEqual([
      'away config/key.json',
      'flushed config',
      'away data/state.json',
      'flushed data',
      'here data/state.json',
      'flushed data',
      'here config/key.json',
      'flushed config',
    ]);
  });
});

describe('file names alone', () => {
  it('are refused where two files would share one, in whatever case', async () => {
    const placeOf = placeIn('flat');
    expect(placeOf('val/config/key.json')).toBe('key.json');
    expect(placeIn('as-imported')('val/config/key.json')).toBe('val/config/key.json');
    const targets = ['a/Key.json', 'b/key.json'].map((from) => ({ path: placeOf(from), from }));
    await expectRefusal(() => checkNames(targets), 'restore-layout', /a\/Key.json and b\/key.json/);
    expect(() => checkNames(targets.slice(1))).not.toThrow();
  });
});

describe('what was written', () => {
  it('is derived again from where it lies; another key there is found out', async () => {
    const to = temporaryFolder();
    const [file] = sampleHome();
    const { bytes: content, path } = file as { bytes: Uint8Array; path: string };
    mkdirSync(join(to, 'config'));
    writeFileSync(join(to, path), content);
    const { publicKey, fingerprint, address } = await recogniseKeyFile(content, path);
    const written = [{ path, type: 'cometbft-priv-validator-key', publicKey, fingerprint, address }];
    expect(await readBack(to, written)).toEqual(written);
    writeFileSync(join(to, path), (sampleHome()[0] as { bytes: Uint8Array }).bytes);
    await expectRefusal(() => readBack(to, written), 'medium-differs', /holds another key/);
    rmSync(join(to, path));
    await expectRefusal(() => readBack(to, written), 'file-not-found');
  });
});

describe('a destination', () => {
  const mounts = (folder: string, source: string, number: string) =>
    `20 1 0:1 / / rw - overlay overlay rw\n30 20 ${number} / ${folder} rw - ext4 ${source} rw`;

  it('in memory is fine', () => {
    expect(exposureOf('/dev/shm/not-there-yet')).toEqual({ kind: 'memory' });
    expect(exposureWarning('/dev/shm/x', { kind: 'memory' })).toBeNull();
  });

  it('on an encrypted mapping is fine, on a plain partition it is warned about, elsewhere nobody knows', () => {
    const folder = temporaryFolder();
    const { disk, files } = stick;
    const luks = kernelOf({
      files: { ...files(disk), [`${inside}/dm-0/dm/uuid`]: 'CRYPT-LUKS2-00-stick' },
      devices: { '254:0': `${inside}/dm-0`, '8:17': `${disk}/sdb1` },
      mounts: [mounts(folder, '/dev/mapper/stick', '254:0')],
    });
    expect(exposureOf(join(folder, 'new'), luks)).toEqual({ kind: 'encrypted', encryption: 'luks' });
    const plain = { ...luks, mountInfo: () => mounts(folder, '/dev/sdb1', '8:17') };
    expect(exposureOf(folder, plain)).toEqual({ kind: 'plain', device: 'sdb' });
    const far = { ...luks, mountInfo: () => mounts(folder, 'host:/export', '0:55') };
    expect(exposureOf(folder, far)).toEqual({ kind: 'unknown' });
    expect(exposureWarning('/x', exposureOf(folder, plain))).toMatch(
      /encrypted disk \(sdb\).*found on the disk later/,
    );
    expect(exposureWarning('/x', exposureOf(folder, far))).toMatch(/nobody can tell/);
    expect(exposureWarning('/x', exposureOf(folder, luks))).toBeNull();
  });
});
