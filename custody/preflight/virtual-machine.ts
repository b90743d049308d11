import { type Finding, passes, unchecked, warns } from './check.ts';
import { isThere, textOf } from './files.ts';
import type { Machine } from './machine.ts';

const makers =
  /qemu|kvm|bochs|vmware|virtualbox|innotek|xen|parallels|bhyve|openstack|amazon ec2|google compute|virtual machine|hvm domu|apple virtualization/i;

const containerMarks = ['/run/systemd/container', '/run/.containerenv', '/.dockerenv'];

/** True when the processor says that a hypervisor runs it: a flag in /proc/cpuinfo. */
export function hasHypervisorFlag(cpuinfo: string): boolean {
  return /^(flags|Features)\s*:.*\bhypervisor\b/m.test(cpuinfo);
}

/** Warns when somebody else's machine runs this one: whoever controls that one reads all memory. */
export function checkVirtualMachine({ files }: Machine): Finding {
  const cpuinfo = files.read('/proc/cpuinfo');
  const dmi = ['sys_vendor', 'product_name', 'board_vendor', 'bios_vendor'].flatMap((name) => {
    const text = textOf(files, `/sys/class/dmi/id/${name}`);
    return text === null || text === '' ? [] : [{ name, text }];
  });
  const hypervisor =
    textOf(files, '/sys/hypervisor/type') ?? textOf(files, '/proc/device-tree/hypervisor/compatible');
  const signs = [
    ...(cpuinfo.state === 'read' && hasHypervisorFlag(cpuinfo.text)
      ? ['/proc/cpuinfo: the processor is run by a hypervisor']
      : []),
    ...(hypervisor === null ? [] : [`hypervisor: ${hypervisor}`]),
    ...dmi.filter(({ text }) => makers.test(text)).map(({ name, text }) => `${name}: ${text}`),
  ];
  if (signs.length > 0) return warns('this is a virtual machine', signs);
  const container = containerMarks.find((path) => isThere(files, path));
  if (container !== undefined) return warns('this is a container', [`${container} is there`]);
  if (cpuinfo.state !== 'read' && dmi.length === 0) return unchecked('the machine does not say what it is');
  return passes('no sign of a virtual machine', [
    ...dmi.map(({ name, text }) => `${name}: ${text}`),
    '/proc/cpuinfo: no hypervisor',
  ]);
}
