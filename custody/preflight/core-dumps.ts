import { type Finding, passes, unchecked, warns } from './check.ts';
import { stateOf } from './files.ts';
import type { Machine } from './machine.ts';

/** Soft and hard limit of core files from /proc/self/limits, as written there; null when the line is missing. */
export function parseCoreLimit(text: string): { soft: string; hard: string } | null {
  const [, soft, hard] = /^Max core file size\s+(\S+)\s+(\S+)/m.exec(text) ?? [];
  return soft === undefined || hard === undefined ? null : { soft, hard };
}

/** The program that a core pattern pipes dumps to, or null when it pipes to none that keeps anything. */
export function pipedTo(pattern: string): string | null {
  const program = /^\|\s*(\S*)/.exec(pattern)?.[1];
  if (program === undefined) return null;
  return /^(\/usr)?\/bin\/(true|false)$/.test(program) ? null : program;
}

/** Warns when a crash would leave an image of this process's memory. */
export function checkCoreDumps({ files }: Machine): Finding {
  const pattern = files.read('/proc/sys/kernel/core_pattern');
  const limits = files.read('/proc/self/limits');
  const limit = limits.state === 'read' ? parseCoreLimit(limits.text) : null;
  if (pattern.state !== 'read' || limit === null) {
    return unchecked('the kernel does not say', [stateOf(pattern), stateOf(limits)]);
  }
  const evidence = [
    `core pattern: ${pattern.text.trim() || 'empty'}`,
    `limit of core files: ${limit.soft}, may be raised to ${limit.hard}`,
  ];
  // A pipe is fed whatever the limit says (core(5)).
  const program = pipedTo(pattern.text.trim());
  if (program !== null) return warns(`a crash hands this memory to ${program}`, evidence);
  if (limit.soft !== '0') return warns('a crash writes this memory to a file', evidence);
  return passes('a crash leaves no dump', evidence);
}
