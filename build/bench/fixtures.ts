import { generateKeyPairSync, randomFillSync } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Plan, writePlan } from '@quorate/crypto-core/documents/plan';

/** Size of a sample key file. */
export const keyFileBytes = 1024;
/** Name of the source in the sample plan. */
export const sourceName = 'keys';

const nodesInGroup = 100;

/**
 * Writes sample key files: node keys of CometBFT, each with a fresh Ed25519 key, of exactly {@link keyFileBytes}.
 * They are recognised, and their public halves computed, as any key would be.
 */
export function writeKeyFiles(folder: string, count: number): void {
  for (let index = 0; index < count; index++) {
    const group = `nodes-${String(Math.floor(index / nodesInGroup)).padStart(3, '0')}`;
    const home = join(folder, group, `node-${String(index).padStart(5, '0')}`);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'node_key.json'), nodeKey(), { mode: 0o600 });
  }
}

function nodeKey(): string {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const whole = Buffer.concat([Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')]);
  const value = whole.toString('base64');
  const start = `{"priv_key":{"type":"tendermint/PrivKeyEd25519","value":"${value}"}`;
  return `${start.padEnd(keyFileBytes - 2)}}\n`;
}

/**
 * Writes a file of random bytes, which no program can make smaller, and flushes it to the disk. It begins with 0: gpg
 * takes one file in fifty for a compressed one by its first byte, and would not try to compress that.
 */
export function writeRandomFile(path: string, bytes: number): void {
  const chunk = new Uint8Array(1024 * 1024);
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    for (let left = bytes; left > 0; ) {
      randomFillSync(chunk);
      if (left === bytes) chunk[0] = 0;
      left -= writeSync(descriptor, chunk, 0, Math.min(left, chunk.length));
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A plan whose cards need no person: any 3 of 5. */
export function rehearsalPlan(sticks: 1 | 2): Uint8Array {
  const days = { integrityDays: 7, openingDays: 30, restoreDays: 90, mediaDays: 1825, keyRotationDays: 365 };
  const plan: Plan = {
    format: 'quorate-plan',
    version: 1,
    label: 'Bench',
    purpose: 'rehearsal',
    operator: 'Operator',
    witnesses: ['Witness'],
    custodians: ['Ada', 'Ben', 'Cy', 'Di', 'Ed'].map((name) => ({
      name,
      location: `${name}'s safe`,
      openpgp: null,
    })),
    threshold: 3,
    publishNames: false,
    sources: [{ name: sourceName, role: null, host: null, created: null, expect: [] }],
    sticks,
    singleStickReason: sticks === 1 ? 'one copy is measured' : null,
    stickLocations: [],
    stickPhrase: 'on-cards',
    previousClosingHead: null,
    supersedes: null,
    verification: { ...days, retentionDays: null },
    contacts: [],
    overrides: [],
  };
  return writePlan(plan);
}

/** The one folder on a stick. */
export function folderOn(stick: string): string {
  const [name, ...others] = readdirSync(stick);
  if (name === undefined || others.length > 0) throw new Error(`${stick} holds ${others.length + 1} folders`);
  return join(stick, name);
}
