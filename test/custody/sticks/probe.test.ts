import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseExtents } from '@quorate/custody/sticks/extents';
import { type ProbeProgress, probeCapacity, probePrefix } from '@quorate/custody/sticks/probe';
import { describe, expect, it, onTestFinished } from 'vitest';
import { refusalOf } from '../../refusal.ts';
import { requireRoot, requireTool, run, temporaryFolder } from '../../tools.ts';

const megabyte = 1024 * 1024;
const budgetBytes = 2 * megabyte;

/** What a probe has on a stick. */
function probesOn(root: string): string[] {
  return readdirSync(root).filter((name) => name.startsWith(probePrefix));
}

/** Paths of its files, with how many bytes each has. */
function samplesOn(root: string): { path: string; bytes: number }[] {
  return probesOn(root).flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => {
      const path = join(root, folder, name);
      return { path, bytes: statSync(path).size };
    }),
  );
}

/** Changes bytes of a file in place. */
function alter(path: string, at: number, bytes: Uint8Array): void {
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, bytes, 0, bytes.length, at);
  closeSync(descriptor);
}

function bytesAt(path: string, at: number, length: number): Uint8Array {
  const [bytes, descriptor] = [new Uint8Array(length), openSync(path, 'r')];
  readSync(descriptor, bytes, 0, length, at);
  closeSync(descriptor);
  return bytes;
}

/** Does something to what was written, once, before any of it is read. */
function meanwhile(change: () => void): {
  onProgress: (progress: ProbeProgress) => void;
  budgetBytes: number;
} {
  let isDone = false;
  return {
    budgetBytes,
    onProgress: ({ done, all }) => {
      if (isDone || done * 2 < all) return;
      isDone = true;
      change();
    },
  };
}

describe('a probe by samples', () => {
  it('passes what gives everything back, says how much it tried, and leaves nothing', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'mine'), 'precious');
    const told: ProbeProgress[] = [];
    const result = await probeCapacity(root, { budgetBytes, onProgress: (one) => told.push(one) });
    expect(result).toMatchObject({ tested: budgetBytes, rereads: [] });
    expect(result.reach).not.toBe('all');
    expect(result.writtenPerSecond).toBeGreaterThan(0);
    expect(result.readPerSecond).toBeGreaterThan(0);
    expect(told.map(({ step }) => step)).toContain('reading back');
    const done = told.map((one) => one.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(told.at(-1)).toMatchObject({ done: 2 * budgetBytes, all: 2 * budgetBytes });
    expect(readdirSync(root)).toEqual(['mine']);
  });

  it('finds out that two places are one', async () => {
    const root = temporaryFolder();
    const change = () => {
      const samples = samplesOn(root).sort((a, b) => (a.path < b.path ? -1 : 1));
      const [one, other] = [samples[0], samples.at(-1)] as const;
      if (one === undefined || other === undefined || one === other) throw new Error('no two samples');
      alter(one.path, 4096, bytesAt(other.path, 4096, 512));
    };
    const refused = await refusalOf(() => probeCapacity(root, meanwhile(change)));
    expect(refused.code).toBe('medium-fake');
    expect(refused.message).toMatch(
      new RegExp(`^the stick at ${root} has less room than it says: of .* turn out`),
    );
    expect(refused.hint).toMatch(/put nothing on it/);
    expect(readdirSync(root)).toEqual([]);
  });

  it.each([
    ['a flipped bit', 1, 'medium-differs', /gives back otherwise than it was written: 512 bytes of 2\.1 MB/],
    ['all of it lost', Number.POSITIVE_INFINITY, 'medium-fake', /it loses what is written to a part of it/],
  ] as const)('tells %s', async (_, most, code, message) => {
    const root = temporaryFolder();
    const change = () => {
      for (const { path, bytes } of samplesOn(root)) {
        const length = Math.min(most, bytes);
        alter(
          path,
          0,
          bytesAt(path, 0, length).map((byte) => byte ^ 1),
        );
        if (most === 1) return;
      }
    };
    const refused = await refusalOf(() => probeCapacity(root, meanwhile(change)));
    expect([refused.code, refused.message]).toEqual([code, expect.stringMatching(message)]);
  });

  it('notices a sample that lost its end', async () => {
    const root = temporaryFolder();
    const change = () => {
      const descriptor = openSync((samplesOn(root)[0] as { path: string }).path, 'r+');
      ftruncateSync(descriptor, 0);
      closeSync(descriptor);
    };
    await expect(refusalOf(() => probeCapacity(root, meanwhile(change)))).resolves.toMatchObject({
      code: 'medium-fake',
    });
  });

  it('is stopped at any moment, and leaves nothing', async () => {
    for (const moment of [0, 1, 3, 5]) {
      const root = temporaryFolder();
      const stopping = new AbortController();
      let at = 0;
      const onProgress = () => {
        if (at++ === moment) stopping.abort();
      };
      const refused = await refusalOf(() =>
        probeCapacity(root, { budgetBytes, onProgress, signal: stopping.signal }),
      );
      expect(refused.code).toBe('interrupted');
      expect(readdirSync(root)).toEqual([]);
    }
  });

  it('deletes what an earlier one left, and nothing that only looks like it', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, `${probePrefix}0badc0de`));
    writeFileSync(join(root, `${probePrefix}0badc0de`, '0.sample'), 'left');
    writeFileSync(join(root, `${probePrefix}file`), 'a file');
    await probeCapacity(root, { budgetBytes });
    expect(readdirSync(root)).toEqual([`${probePrefix}file`]);
  });

  it('leaves alone what a person has put where a probe could have been, and what a link leads to', async () => {
    const [root, elsewhere] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(elsewhere, '0.sample'), 'of this computer');
    const [notes, mixed, link] = ['notes', '0badc0de', '0badc0df'].map((end) => `${probePrefix}${end}`) as [
      string,
      string,
      string,
    ];
    for (const folder of [notes, mixed]) {
      mkdirSync(join(root, folder));
      for (const name of ['0.sample', 'thesis.odt']) writeFileSync(join(root, folder, name), 'years of work');
    }
    symlinkSync(elsewhere, join(root, link));
    await probeCapacity(root, { budgetBytes });
    expect(probesOn(root).sort()).toEqual([mixed, link, notes]);
    expect(readdirSync(join(root, notes))).toEqual(['0.sample', 'thesis.odt']);
    expect(readdirSync(join(root, mixed))).toEqual(['thesis.odt']);
    expect(readdirSync(elsewhere)).toEqual(['0.sample']);
  });

  it('needs a folder that is there and may be written to', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'file'), '');
    expect((await refusalOf(() => probeCapacity(join(root, 'file')))).code).toBe('file-not-regular');
    expect((await refusalOf(() => probeCapacity(join(root, 'nowhere')))).code).toBe('file-not-found');
  });
});

