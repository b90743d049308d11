import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../encoding.ts';
import { bitString, type DerElement, derChildren, derTags, objectIdentifier, readDer } from './der.ts';
import { distinguishedName } from './distinguished-name.ts';
import type { KeyFact } from './key-description.ts';
import { printableBytes } from './printable.ts';
import { algorithmOf, type PublicParts, readSpki } from './spki.ts';

/** A certificate's public key and what it says of itself. Whether anybody may believe it is not looked at. */
export interface Certificate {
  readonly parts: PublicParts;
  /** UTC time `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly facts: readonly KeyFact[];
}

/**
 * Reads an X.509 certificate in DER (RFC 5280, 4.1). Its signature is not checked: a custody backup keeps the file,
 * it does not trust it.
 * @returns null when the bytes are none, or the key in it cannot be read
 */
export async function readCertificate(der: Uint8Array): Promise<Certificate | null> {
  const outer = derChildren(readDer(der, derTags.sequence), 3);
  if (outer?.length !== 3 || algorithmOf(outer[1]) === null || bitString(outer[2]) === null) return null;
  const fields = outer[0]?.tag === derTags.sequence ? derChildren(outer[0], 10) : null;
  if (fields === null) return null;
  // The version stands in front only where it is not 1.
  const [serial, algorithm, issuer, validity, subject, key] =
    fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  const [from, until] = derChildren(validity, 2) ?? [];
  const [notBefore, notAfter] = [timeOf(from), timeOf(until)];
  const [subjectText, issuerText] = [distinguishedName(subject), distinguishedName(issuer)];
  if (serial?.tag !== derTags.integer || algorithmOf(algorithm) === null) return null;
  if (notBefore === null || notAfter === null || subjectText === null || issuerText === null) return null;
  const parts = await readSpki(key);
  if (parts === null) return null;
  const names = alternativeNames(fields.find(({ tag }) => tag === 0xa3));
  const facts = [
    { label: 'subject', value: subjectText === '' ? '(none)' : subjectText },
    ...(names.length === 0 ? [] : [{ label: 'names', value: names.join(', ') }]),
    { label: 'issuer', value: issuerText === subjectText ? 'itself' : issuerText },
    { label: 'serial', value: toHex(serial.contents.subarray(0, 64)) },
    { label: 'valid from', value: notBefore },
    { label: 'valid until', value: notAfter },
    { label: 'certificate SHA-256', value: toHex(sha256(der)) },
  ];
  return { parts, notBefore, notAfter, facts };
}

const [utcTime, generalizedTime] = [0x17, 0x18];

/** A time in the only spelling that RFC 5280 allows: seconds, and Z. */
function timeOf(element: DerElement | undefined): string | null {
  if (element === undefined || element.contents.length > 15) return null;
  const text = String.fromCharCode(...element.contents);
  if (element.tag === utcTime && /^\d{12}Z$/.test(text)) {
    return isoTime(`${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}`);
  }
  return element.tag === generalizedTime && /^\d{14}Z$/.test(text) ? isoTime(text) : null;
}

function isoTime(digits: string): string | null {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits) ?? [];
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  const time = Date.parse(text);
  // A day that does not exist would be read as another one.
  return Number.isNaN(time) || new Date(time).toISOString() !== text.replace('Z', '.000Z') ? null : text;
}

const alternativeNameIdentifier = '2.5.29.17';
const mostNames = 8;

/** DNS names and IP addresses of the extension subjectAltName. */
function alternativeNames(extensions: DerElement | undefined): string[] {
  for (const extension of derChildren(derChildren(extensions, 1)?.[0]) ?? []) {
    const fields = derChildren(extension, 3);
    if (objectIdentifier(fields?.[0]) !== alternativeNameIdentifier) continue;
    const value = fields?.at(-1);
    const names = value?.tag === derTags.octetString ? derChildren(readDer(value.contents), 1000) : null;
    const texts = (names ?? []).flatMap(({ tag, contents }) => {
      if (tag === 0x82) return [printableBytes(contents)];
      return tag === 0x87 && contents.length === 4 ? [contents.join('.')] : [];
    });
    const more = texts.length - mostNames;
    return more > 0 ? [...texts.slice(0, mostNames), `and ${more} more`] : texts;
  }
  return [];
}
