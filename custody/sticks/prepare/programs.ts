import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { QuorateError } from '@quorate/crypto-core/errors';

/** Where each program lies and which Debian package brings it: nothing that PATH says can put another in its place. */
const places = {
  blockdev: ['/usr/sbin/blockdev', 'util-linux'],
  cryptsetup: ['/usr/sbin/cryptsetup', 'cryptsetup-bin'],
  mke2fs: ['/usr/sbin/mke2fs', 'e2fsprogs'],
  'mkfs.exfat': ['/usr/sbin/mkfs.exfat', 'exfatprogs'],
  mount: ['/usr/bin/mount', 'mount'],
  sfdisk: ['/usr/sbin/sfdisk', 'fdisk'],
  udisksctl: ['/usr/bin/udisksctl', 'udisks2'],
  umount: ['/usr/bin/umount', 'mount'],
  wipefs: ['/usr/sbin/wipefs', 'util-linux'],
} as const satisfies Record<string, readonly [path: string, debianPackage: string]>;

/** A program of the system that this one starts. */
export type ProgramName = keyof typeof places;

/** Whether a program is installed where it is looked for. */
export function isInstalled(name: ProgramName): boolean {
  return existsSync(places[name][0]);
}

/**
 * Checks that programs are installed, before anything is begun.
 * @throws `program-missing`, naming all that are missing and the packages that bring them
 */
export function requirePrograms(names: readonly ProgramName[]): void {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((name) => places[name][1]))];
  throw new QuorateError(
    'program-missing',
    `${missing.map((name) => places[name][0]).join(', ')} ${missing.length === 1 ? 'is' : 'are'} not installed`,
    `install before going offline; on Debian: apt install ${packages.join(' ')}`,
  );
}

/** How a program is run. */
export interface Running {
  /** What it reads on standard input; nothing unless given. The caller zeroes it. */
  readonly input?: Uint8Array;
  /** How long it may take, in seconds. */
  readonly seconds?: number;
}

const mostOutput = 1024 * 1024;

/**
 * Runs a program of the system: no shell, a bare environment, a session of its own, so that a Ctrl-C at the terminal
 * does not cut it short and it cannot ask there itself.
 * @returns its standard output, UTF-8
 * @throws `interrupted` where a Ctrl-C reached it; `program-failed` with the last line it said, or what it was stopped for
 */
export function runProgram(
  name: ProgramName,
  args: readonly string[],
  { input, seconds = 60 }: Running = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(places[name][0], args, {
      cwd: '/',
      env: { LC_ALL: 'C.UTF-8' },
      detached: true,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    const said: Record<'out' | 'err', string> = { out: '', err: '' };
    let stopped: string | null = null;
    const stop = (why: string) => {
      stopped ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop(`took longer than ${seconds} seconds`), seconds * 1000);
    for (const [stream, which] of [[child.stdout, 'out'] as const, [child.stderr, 'err'] as const]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said[which] += text;
        if (said[which].length > mostOutput) stop('printed far more than it should');
      });
    }
    const fail = (what: string) => reject(new QuorateError('program-failed', `${name} ${what}`));
    child.on('error', ({ message }) => {
      clearTimeout(timer);
      fail(`could not be started: ${message}`);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (stopped !== null) fail(stopped);
      else if (code === 0) resolve(said.out);
      // A Ctrl-C in the moment between its start and its session of its own reaches it all the same.
      else if (signal === 'SIGINT') reject(new QuorateError('interrupted', 'stopped at the keyboard'));
      else
        fail(
          `failed (${code ?? signal}): ${lastLine(said.err) ?? lastLine(said.out) ?? 'it did not say why'}`,
        );
    });
    // A program that ends before it has read all is judged by how it ended.
    child.stdin?.on('error', () => {});
    if (input !== undefined) child.stdin?.end(input);
  });
}

function lastLine(text: string): string | null {
  return text.trim().split('\n').at(-1)?.slice(0, 300) || null;
}
