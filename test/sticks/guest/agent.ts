import { type ChildProcess, spawn } from 'node:child_process';
import {
  createReadStream,
  mkdirSync,
  openSync,
  read,
  readdirSync,
  readFileSync,
  realpathSync,
  watch,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Answer, Request } from '../lab/agent-protocol.ts';

// Runs in the machine: does what the host asks through a virtio port, one JSON value a line, and tells what came of it.

const ports = '/sys/class/virtio-ports';
const port = readdirSync(ports).find(
  (name) => readFileSync(`${ports}/${name}/name`, 'utf8').trim() === 'agent',
);
const descriptor = openSync(`/dev/${port}`, 'r+');
const running = new Map<number, ChildProcess>();

function tell(answer: Answer): void {
  const bytes = Buffer.from(`${JSON.stringify(answer)}\n`);
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

function start(id: number, [program, ...args]: readonly string[], env: Record<string, string>): void {
  const child = spawn(program as string, args, { env: { ...process.env, ...env } });
  running.set(id, child);
  child.stdout.setEncoding('utf8').on('data', (out: string) => tell({ id, out }));
  child.stderr.setEncoding('utf8').on('data', (err: string) => tell({ id, err }));
  child.stdin.on('error', () => {}); // it has ended, as `close` tells
  child.on('error', (error) => tell({ id, failed: error.message }));
  child.on('close', (code, signal) => {
    running.delete(id);
    tell({ id, code, signal });
  });
}

/** The block device of the stick with a serial number; `null` where there is none. */
function deviceOf(serial: string): string | null {
  const name = readdirSync('/sys/block').find((entry) => isThere(entry) && serialOf(entry) === serial);
  return name === undefined ? null : `/dev/${name}`;
}

/** What the USB device above a block device says of itself. */
function serialOf(name: string): string | null {
  try {
    for (let folder = realpathSync(`/sys/block/${name}`); folder !== '/'; folder = dirname(folder)) {
      const serial = readText(`${folder}/serial`);
      if (serial !== null) return serial;
    }
  } catch {
    // Pulled between two looks.
  }
  return null;
}

/** A medium that is not spun up yet, or gone, has no size. */
function isThere(name: string): boolean {
  return readdirSync('/dev').includes(name) && readText(`/sys/block/${name}/size`) !== '0';
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

const awaiting = new Set<() => void>();

function awaitDevice(id: number, serial: string, isThere: boolean): void {
  const look = () => {
    const device = deviceOf(serial);
    if ((device !== null) !== isThere) return;
    awaiting.delete(look);
    tell({ id, device });
  };
  awaiting.add(look);
  look();
}

function lookAgain(): void {
  for (const look of awaiting) look();
}

// A stick's device is told by the kernel's log when it may be used, and by /dev when it is gone.
watch('/dev', lookAgain);
const log = openSync('/dev/kmsg', 'r');
const record = Buffer.alloc(8192);
function followLog(): void {
  // An error here says that records were overwritten before they were read: there are newer ones.
  read(log, record, 0, record.length, null, () => {
    lookAgain();
    followLog();
  });
}
followLog();

function handle(request: Request): void {
  const { id } = request;
  if ('start' in request) start(id, request.start, request.env ?? {});
  else if ('input' in request) running.get(id)?.stdin?.write(request.input);
  else if ('kill' in request) running.get(id)?.kill('SIGKILL');
  else if ('serial' in request) awaitDevice(id, request.serial, request.isThere);
  else {
    mkdirSync(dirname(request.path), { recursive: true });
    writeFileSync(request.path, Buffer.from(request.base64, 'base64'), { mode: 0o600 });
    tell({ id, device: null });
  }
}

createInterface({ input: createReadStream('', { fd: descriptor }) }).on('line', (line) =>
  handle(JSON.parse(line) as Request),
);
tell({ id: 0, device: null });
