import { type DerElement, derChildren, derTags, objectIdentifier } from './der.ts';
import { printable, printableBytes } from './printable.ts';

/** Short names of attributes, as openssl prints them (RFC 4519 and PKCS #9). */
const attributeNames: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.9', 'street'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['1.2.840.113549.1.9.1', 'emailAddress'],
]);

/**
 * A distinguished name for people, in the order in which it is written: `CN=host, O=Example`. What could pass for
 * another attribute or is not printable is escaped.
 * @returns null when the element is no name
 */
export function distinguishedName(name: DerElement | undefined): string | null {
  const sets = name?.tag === derTags.sequence ? derChildren(name) : null;
  if (sets === null) return null;
  const texts: string[] = [];
  for (const set of sets) {
    for (const attribute of derChildren(set, 8) ?? []) {
      const children = derChildren(attribute, 2);
      const identifier = objectIdentifier(children?.[0]);
      const value = children?.[1];
      if (identifier === null || value === undefined) return null;
      texts.push(`${attributeNames.get(identifier) ?? identifier}=${attributeText(value)}`);
    }
  }
  return texts.join(', ');
}

const [bmpString, t61String] = [0x1e, 0x14];

function attributeText({ tag, contents }: DerElement): string {
  return textOf(tag, contents).replace(/[,+"<>;=]/g, (mark) => `\\${mark}`);
}

function textOf(tag: number, contents: Uint8Array): string {
  if (tag === t61String) return printable(String.fromCharCode(...contents.subarray(0, 800)));
  if (tag !== bmpString) return printableBytes(contents);
  const units: number[] = [];
  for (let at = 0; at + 1 < Math.min(contents.length, 800); at += 2)
    units.push((contents[at] as number) * 256 + (contents[at + 1] as number));
  return printable(String.fromCharCode(...units));
}
