import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newFolder, repository, run } from '../tools.ts';
import { type Probe, probes, rules } from './import-probes.ts';

/** The part of a diagnostic in Biome's JSON report that is looked at here. */
interface Diagnostic {
  readonly category: string;
  readonly severity: string;
  readonly message: string;
  readonly location: { readonly path: string };
}

// The desktop app is not there yet; the rules for its folders are, and must hold with its packages declared.
const desktopPackages = ['electron', 'react', 'react-dom', 'qr', 'valibot', 'openpgp'].concat([
  '@quorate/crypto-core',
  '@quorate/custody',
]);

const workspaces = ['crypto-core', 'custody', 'cli'];
const copy = newFolder();
const found = new Map<string, Diagnostic[]>();

const all: readonly Probe[] = [
  ...probes,
  ...workspaces.flatMap((folder) =>
    Object.keys(manifestOf(folder).dependencies ?? {}).map(
      (name): Probe => ({ folder, name: 'listed', source: `import '${importable(name)}';`, refusedBy: null }),
    ),
  ),
];
const fileOf = new Map(all.map((probe, i) => [probe, `${probe.folder}/${i}-${probe.name}.ts`]));

// One copy of the configuration, one file for each probe, one run of the linter: a run costs more than a file.
beforeAll(() => {
  cpSync(join(repository, 'biome.json'), join(copy, 'biome.json'));
  cpSync(join(repository, 'build/lint'), join(copy, 'build/lint'), { recursive: true });
  for (const folder of workspaces) write(`${folder}/package.json`, JSON.stringify(manifestOf(folder)));
  const dependencies = Object.fromEntries(desktopPackages.map((name) => [name, '*']));
  write('package.json', JSON.stringify({ ...manifestOf('.'), dependencies }));
  for (const [probe, file] of fileOf) write(file, `${probe.source}\n`);

  const biome = join(repository, 'node_modules/.bin/biome');
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', '--vcs-enabled=false', '.'];
  const { stdout, stderr } = run(biome, args, { cwd: copy });
  if (!stdout.startsWith('{')) throw new Error(stderr);
  for (const diagnostic of (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics) {
    const path = diagnostic.location.path;
    found.set(path, [...(found.get(path) ?? []), diagnostic]);
  }
});

afterAll(() => rmSync(copy, { recursive: true }));

describe.each([...new Set(all.map((probe) => probe.folder))])('%s', (folder) => {
  const own = all.filter((probe) => probe.folder === folder);
  const allowed = own.filter((probe) => probe.refusedBy === null);
  const refused = own.filter((probe) => probe.refusedBy !== null);

  it(`may write ${allowed.length} imports`, () => {
    expect(allowed.length).toBeGreaterThan(0);
    const wronglyRefused = allowed.map(withFindings).filter((probe) => probe.findings.length > 0);
    expect(wronglyRefused).toEqual([]);
  });

  it(`may not write ${refused.length} imports and network accesses`, () => {
    expect(refused.length).toBeGreaterThan(0);
    const wronglyAllowed = refused
      .map(withFindings)
      .filter((probe) => !probe.findings.some((one) => one.startsWith(`error ${nameOf(probe)}: `)));
    expect(wronglyAllowed).toEqual([]);
  });
});

it('has no plugin that fails instead of looking', () => {
  const failures = [...found.values()].flat().filter((one) => one.message.includes('errored'));
  expect(failures).toEqual([]);
});

function withFindings(probe: Probe): Probe & { findings: string[] } {
  const diagnostics = found.get(fileOf.get(probe) as string) ?? [];
  const findings = diagnostics.map((one) => `${one.severity} ${one.category}: ${one.message}`);
  return { ...probe, findings };
}

function nameOf(probe: Probe): string {
  return probe.refusedBy === null ? 'nothing' : rules[probe.refusedBy];
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(repository, folder, 'package.json'), 'utf8')) as Manifest;
}

/** A workspace has no entry point of its own, only files. */
function importable(name: string): string {
  return name.startsWith('@quorate/') ? `${name}/errors` : name;
}

function write(path: string, content: string): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), content);
}
