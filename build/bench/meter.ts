import crypto from 'node:crypto';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { type MeterReading, meterVariable, type Spent } from './reading.ts';

// Loaded into a measured process before the program itself: notes how long Node's own functions take, so that the
// key derivation is known to the millisecond where it happens and need not be guessed from another run. What is
// measured stays the program as it is built.

/** What this process has spent so far. */
export const spent: Spent = { kdf: 0, cipher: 0, hash: 0, read: 0, write: 0, flush: 0 };

type Method = (this: unknown, ...args: unknown[]) => unknown;

function meter(owner: object, name: string, work: keyof Spent): void {
  const methods = owner as Record<string, Method>;
  const original = methods[name] as Method;
  methods[name] = function (...args) {
    const start = performance.now();
    try {
      return original.apply(this, args);
    } finally {
      spent[work] += performance.now() - start;
    }
  };
}

function meterScrypt(): void {
  const methods = crypto as unknown as Record<string, Method>;
  const original = methods['scrypt'] as Method;
  methods['scrypt'] = function (...args) {
    const answer = args.pop() as Method;
    const start = performance.now();
    return original.call(this, ...args, (...results: unknown[]) => {
      spent.kdf += performance.now() - start;
      answer.apply(this, results);
    });
  };
}

/** The most memory this process ever had; not getrusage's, which starts with what the parent had. */
function peakBytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(fs.readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kibibytes) * 1024;
}

meterScrypt();
meter(crypto.Hash.prototype, 'update', 'hash');
meter(crypto.Hash.prototype, 'digest', 'hash');
meter(crypto.Cipheriv.prototype, 'update', 'cipher');
meter(crypto.Decipheriv.prototype, 'update', 'cipher');
meter(fs, 'readSync', 'read');
meter(fs, 'writeSync', 'write');
meter(fs, 'fsyncSync', 'flush');
syncBuiltinESMExports();

const path = process.env[meterVariable];
if (path !== undefined) {
  process.on('exit', () => {
    const reading: MeterReading = { spent, peakBytes: peakBytes() };
    fs.writeFileSync(path, JSON.stringify(reading));
  });
}
