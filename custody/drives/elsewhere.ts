import { execFileSync } from 'node:child_process';
import { type AskDiskutil, readDiskutil } from './diskutil.ts';
import type { FoundVolume } from './lsblk.ts';
import { parsePowershell, powershellScript } from './powershell.ts';

// The programs of macOS and Windows that know what is plugged in, at fixed places. Windows' own folder is not asked
// for: the variable that names it is set by whoever starts us. Where Windows lies elsewhere than in C:\Windows, drives
// are not found, and a folder is chosen by hand.

const windows = 'C:\\Windows';
const powershell = `${windows}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`;
const diskutil = '/usr/sbin/diskutil';
const plutil = '/usr/bin/plutil';

/** Milliseconds. Windows PowerShell takes a second or two to start, and more after the machine was. */
const patience = 20_000;
const mostOutput = 4 * 1024 * 1024;

/**
 * Asks macOS or Windows for the volumes of this machine. Neither was tried yet: each volume says so.
 * @returns null on other systems, and where the system does not answer
 * @throws `file-failed` when it answers with something else
 */
export function askedVolumes(): FoundVolume[] | null {
  if (process.platform === 'darwin') return readDiskutil(askDiskutil);
  if (process.platform !== 'win32') return null;
  const output = run(powershell, ['-NoProfile', '-NonInteractive', '-Command', powershellScript], {
    SystemRoot: windows,
    windir: windows,
    SystemDrive: 'C:',
    PATH: `${windows}\\System32`,
    PSModulePath: `${windows}\\System32\\WindowsPowerShell\\v1.0\\Modules`,
  });
  return output === null ? null : parsePowershell(output);
}

/** {@link askedVolumes}, or null where they say nothing that can be read. */
export function answeredVolumes(): FoundVolume[] | null {
  try {
    return askedVolumes();
  } catch {
    return null;
  }
}

/** A list that is not answered ends the asking; one answer about a device that was pulled meanwhile does not. */
const askDiskutil: AskDiskutil = ([verb = '', ...operands]) => {
  const args = verb === 'apfs' ? [verb, ...operands, '-plist'] : [verb, '-plist', ...operands];
  const plist = run(diskutil, args, { LC_ALL: 'C.UTF-8' });
  if (plist === null) return null;
  // The platform's own reader of property lists turns it into JSON.
  const json = run(plutil, ['-convert', 'json', '-o', '-', '-'], { LC_ALL: 'C.UTF-8' }, plist);
  if (json === null) return null;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
};

function run(
  program: string,
  args: readonly string[],
  env: Record<string, string>,
  input?: string,
): string | null {
  try {
    return execFileSync(program, [...args], {
      encoding: 'utf8',
      env,
      maxBuffer: mostOutput,
      ...(input === undefined
        ? { stdio: ['ignore', 'pipe', 'ignore'] }
        : { input, stdio: ['pipe', 'pipe', 'ignore'] }),
      timeout: patience,
      windowsHide: true,
    });
  } catch {
    return null;
  }
}
