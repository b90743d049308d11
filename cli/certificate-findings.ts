import { type PairedFile, pairCertificates } from '@quorate/crypto-core/keys/certificate-pairing';

/** Whether a certificate and a key belong together. */
export interface CertificateFinding {
  readonly code: 'certificate-key-found' | 'certificate-of-another-key';
  readonly paths: readonly string[];
  readonly text: string;
}

/** Tells for every certificate which key it belongs to, and warns of a key beside it that is another's. */
export function certificateFindings(files: readonly PairedFile[]): CertificateFinding[] {
  return pairCertificates(files).flatMap(({ certificate, key, mistaken }): CertificateFinding[] => {
    if (key !== null) {
      const text = `${certificate.path} is the certificate of ${key.path}`;
      return [{ code: 'certificate-key-found', paths: [certificate.path, key.path], text }];
    }
    if (mistaken === null) return [];
    const text = `WARNING: ${certificate.path} and ${mistaken.path} do not belong together`;
    return [{ code: 'certificate-of-another-key', paths: [certificate.path, mistaken.path], text }];
  });
}

const soon = 60;

/**
 * What a person should know of a certificate's end, or null while it is far or there is none.
 * @param expires UTC time, of a certificate
 */
export function expiryText(expires: string | undefined, now: Date): string | null {
  if (expires === undefined) return null;
  const end = new Date(expires);
  if (end <= now) return `The certificate expired ${daysText(end, now)} ago.`;
  const days = daysBetween(now, end);
  return days > soon ? null : `The certificate expires in ${daysText(now, end)}.`;
}

function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / 86_400_000);
}

function daysText(from: Date, to: Date): string {
  const days = daysBetween(from, to);
  return days === 1 ? '1 day' : `${days} days`;
}
