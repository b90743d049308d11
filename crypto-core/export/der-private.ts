import { octetCurves, pointCurves } from '../keys/curves.ts';
import {
  type DerElement,
  derChildren,
  derTags,
  objectIdentifier,
  readDer,
  smallInteger,
} from '../keys/der.ts';
import { readRsaPrivate } from '../keys/rsa-key.ts';
import { algorithmOf, ecPublicKey, rsaEncryption, rsaPss } from '../keys/spki.ts';
import type { PrivateKey } from './pkcs8.ts';

/**
 * The private key of a DER structure: PKCS #8, SEC 1 or PKCS #1.
 * @param der stays as it is, and the caller's to zero
 * @returns null when it is none, or of an algorithm that is not written here
 */
export function privateKeyOfDer(der: Uint8Array): PrivateKey | null {
  return ofPkcs8(der) ?? ofSec1(der, null) ?? ofPkcs1(der);
}

function ofPkcs8(der: Uint8Array): PrivateKey | null {
  const children = derChildren(readDer(der, derTags.sequence), 5);
  const version = smallInteger(children?.[0]);
  const algorithm = algorithmOf(children?.[1]);
  const inner = children?.[2];
  if (version === null || version > 1 || algorithm === null || inner?.tag !== derTags.octetString)
    return null;
  const { identifier, parameters, whole } = algorithm;
  if (identifier === ecPublicKey) return ofSec1(inner.contents, objectIdentifier(parameters));
  if (identifier === rsaEncryption) return ofPkcs1(inner.contents);
  if (identifier === rsaPss) return ofPkcs1(inner.contents, whole);
  const curve = octetCurves.get(identifier);
  const secret = readDer(inner.contents, derTags.octetString)?.contents;
  if (curve === undefined || secret?.length !== curve.bytes) return null;
  return { kind: 'octets', algorithm: curve.algorithm, secret: secret.slice() };
}

/** @param curveOutside dotted, where the curve is named around the key */
function ofSec1(der: Uint8Array, curveOutside: string | null): PrivateKey | null {
  const children = derChildren(readDer(der, derTags.sequence), 4);
  const scalar = children?.[1];
  if (smallInteger(children?.[0]) !== 1 || scalar?.tag !== derTags.octetString) return null;
  const curve = pointCurves.get(curveOutside ?? objectIdentifier(parametersIn(children)) ?? '');
  if (curve === undefined) return null;
  return { kind: 'point', algorithm: curve.algorithm, scalar: scalar.contents.slice() };
}

function parametersIn(children: readonly DerElement[] | null): DerElement | undefined {
  return derChildren(
    children?.find(({ tag }) => tag === 0xa0),
    1,
  )?.[0];
}

function ofPkcs1(der: Uint8Array, algorithm?: Uint8Array): PrivateKey | null {
  const reading = readRsaPrivate(der, algorithm);
  if (reading === null || reading === 'inconsistent') return null;
  // A copy too: the bytes around it may be zeroed before it is written.
  return {
    kind: 'rsa',
    pkcs1: der.slice(),
    ...(algorithm === undefined ? {} : { algorithm: algorithm.slice() }),
  };
}
