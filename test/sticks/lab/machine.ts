import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentLink } from './agent-link.ts';
import { makeInitramfs, noMore } from './initramfs.ts';
import type { Kernel } from './kernel.ts';
import { serveNbd } from './nbd.ts';
import type { Ended, Program } from './program.ts';
import { qemuArguments } from './qemu.ts';
import { Qmp } from './qmp.ts';
import { fileSystems, type Stick, stickPhrase } from './stick.ts';

/** What runs in every machine besides the agent: name to entry. */
const programs = { agent: 'test/sticks/guest/agent.ts', writer: 'test/sticks/guest/writer.ts' };

/** An emulated computer with a USB controller, Node and the built command line; sticks are plugged in and pulled. */
export class Machine {
  readonly #qemu: ChildProcess;
  readonly #qmp: Qmp;
  readonly #agent: AgentLink;
  readonly #folder: string;
  readonly #servers: Server[];
  #plugs = 0;
  readonly #plugged = new Map<Stick, { id: string; server: Server }>();

  private constructor(parts: {
    qemu: ChildProcess;
    qmp: Qmp;
    agent: AgentLink;
    folder: string;
    servers: Server[];
  }) {
    this.#qemu = parts.qemu;
    this.#qmp = parts.qmp;
    this.#agent = parts.agent;
    this.#folder = parts.folder;
    this.#servers = parts.servers;
  }

  /** Starts a machine and waits until its agent answers. */
  static async boot(kernel: Kernel, equipment = noMore): Promise<Machine> {
    const folder = mkdtempSync(join(tmpdir(), 'quorate-sticks-'));
    const initramfs = join(folder, 'initramfs');
    await makeInitramfs(kernel, programs, initramfs, equipment);
    const lines = ['qmp', 'agent'].map((name) => listen(join(folder, name)));
    const log = join(folder, 'console');
    const qemu = spawn('qemu-system-x86_64', qemuArguments(kernel, folder, equipment.devices));
    let said = '';
    qemu.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const died = new Promise<never>((_, reject) => {
      qemu.on('error', reject);
      qemu.on('exit', (code, signal) => {
        const last = readFileSync(log, 'utf8').slice(-3000);
        reject(new Error(`the machine ended (${code ?? signal}): ${said}${last}`));
      });
    });
    // After the start whoever waits for the machine gives up by itself; this says why, unless we switched it off.
    died.catch((error: Error) => qemu.exitCode !== null && console.error(error.message));
    const servers = lines.map(({ server }) => server);
    const begun = Promise.all(lines.map(({ connected }) => connected));
    const [qmpSocket, agentSocket] = (await Promise.race([begun, died])) as [Socket, Socket];
    const agent = new AgentLink(agentSocket);
    const qmp = await Qmp.on(qmpSocket);
    await Promise.race([agent.ready, died]);
    return new Machine({ qemu, qmp, agent, folder, servers });
  }

  /** Plugs a stick in and waits for its block device. @returns its path in the machine */
  async plug(stick: Stick): Promise<string> {
    const id = `${stick.serial}-${++this.#plugs}`;
    const path = join(this.#folder, id);
    const { medium, isReadOnly, serial } = stick;
    const server = createServer((socket) => void serveNbd(socket, { medium, isReadOnly }));
    await new Promise<void>((resolve) => server.listen(path, resolve));
    this.#plugged.set(stick, { id, server });
    const node = { driver: 'nbd', 'node-name': id, server: { type: 'unix', path }, 'read-only': isReadOnly };
    await this.#qmp.do('blockdev-add', node);
    await this.#qmp.do('device_add', {
      driver: 'usb-storage',
      id,
      drive: id,
      serial,
      removable: true,
      bus: 'usb.0',
    });
    return this.#agent.device(serial);
  }

  /**
   * Pulls a stick, whatever it is doing, and waits until the kernel knows.
   * @param survives which blocks of the stick's own cache are not lost; none unless told
   */
  async pull(stick: Stick, survives: () => boolean = () => false): Promise<void> {
    const { id, server } = this.#plugged.get(stick) ?? { id: '', server: null };
    if (server === null) throw new Error(`${stick.serial} is not plugged in`);
    this.#plugged.delete(stick);
    const deleted = this.#qmp.event('DEVICE_DELETED', { device: id });
    await this.#qmp.do('device_del', { id });
    await deleted;
    stick.medium.powerOff(survives);
    await this.#qmp.do('blockdev-del', { 'node-name': id });
    server.close();
    await this.#agent.gone(stick.serial);
  }

  /** Mounts a stick that is plugged in, opening it first where it is encrypted. */
  async mount(stick: Stick, device: string, options = ''): Promise<void> {
    const { folder, serial, format } = stick;
    // A name of its own for each time: that of a stick that was pulled may still be taken.
    const name = this.#plugged.get(stick)?.id ?? serial;
    const source = format === 'luks' ? `/dev/mapper/${name}` : device;
    if (format === 'luks') {
      await this.must([
        'sh',
        '-c',
        `printf '%s' "$1" | cryptsetup open --key-file - "$2" "$3"`,
        'sh',
        stickPhrase,
        device,
        name,
      ]);
    }
    await this.must(['mkdir', '-p', folder]);
    await this.must([
      'mount',
      '-t',
      fileSystems[format],
      ...(options === '' ? [] : ['-o', options]),
      source,
      folder,
    ]);
  }

  /** Takes a stick's file system out of the way, gently if it is still there. */
  async unmount(stick: Stick): Promise<void> {
    await this.run(['sh', '-c', 'umount "$1" || umount -l "$1"', 'sh', stick.folder]);
    if (stick.format === 'luks')
      await this.run([
        'sh',
        '-c',
        'for it in /dev/mapper/$1-*; do cryptsetup close --deferred "$(basename "$it")"; done',
        'sh',
        stick.serial,
      ]);
  }

  start(command: readonly string[], env: Record<string, string> = {}): Program {
    return this.#agent.start(command, env);
  }

  run(command: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
    return this.#agent.start(command, env).ended();
  }

  /** Runs a program that must succeed. @returns its standard output */
  async must(command: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(command);
    if (code !== 0)
      throw new Error(`${command.join(' ')}: ${code}: ${stderr}\n${this.console().slice(-1500)}`);
    return stdout;
  }

  /** The built command line. */
  quorate(args: readonly string[]): Promise<Ended> {
    return this.run(['node', '/quorate/quorate.mjs', ...args]);
  }

  put(path: string, bytes: Uint8Array): Promise<void> {
    return this.#agent.put(path, bytes);
  }

  /** Has QEMU itself do something. */
  control(execute: string, args: Record<string, unknown>): Promise<unknown> {
    return this.#qmp.do(execute, args);
  }

  /** What the kernel has printed so far. */
  console(): string {
    return readFileSync(join(this.#folder, 'console'), 'utf8');
  }

  /** Switches the machine off and clears up. */
  async off(): Promise<void> {
    const ended = new Promise((resolve) => this.#qemu.once('exit', resolve));
    this.#qemu.kill('SIGKILL');
    await ended;
    for (const { server } of this.#plugged.values()) server.close();
    for (const server of this.#servers) server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function listen(path: string): { server: Server; connected: Promise<Socket> } {
  const server = createServer();
  const connected = new Promise<Socket>((resolve) => server.once('connection', resolve));
  server.listen(path);
  return { server, connected };
}
