import { type Finding, listed, passes, unchecked, warns } from './check.ts';
import type { Machine } from './machine.ts';
import { mountsOf } from './mounts.ts';
import { processNames } from './processes.ts';

// As the kernel shows them, 15 characters at most.
const handlers =
  /^(apport.*|whoopsie.*|abrtd|abrt-.*|systemd-coredum|crashpad_handle|drkonqi.*|kerneloops|coredumpctl)$/;

/** Warns when a program runs that collects crashes. */
export function checkCrashHandlers({ files }: Machine): Finding {
  const names = processNames(files);
  if (names.length === 0) return unchecked('no process is visible', ['/proc/*/comm: none']);
  const found = [...new Set(names.filter((name) => handlers.test(name)))];
  const proc = mountsOf(files)?.find(({ target, type }) => target === '/proc' && type === 'proc');
  const hides = proc?.options.find((option) => /^hidepid=(?!0$|off$)/.test(option));
  const evidence = [
    `${names.length} processes looked at`,
    ...found.map((name) => `${name} runs`),
    ...(hides === undefined ? [] : [`/proc is mounted with ${hides}: others' processes may be hidden`]),
  ];
  if (found.length > 0) return warns(`${listed(found)} collects crashes`, evidence);
  if (hides !== undefined) return unchecked('processes are hidden', evidence);
  return passes('no crash handler runs', evidence);
}
