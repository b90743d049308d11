import { join } from 'node:path';
import type { Kernel } from './kernel.ts';

/**
 * A computer without anything but a serial line for the kernel's log, a line to the agent and a USB controller. It is
 * emulated, for not every machine that runs tests can lend its processor.
 * @param devices what it has beyond that
 * @param folder holds `initramfs`, and the sockets `qmp` and `agent`, which must listen already; gets `console`
 */
export function qemuArguments(kernel: Kernel, folder: string, devices: readonly string[]): string[] {
  return [
    ...['-nodefaults', '-no-user-config', '-no-reboot', '-display', 'none', '-M', 'q35', '-cpu', 'max'],
    ...['-accel', 'tcg,thread=multi', '-smp', '2', '-m', '1280'],
    ...['-kernel', kernel.image, '-initrd', join(folder, 'initramfs')],
    ...['-append', 'console=ttyS0 loglevel=6 panic=-1 mitigations=off random.trust_cpu=on rdinit=/init'],
    ...['-qmp', `unix:${join(folder, 'qmp')}`, '-serial', `file:${join(folder, 'console')}`],
    ...['-chardev', `socket,id=agent,path=${join(folder, 'agent')}`, '-device', 'virtio-serial-pci'],
    ...['-device', 'virtserialport,chardev=agent,name=agent', '-device', 'qemu-xhci,id=usb,p2=15,p3=15'],
    ...devices,
  ];
}
