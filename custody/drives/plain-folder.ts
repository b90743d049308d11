import type { Drive, FileSystem } from './drive.ts';

/** What a system says of the medium at a place; the rest its file system says itself. */
export type Described = Omit<Drive, 'size' | 'free' | 'mountPoint' | 'isWritable' | 'ceremonyFolders'>;

/** A folder on whatever disk, or a file system without a device. */
export function plainFolder(
  path: string,
  { fileSystem, isReadOnly }: { readonly fileSystem: FileSystem | null; readonly isReadOnly: boolean },
): Described {
  return {
    device: path,
    physicalDevice: null,
    vendor: null,
    model: null,
    serial: null,
    connection: null,
    fileSystem,
    isSystem: false,
    isRemovable: false,
    isReadOnly,
    encryption: null,
    isFolder: true,
  };
}
