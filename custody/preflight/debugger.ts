import { blocks, type Finding, passes, unchecked } from './check.ts';
import { type Files, namesIn, stateOf, textOf } from './files.ts';
import { type Machine, optionNames } from './machine.ts';
import { socketsOf } from './sockets.ts';

/** The process that traces this one, from /proc/self/status; 0 for none, null when the line is missing. */
export function parseTracer(text: string): number | null {
  const digits = /^TracerPid:\s*(\d{1,10})\s*$/m.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** True for an option of Node that lets a debugger in, by its name without a value. */
export function isDebuggerOption(name: string): boolean {
  return /^--(inspect|debug)(-|$)/.test(name);
}

/** Blocks when this process is traced, or was started for a debugger, or waits for one. */
export function checkDebugger({ files, host }: Machine): Finding {
  const options = [...optionNames(host.execArgv.join(' ')), ...host.nodeOptionNames].filter(isDebuggerOption);
  if (options.length > 0) {
    return blocks('this process was started for a debugger', [`options: ${options.join(' ')}`]);
  }
  if (host.platform !== 'linux') return unchecked('', ['no option of Node lets a debugger in']);
  const status = files.read('/proc/self/status');
  const tracer = status.state === 'read' ? parseTracer(status.text) : null;
  if (tracer === null) return unchecked('the kernel does not say who traces this process', [stateOf(status)]);
  if (tracer !== 0) {
    const name = textOf(files, `/proc/${tracer}/comm`) ?? 'unknown name';
    return blocks('a debugger is attached', [`TracerPid ${tracer}: ${name}`]);
  }
  const ports = ownListeners(files);
  if (ports.length > 0) {
    return blocks(
      'this process waits for a debugger',
      ports.map((port) => `listens on port ${port}`),
    );
  }
  return passes('no debugger', [
    'TracerPid 0',
    'no option of Node lets a debugger in',
    'this process listens on no port',
    `/proc/sys/kernel/yama/ptrace_scope: ${textOf(files, '/proc/sys/kernel/yama/ptrace_scope') ?? 'not there'}`,
  ]);
}

// SIGUSR1 makes a running Node wait for a debugger. This program never listens for anything else.
function ownListeners(files: Files): number[] {
  const own = new Set(
    namesIn(files, '/proc/self/fd').flatMap((descriptor) => {
      const inode = /^socket:\[(\d+)\]$/.exec(files.link(`/proc/self/fd/${descriptor}`) ?? '')?.[1];
      return inode === undefined ? [] : [inode];
    }),
  );
  if (own.size === 0) return [];
  return socketsOf(files)
    .filter(({ state, inode }) => state === 'listens' && own.has(inode))
    .map(({ port }) => port);
}
