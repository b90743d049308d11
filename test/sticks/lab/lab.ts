import { StickFactory } from './factory.ts';
import type { Kernel } from './kernel.ts';
import { Machine } from './machine.ts';
import type { Format, Stick } from './stick.ts';
import { type Outcome, Writer } from './writer.ts';

/** A machine with a writer in it, and sticks to write on. */
export class Lab {
  readonly machine: Machine;
  readonly factory: StickFactory;
  readonly writer: Writer;

  private constructor(machine: Machine, factory: StickFactory, writer: Writer) {
    this.machine = machine;
    this.factory = factory;
    this.writer = writer;
  }

  static async open(kernel: Kernel): Promise<Lab> {
    const machine = await Machine.boot(kernel);
    return new Lab(machine, new StickFactory(machine), await Writer.start(machine));
  }

  /** A second bench at the same machine, with a writer of its own, so that both are used at once. */
  async bench(): Promise<Lab> {
    return new Lab(this.machine, this.factory, await Writer.start(this.machine));
  }

  close(): Promise<void> {
    return this.machine.off();
  }

  /** A new stick, plugged in and mounted. */
  async insert(format: Format): Promise<Stick> {
    const stick = await this.factory.make(format);
    await this.mount(stick);
    return stick;
  }

  /** Plugs a stick in and mounts it. */
  async mount(stick: Stick, options = ''): Promise<void> {
    await this.machine.mount(stick, await this.machine.plug(stick), options);
  }

  /** Takes a stick out as a careful person does. */
  async eject(stick: Stick): Promise<void> {
    await this.machine.unmount(stick);
    await this.machine.pull(stick, () => true);
  }

  /** Names at the root of a mounted stick. */
  async namesOn(stick: Stick): Promise<string[]> {
    const listed = await this.machine.must(['ls', '-A', stick.folder]);
    return listed.split('\n').filter((name) => name !== '' && name !== 'lost+found');
  }

  /** Where the ceremony's folder lies on a mounted stick. */
  folderOn(stick: Stick): string {
    return `${stick.folder}/${this.writer.ceremony.name}`;
  }

  /** A stick that holds the whole ceremony, closing record included; taken out. */
  async written(format: Format): Promise<Stick> {
    const stick = await this.insert(format);
    must(await this.writer.write(stick));
    must(await this.writer.deliver(stick));
    await this.eject(stick);
    return stick;
  }
}

/** @throws Error with the writer's refusal */
export function must(outcome: Outcome): void {
  if ('refused' in outcome) throw new Error(`${outcome.refused.code}: ${outcome.refused.message}`);
}
