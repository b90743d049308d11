import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Kernel } from '@quorate/custody/drives/block-device';
import { temporaryFolder } from '../../tools.ts';

const usb = 'devices/pci0000:00/0000:00:14.0/usb1/1-2';

/** Members of sysfs for a USB stick; `disk` is where its folder lies. */
export const stick = {
  disk: `${usb}/1-2:1.0/host6/target6:0:0/6:0:0:0/block/sdb`,
  files: (disk: string): Record<string, string> => ({
    [`${usb}/idVendor`]: '0951',
    [`${usb}/manufacturer`]: 'Kingston Technology',
    [`${usb}/product`]: 'DT 3.0',
    [`${usb}/serial`]: '60A44C413FAEF3A1',
    [`${disk}/removable`]: '0',
    [`${disk}/ro`]: '0',
    [`${disk}/diskseq`]: '12',
    [`${disk}/device/vendor`]: 'Kingston',
    [`${disk}/device/model`]: 'DataTraveler 3.0',
    [`${disk}/sdb1/partition`]: '1',
  }),
};

/** The laptop's own disk. */
export const inside = 'devices/pci0000:00/0000:00:1d.0/nvme/nvme0/nvme0n1';

/** A kernel whose sysfs is made of files, of devices by their numbers, and of what lies below what. */
export function kernelOf(layout: {
  readonly files: Readonly<Record<string, string>>;
  readonly devices: Readonly<Record<string, string>>;
  readonly slaves?: Readonly<Record<string, readonly string[]>>;
  readonly mounts?: readonly string[];
}): Kernel {
  const sys = temporaryFolder();
  const under = (path: string) => {
    mkdirSync(dirname(join(sys, path)), { recursive: true });
    return join(sys, path);
  };
  for (const [path, text] of Object.entries(layout.files)) writeFileSync(under(path), `${text}\n`);
  for (const [folder, below] of Object.entries(layout.slaves ?? {})) {
    for (const slave of below) {
      const name = slave.split('/').at(-1);
      symlinkSync(join(sys, slave), under(`${folder}/slaves/${name}`));
    }
  }
  for (const [numbers, folder] of Object.entries(layout.devices))
    symlinkSync(join(sys, folder), under(`dev/block/${numbers}`));
  return { sys, mountInfo: () => (layout.mounts ?? []).join('\n') };
}
