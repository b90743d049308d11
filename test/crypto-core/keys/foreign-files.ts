import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recogniseKeyFile } from '@quorate/crypto-core/keys/recognise';
import { run } from '../../tools.ts';

/** A folder where the programs of others make files; the tests that use one remove it when they are done. */
export class ForeignFiles {
  readonly folder = mkdtempSync(join(tmpdir(), 'quorate-keys-'));

  /** Runs a script of shell commands in the folder, and fails when one of them does. */
  make(script: string): void {
    const ended = run('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: this.folder,
      env: this.#environment(),
    });
    if (ended.code !== 0) throw new Error(`${script}\n${ended.stderr}`);
  }

  /** What a shell command prints in the folder, without the last line feed. */
  ask(command: string): string {
    const ended = run('bash', ['-euo', 'pipefail', '-c', command], {
      cwd: this.folder,
      env: this.#environment(),
    });
    if (ended.code !== 0) throw new Error(`${command}\n${ended.stderr}`);
    return ended.stdout.trimEnd();
  }

  read(name: string): Uint8Array {
    return new Uint8Array(readFileSync(join(this.folder, name)));
  }

  write(name: string, content: string | Uint8Array): void {
    writeFileSync(join(this.folder, name), content);
  }

  /** What the product says of a file. */
  describe(name: string) {
    return recogniseKeyFile(this.read(name), name);
  }

  remove(): void {
    run('gpgconf', ['--homedir', this.folder, '--kill', 'all']);
    rmSync(this.folder, { recursive: true, force: true });
  }

  #environment(): NodeJS.ProcessEnv {
    return { ...process.env, GNUPGHOME: this.folder, LC_ALL: 'C' };
  }
}

/** The fact of a label, or undefined. */
export function fact(description: { facts?: readonly { label: string; value: string }[] }, label: string) {
  return description.facts?.find((one) => one.label === label)?.value;
}

/** Codes of the notes. */
export function codesOf(description: { notes: readonly { code: string }[] }): string[] {
  return description.notes.map(({ code }) => code);
}
