import { spawnSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { isInstalled } from './child.ts';

const tools: readonly (readonly [string, string])[] = [
  ['gpg', '--version'],
  ['age', '--version'],
  ['openssl', 'version'],
  ['tar', '--version'],
];

/** The machine and the programs that figures are from, as Markdown lines. */
export function describeMachine(disk: string): string {
  const processors = cpus();
  const versions = tools
    .filter(([tool]) => isInstalled(tool))
    .map(([tool, word]) => `${tool} ${versionIn(spawnSync(tool, [word], { encoding: 'utf8' }).stdout)}`);
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory`;
  return [
    `- ${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, ${memory}, ${type()} ${release()}`,
    `- Node ${process.versions.node} with OpenSSL ${process.versions.openssl}; ${versions.join(', ')}`,
    `- disk: ${fileSystemOf(disk)}`,
  ].join('\n');
}

/** How busy the machine is: over as many processes as it has processors, figures are worth less. */
export function loadNow(): string {
  return `load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')} on ${cpus().length} processors`;
}

function versionIn(text: string): string {
  return /\d+(\.\d+)+/.exec(text)?.[0] ?? 'of unknown version';
}

function fileSystemOf(folder: string): string {
  const { stdout } = spawnSync('df', ['--output=fstype,source', folder], { encoding: 'utf8' });
  return (stdout ?? '').trim().split('\n').at(-1)?.replace(/\s+/g, ' on ') ?? 'unknown';
}