describe.skipIf(!requireRoot('mounting an image') || !requireTool('mke2fs'))(
  'a probe of a file system',
  () => {
    /** An empty ext4 on an image of its own; without the places that are kept for root. */
    function mounted(bytes: number, mountOptions = 'loop'): { image: string; root: string } {
      const folder = temporaryFolder();
      const [image, root] = [join(folder, 'image'), join(folder, 'mounted')];
      const descriptor = openSync(image, 'w');
      ftruncateSync(descriptor, bytes);
      closeSync(descriptor);
      expect(run('mke2fs', ['-q', '-t', 'ext4', '-b', '1024', '-m', '0', image]).code).toBe(0);
      mkdirSync(root);
      expect(run('mount', ['-o', mountOptions, image, root])).toMatchObject({ code: 0 });
      onTestFinished(() => void run('umount', [root]));
      return { image, root };
    }

    it('that is small fills it and finds it good, and a second time', async () => {
      const { root } = mounted(16 * megabyte);
      for (let time = 0; time < 2; time++) {
        const result = await probeCapacity(root);
        expect(result).toMatchObject({ reach: 'all', isPastCache: true });
        expect(result.tested).toBeGreaterThan(0.95 * result.free);
        expect(readdirSync(root)).toEqual(['lost+found']);
      }
    });

    it('that is full, or read-only, says so', async () => {
      const { root } = mounted(8 * megabyte);
      run('dd', ['if=/dev/zero', `of=${join(root, 'filler')}`, 'bs=1024']);
      expect((await refusalOf(() => probeCapacity(root))).code).toBe('medium-full');
      expect(run('mount', ['-o', 'remount,ro', root]).code).toBe(0);
      expect((await refusalOf(() => probeCapacity(root))).code).toBe('medium-read-only');
    });

    it('that is large puts its samples apart: an upper half that is the lower one is found', async () => {
      const size = 2048 * megabyte;
      const { image, root } = mounted(size);
      const result = await probeCapacity(root, { budgetBytes });
      expect(result).toMatchObject({ reach: 'spread', isPastCache: true });

      // What was written into the upper half falls onto the lower one: all extents that hold bytes, as filefrag tells.
      const wrap = () => {
        const [sample] = samplesOn(root);
        const listed = run('filefrag', ['-b1024', '-e', sample?.path ?? '']).stdout.split('\n');
        const written = parseExtents(listed.filter((line) => !line.includes('unwritten')).join('\n'), 1024);
        const [low, high] = [0, 1].map((half) =>
          written.filter(({ onMedium }) => Math.floor((onMedium * 2) / size) === half),
        );
        expect(Math.min(low?.length ?? 0, high?.length ?? 0)).toBeGreaterThan(4);
        for (const { onMedium, length } of high ?? [])
          alter(image, onMedium - size / 2, bytesAt(image, onMedium, length));
      };
      const refused = await refusalOf(() => probeCapacity(root, meanwhile(wrap)));
      expect([refused.code, refused.message]).toEqual([
        'medium-fake',
        expect.stringMatching(/of 2\.\d GB, different places .* seems to hold about [01]\.\d GB$/),
      ]);
      expect(existsSync(root)).toBe(true);
    });
  },
);
