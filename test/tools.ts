import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** Absolute path of the repository, without a final slash. */
export const repository = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** A new empty folder outside the repository; the caller removes it, or {@link temporaryFolder} does. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'quorate-test-'));
}

/** A new empty folder that is removed when the running test ends. */
export function temporaryFolder(): string {
  const folder = newFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** How a program ended, and the whole of what it printed. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; throws only when it cannot be started. */
export function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string } = {},
): Outcome {
  const ended = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, ...options });
  if (ended.error !== undefined) throw ended.error;
  return { code: ended.status, stdout: ended.stdout, stderr: ended.stderr };
}

/**
 * Whether a program of the system is there. Where the tests must be complete (`CI=true`) a missing one is a failure;
 * elsewhere the tests that need it are skipped, and this says why.
 */
export function requireTool(name: string): boolean {
  if (spawnSync('sh', ['-c', `command -v ${name}`]).status === 0) return true;
  if (process.env['CI'] === 'true') throw new Error(`${name} is not installed, and CI skips nothing`);
  console.warn(`skipped: ${name} is not installed (see .ci/run for the package)`);
  return false;
}

/** Whether the tests run as root, which some of them need for what they set up; says why they are skipped if not. */
export function requireRoot(why: string): boolean {
  if (process.getuid?.() === 0) return true;
  if (process.env['CI'] === 'true') throw new Error(`${why} needs root, and CI skips nothing`);
  console.warn(`skipped: ${why} needs root`);
  return false;
}
