import { type NativeDevice, type UsbModule, watchUsb } from '@quorate/custody/drives/usb-sticks';
import { describe, expect, it } from 'vitest';

const massStorage = { interfaces: [{ alternates: [{ interfaceClass: 8 }] }] };
const keyboard = { interfaces: [{ alternates: [{ interfaceClass: 3 }] }] };

const stick: NativeDevice = {
  handle: 'one',
  vendorId: 0x951,
  productId: 0x1666,
  deviceClass: 0,
  manufacturerName: 'Kingston ',
  productName: 'DataTraveler 3.0',
  serialNumber: '60A44C413FAEF3A1',
  configuration: massStorage,
};
const told = {
  vendor: 'Kingston',
  model: 'DataTraveler 3.0',
  serial: '60A44C413FAEF3A1',
  id: '0951:1666',
};
const silent: NativeDevice = {
  ...stick,
  handle: 'silent',
  get serialNumber(): string {
    throw new Error('EPIPE');
  },
  get configuration(): never {
    throw new Error('not configured');
  },
};

/** USB of a machine, as the native module shows it. */
class Usb {
  devices: readonly NativeDevice[] = [];
  plug: (device: NativeDevice) => void = () => {};
  pull: (handle: string) => void = () => {};
  stopped = 0;

  readonly load = async (): Promise<UsbModule> => {
    const usb = this;
    class Emitter {
      async addAttach(heard: (device: NativeDevice) => void) {
        usb.plug = heard;
      }
      async addDetach(heard: (handle: string) => void) {
        usb.pull = heard;
      }
      async removeAttach() {
        usb.stopped++;
      }
      async removeDetach() {
        usb.stopped++;
      }
    }
    return { Emitter, nativeGetDevices: async () => usb.devices };
  };
}

async function listen(usb: Usb, load = usb.load) {
  const heard: string[] = [];
  const stop = new AbortController();
  const listener = {
    plugged: (one: object) => heard.push(`plugged ${JSON.stringify(one)}`),
    pulled: (one: object) => heard.push(`pulled ${JSON.stringify(one)}`),
  };
  return { watch: await watchUsb(listener, stop.signal, load), heard, stop };
}

describe('USB', () => {
  it('tells a stick that is plugged in and pulled, and what it says of itself', async () => {
    const usb = new Usb();
    const { heard } = await listen(usb);
    usb.plug(stick);
    usb.pull('one');
    usb.pull('one');
    expect(heard).toEqual([`plugged ${JSON.stringify(told)}`, `pulled ${JSON.stringify(told)}`]);
  });

  it('what was there before is not told when it comes, only when it goes', async () => {
    const usb = new Usb();
    usb.devices = [stick];
    const { heard } = await listen(usb);
    usb.plug(stick);
    usb.pull('one');
    expect(heard).toEqual([`pulled ${JSON.stringify(told)}`]);
  });

  it('looking finds what no event told, and nothing twice', async () => {
    const usb = new Usb();
    const { watch, heard } = await listen(usb);
    usb.devices = [stick];
    await watch?.look();
    usb.plug(stick);
    await watch?.look();
    usb.devices = [];
    await watch?.look();
    expect(heard).toHaveLength(2);
    usb.pull('one');
    expect(heard).toEqual([`plugged ${JSON.stringify(told)}`, `pulled ${JSON.stringify(told)}`]);
  });

  it.each<[string, () => NativeDevice, number]>([
    ['a keyboard', () => ({ ...stick, configuration: keyboard }), 0],
    ['a hub', () => ({ ...stick, deviceClass: 9, configuration: massStorage }), 0],
    ['mass storage by its device class', () => ({ ...stick, deviceClass: 8, configuration: keyboard }), 1],
    ['a device that does not say what it is', () => silent, 1],
  ])('%s is told, or not', async (_, device, count) => {
    const usb = new Usb();
    const { heard } = await listen(usb);
    usb.plug(device());
    expect(heard).toHaveLength(count);
  });

  it('what a device does not say is null, and what it says without end is cut', async () => {
    const usb = new Usb();
    const { heard } = await listen(usb);
    usb.plug(silent);
    usb.plug({ ...stick, handle: 'two', productName: 'x'.repeat(1e5), manufacturerName: ' ' });
    expect(heard[0]).toBe(`plugged ${JSON.stringify({ ...told, serial: null })}`);
    expect(heard[1]).toBe(`plugged ${JSON.stringify({ ...told, vendor: null, model: 'x'.repeat(120) })}`);
  });

  it('ends with the signal', async () => {
    const usb = new Usb();
    const { heard, stop } = await listen(usb);
    stop.abort();
    usb.plug(stick);
    expect(heard).toEqual([]);
    await Promise.resolve();
    expect(usb.stopped).toBe(2);
  });

  it.each<[string, (usb: Usb) => Promise<UsbModule>]>([
    ['no native module', () => Promise.reject(new Error('cannot open shared object file'))],
    ['an empty one', async () => ({}) as UsbModule],
    [
      'no /sys/bus/usb',
      async (usb) => ({
        ...(await usb.load()),
        nativeGetDevices: () => Promise.reject(new Error('/sys/bus/usb/devices/ not found (errno 2)')),
      }),
    ],
  ])('%s: no USB here, and no failure', async (_, load) => {
    const usb = new Usb();
    const { watch, heard } = await listen(usb, () => load(usb));
    expect(watch).toBeNull();
    expect(heard).toEqual([]);
  });

  it('the real module is loaded, does not fail where there is no USB, and lets go', async () => {
    const stop = new AbortController();
    const watch = await watchUsb({ plugged() {}, pulled() {} }, stop.signal);
    if (watch !== null) await watch.look();
    stop.abort();
  });
});
