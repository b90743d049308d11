import type { Drive } from '@quorate/custody/drives/drive';

/** An encrypted stick that nothing speaks against. */
export const sampleDrive: Drive = {
  device: '/dev/mapper/stick',
  physicalDevice: 'sdb',
  vendor: 'Kingston',
  model: 'IronKey',
  serial: '0001',
  connection: '12',
  size: 8e9,
  free: 7e9,
  fileSystem: 'ext4',
  mountPoint: '/media/stick',
  isSystem: false,
  isRemovable: true,
  isReadOnly: false,
  isWritable: true,
  encryption: 'luks',
  isFolder: false,
  ceremonyFolders: [],
};
