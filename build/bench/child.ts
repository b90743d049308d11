import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type MeterReading, meterVariable } from './reading.ts';
import type { Workplace } from './workplace.ts';

/** A process that ran to its end. */
export interface ChildRun {
  /** Wall time from starting it to its end. */
  readonly ms: number;
  readonly stdout: string;
}

/** A process that was measured from inside as well. */
export interface MeteredRun extends ChildRun, MeterReading {}

/** What a process is given besides its arguments. */
export interface ChildOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/**
 * Runs a program to its end.
 * @throws Error with what it said when it ends with anything but 0
 */
export function runChild(program: string, args: readonly string[], options: ChildOptions = {}): ChildRun {
  const start = performance.now();
  const child = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 28, input: '', ...options });
  const ms = performance.now() - start;
  if (child.error !== undefined) throw child.error;
  if (child.status !== 0) {
    const said = child.stderr.trim().split('\n').slice(-4).join(' · ');
    throw new Error(`${program} ${args.slice(0, 3).join(' ')} … ended with ${child.status}: ${said}`);
  }
  return { ms, stdout: child.stdout };
}

/** Runs a script on this Node. */
export function runScript(script: string, words: readonly string[], options: ChildOptions = {}): ChildRun {
  return runChild(process.execPath, [script, ...words], options);
}

/** Runs a script on this Node with the meter in it. */
export function runMetered(workplace: Workplace, script: string, words: readonly string[]): MeteredRun {
  const reading = join(workplace.memory, 'meter.json');
  // The program of its own that seals a large file brings the meter along.
  const preload = script === workplace.sealChild ? [] : ['--import', workplace.meter];
  const env = { ...process.env, [meterVariable]: reading };
  const run = runChild(process.execPath, [...preload, script, ...words], { env });
  const { spent, peakBytes } = JSON.parse(readFileSync(reading, 'utf8')) as MeterReading;
  rmSync(reading);
  return { ...run, spent, peakBytes };
}

/** True when a program of the system is there. */
export function isInstalled(tool: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
}
