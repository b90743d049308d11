import { spawn } from 'node:child_process';
import { QuorateError } from '@quorate/crypto-core/errors';

/**
 * Runs a command of this program as a process of its own, as a person would: what one stage knows reaches the next
 * only through files.
 * @param script the program's file
 * @param words its arguments, `--json` aside
 * @param folder working directory
 * @returns the object it printed
 * @throws `rehearsal-failed` with what the process said
 */
export function runStage(
  script: string,
  words: readonly string[],
  folder: string,
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...words, '--json'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    const said: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) {
        resolve(JSON.parse(Buffer.concat(output).toString('utf8')) as Record<string, unknown>);
        return;
      }
      const last = Buffer.concat(said).toString('utf8').trim().split('\n').slice(-2).join(' · ');
      reject(new QuorateError('rehearsal-failed', `quorate ${words[0]} ended with code ${code}: ${last}`));
    });
  });
}
