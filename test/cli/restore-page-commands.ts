import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Outcome, repository, run } from '../tools.ts';

/** A command of a page of the documentation. */
export interface PageCommand {
  /** What it needs that a test does not have: `root network`. Empty when it can be run. */
  readonly needs: string;
  readonly line: string;
}

/** The commands in the console blocks of a page, in order. */
export function commandsOf(page: string): PageCommand[] {
  const text = readFileSync(join(repository, `docs/${page}.md`), 'utf8');
  return [...text.matchAll(/^```console ?(.*)\n([\s\S]*?)^```$/gm)].flatMap(([, needs = '', block = '']) =>
    block
      .trim()
      .split('\n')
      .map((line) => ({ needs, line })),
  );
}

/**
 * Runs a command of a page as it stands there, with `quorate` as a program.
 * @param places what stands for the places that the page names, as `/media/STICK`
 */
export function runPageCommand(
  line: string,
  cwd: string,
  places: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Outcome {
  const bin = join(cwd, 'bin');
  mkdirSync(bin, { recursive: true });
  const program = join(bin, 'quorate');
  const script = join(repository, 'cli/dist/quorate.mjs');
  writeFileSync(program, `#!/bin/sh\nexec setsid --wait '${process.execPath}' '${script}' "$@"\n`);
  chmodSync(program, 0o755);
  const here = Object.entries(places).reduce((text, [place, path]) => text.replaceAll(place, path), line);
  const path = `${bin}:${process.env['PATH']}`;
  return run('bash', ['-euo', 'pipefail', '-c', here], { cwd, env: { ...process.env, ...env, PATH: path } });
}
