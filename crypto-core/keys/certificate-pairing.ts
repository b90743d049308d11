import type { KeyFileType } from './key-description.ts';

/** A file as far as certificates and keys are told to belong together. */
export interface PairedFile {
  readonly path: string;
  readonly type: string;
  readonly fingerprint: string | null;
}

/** A certificate with its key. */
export interface CertificatePair<Entry extends PairedFile> {
  readonly certificate: Entry;
  /** The private key of the same fingerprint, the nearest one; null when there is none. */
  readonly key: Entry | null;
  /** Where there is none: the key that lies where it should, and is of another certificate. */
  readonly mistaken: Entry | null;
}

const certificateType: KeyFileType = 'x509-certificate';
const keyTypes: readonly string[] = ['pem-private-key', 'openssh-private-key'] satisfies KeyFileType[];

/**
 * Finds the key of each certificate by the fingerprint of its public key. Where no key has it, the one beside it in
 * the same folder is named, which a server that is given both refuses: of the same name (`server.crt`, `server.key`),
 * else the only one there. A certificate without any key beside it is nothing to worry about: it may be an
 * authority's. An encrypted key has no fingerprint here, and is never called mistaken.
 */
export function pairCertificates<Entry extends PairedFile>(
  entries: readonly Entry[],
): CertificatePair<Entry>[] {
  const keys = entries.filter(({ type }) => keyTypes.includes(type));
  return entries
    .filter(({ type }) => type === certificateType)
    .map((certificate) => {
      const own = keys.filter(
        (key) => key.fingerprint !== null && key.fingerprint === certificate.fingerprint,
      );
      const beside = keys.filter((key) => folderOf(key.path) === folderOf(certificate.path));
      const key = own.find((one) => beside.includes(one)) ?? own[0] ?? null;
      const sameName = beside.find((one) => stemOf(one.path) === stemOf(certificate.path));
      const candidate = sameName ?? (beside.length === 1 ? beside[0] : undefined);
      const isMistaken = key === null && candidate !== undefined && candidate.fingerprint !== null;
      return { certificate, key, mistaken: isMistaken ? candidate : null };
    });
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
