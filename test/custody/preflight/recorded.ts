import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { CheckId, CheckResult, PreflightReport } from '@quorate/custody/preflight/check';
import type { Files } from '@quorate/custody/preflight/files';
import type { Host, Machine, Software } from '@quorate/custody/preflight/machine';
import { reportOn, runPreflight } from '@quorate/custody/preflight/run';
import { repository, temporaryFolder } from '../../tools.ts';

/** A recorded tree: contents by path, links by where they point. */
export type Recording = Readonly<Record<string, string | { readonly link: string }>>;

/** Machines of test/fixtures/preflight. */
export const machines = [
  'wifi-on',
  'wifi-killed',
  'docking-station',
  'live-system',
  'virtual-machine',
  'server',
] as const;
export type MachineName = (typeof machines)[number];

export function recordingOf(name: MachineName): Recording {
  const text = readFileSync(join(repository, 'test/fixtures/preflight', `${name}.json`), 'utf8');
  return (JSON.parse(text) as { files: Recording }).files;
}

/** A process on a quiet Linux machine; the time is the one at which the machines were recorded. */
export const quietHost: Host = {
  platform: 'linux',
  release: '6.12.22-amd64',
  execArgv: [],
  environmentNames: ['HOME', 'PATH'],
  nodeOptionNames: [],
  timeZoneVariable: null,
  timeZone: 'UTC',
  temporaryFolder: '/tmp',
  addresses: [],
};
export const recordedAt = new Date('2026-11-20T09:30:00Z');
export const software: Software = { buildDate: '2026-11-01', hash: 'ab'.repeat(32), expectedHash: null };

/** What differs from a recorded machine: a path set to null is taken away, with everything below it. */
export interface Change {
  readonly files?: Readonly<Record<string, string | { readonly link: string } | null>>;
  readonly host?: Partial<Host>;
  readonly software?: Partial<Software>;
  readonly now?: Date;
  readonly purpose?: 'ceremony' | 'rehearsal';
}

/** Writes a recorded machine below a temporary folder and makes the preflight there. */
export function preflightOnDisk(name: MachineName, host: Partial<Host> = {}): PreflightReport {
  const root = temporaryFolder();
  for (const [path, content] of Object.entries(recordingOf(name))) {
    const place = join(root, path);
    mkdirSync(dirname(place), { recursive: true });
    if (typeof content === 'string') writeFileSync(place, content);
    else symlinkSync(content.link, place);
  }
  return runPreflight({
    root,
    purpose: 'ceremony',
    now: recordedAt,
    software,
    host: { ...quietHost, ...host },
  });
}

/** Makes the preflight on a recorded machine that differs in something. A test shows that disk and memory agree. */
export function preflightOf(name: MachineName, change: Change = {}): PreflightReport {
  return reportOn(machineOf(name, change), change.purpose ?? 'ceremony');
}

export function machineOf(name: MachineName, change: Change = {}): Machine {
  return {
    files: filesIn(changed(recordingOf(name), change.files ?? {})),
    host: { ...quietHost, ...change.host },
    software: { ...software, ...change.software },
    now: change.now ?? recordedAt,
  };
}

/** What to write instead of a file's text to have its reading fail. */
export const forbidden = '\0forbidden';

/** A recorded tree as the preflight reads files: links are followed, relative ones from where they stand. */
function filesIn(recording: Recording): Files {
  const links = Object.entries(recording).flatMap(([path, content]) =>
    typeof content === 'string' ? [] : [[path, content.link] as const],
  );
  const resolve = (path: string): string => {
    for (const [from, to] of links) {
      if (path !== from && !path.startsWith(`${from}/`)) continue;
      return resolve(posix.join(posix.resolve(posix.dirname(from), to), path.slice(from.length)));
    }
    return path;
  };
  return {
    read(path) {
      const text = recording[resolve(path)];
      if (text === forbidden) return { path, state: 'unreadable', why: 'not allowed' };
      return typeof text === 'string'
        ? { path, state: 'read', text, isWhole: true }
        : { path, state: 'absent' };
    },
    list(path) {
      const real = resolve(path);
      if (recording[real] === forbidden) return { path, state: 'unreadable', why: 'not allowed' };
      const below = Object.keys(recording).filter((known) => known.startsWith(`${real}/`));
      const names = new Set(below.map((known) => known.slice(real.length + 1).split('/')[0] ?? ''));
      return names.size === 0 ? { path, state: 'absent' } : { path, state: 'read', names: [...names].sort() };
    },
    link(path) {
      const direct =
        recording[path] ?? recording[posix.join(resolve(posix.dirname(path)), posix.basename(path))];
      return typeof direct === 'object' ? direct.link : null;
    },
  };
}

function changed(recording: Recording, changes: NonNullable<Change['files']>): Recording {
  const all: Record<string, string | { link: string }> = { ...recording };
  for (const [path, content] of Object.entries(changes)) {
    for (const known of Object.keys(all)) {
      if (known === path || known.startsWith(`${path}/`)) delete all[known];
    }
    if (content !== null) all[path] = content;
  }
  return all;
}

/** The line of one check. */
export function lineOf(report: PreflightReport, id: CheckId): CheckResult {
  const result = report.results.find((candidate) => candidate.id === id);
  if (result === undefined) throw new Error(`the report has no line ${id}`);
  return result;
}
