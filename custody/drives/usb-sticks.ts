// The one file that brings a native module into a process, and only when it is called: whoever holds a secret neither
// watches nor imports this. The command line watches in `stick list --watch` alone; the desktop runs the watcher in a
// process of its own.
//
// The package's own entry builds WebUSB on these classes and throws what fails from a timer, where nobody catches it:
// its native half is used as it is.

/** What a USB device says of itself; null where it does not. */
export interface UsbStick {
  readonly vendor: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  /** `0951:1666`: vendor and product, four hexadecimal digits each. */
  readonly id: string;
}

/** Told for each USB device that could be a stick. */
export interface UsbListener {
  plugged(stick: UsbStick): void;
  pulled(stick: UsbStick): void;
}

/** A device as the native module describes it, as far as it is looked at; each member may throw. */
export interface NativeDevice {
  readonly handle: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly deviceClass: number;
  readonly manufacturerName: string | null;
  readonly productName: string | null;
  readonly serialNumber: string | null;
  readonly configuration: {
    readonly interfaces: readonly {
      readonly alternates: readonly { readonly interfaceClass: number }[];
    }[];
  };
}

/** The part of the native module that is used. */
export interface UsbModule {
  readonly Emitter: new () => {
    addAttach(told: (device: NativeDevice) => void): Promise<void>;
    addDetach(told: (handle: string) => void): Promise<void>;
    removeAttach(): Promise<void>;
    removeDetach(): Promise<void>;
  };
  readonly nativeGetDevices: () => Promise<readonly NativeDevice[]>;
}

/** USB's number for mass storage, and those of hubs (USB-IF, defined class codes). */
const massStorage = 0x08;
const hub = 0x09;

/** The USB devices of this machine, followed. */
export interface UsbWatch {
  /** Looks what is there, for events may be missing: on Linux udev hands them on, and not every system has it. */
  look(): Promise<void>;
}

/**
 * Tells when a stick is plugged in or pulled, until the signal ends it. Only mass storage counts, where a device shows
 * what it is. What was there before is not told.
 * @returns null where this system has no USB, or does not tell: "no USB here" is an answer
 */
export async function watchUsb(
  listener: UsbListener,
  signal: AbortSignal,
  load: () => Promise<UsbModule> = loadUsb,
): Promise<UsbWatch | null> {
  try {
    const { Emitter, nativeGetDevices } = await load();
    const known = new Map<string, UsbStick>();
    const emitter = new Emitter();
    const came = (device: NativeDevice, tell = true) => {
      if (signal.aborted || known.has(device.handle) || !mayBeStick(device)) return;
      const stick = describe(device);
      known.set(device.handle, stick);
      if (tell) listener.plugged(stick);
    };
    const went = (handle: string) => {
      const stick = known.get(handle);
      known.delete(handle);
      if (stick !== undefined && !signal.aborted) listener.pulled(stick);
    };
    for (const device of await nativeGetDevices()) came(device, false);
    await emitter.addAttach((device) => came(device));
    await emitter.addDetach(went);
    signal.addEventListener('abort', () => void stop(emitter), { once: true });
    if (signal.aborted) await stop(emitter);
    const look = async () => {
      try {
        const devices = await nativeGetDevices();
        const handles = new Set(devices.map(({ handle }) => handle));
        for (const handle of [...known.keys()]) if (!handles.has(handle)) went(handle);
        for (const device of devices) came(device);
      } catch {
        // USB went away as a whole; what it held is told when it is back, or by the drives.
      }
    };
    return { look };
  } catch {
    return null;
  }
}

/** A bundle puts the machine's own `.node` file in the package's place. */
async function loadUsb(): Promise<UsbModule> {
  // It would be loaded in the package's place, whatever it is.
  delete process.env['NAPI_RS_NATIVE_LIBRARY_PATH'];
  return await import('usb/index.js');
}

async function stop(emitter: InstanceType<UsbModule['Emitter']>): Promise<void> {
  try {
    await emitter.removeAttach();
    await emitter.removeDetach();
  } catch {
    // The process ends, or goes on without hearing of USB.
  }
}

function mayBeStick(device: NativeDevice): boolean {
  if (device.deviceClass === hub) return false;
  if (device.deviceClass === massStorage) return true;
  const classes = interfaceClasses(device);
  // A device that is not set up yet shows no interface: better one line too many.
  return classes.length === 0 || classes.includes(massStorage);
}

function interfaceClasses(device: NativeDevice): number[] {
  try {
    return device.configuration.interfaces.flatMap(({ alternates }) =>
      alternates.map(({ interfaceClass }) => interfaceClass),
    );
  } catch {
    return [];
  }
}

function describe(device: NativeDevice): UsbStick {
  const digits = (number: number) => number.toString(16).padStart(4, '0');
  return {
    vendor: said(() => device.manufacturerName),
    model: said(() => device.productName),
    serial: said(() => device.serialNumber),
    id: `${digits(device.vendorId)}:${digits(device.productId)}`,
  };
}

/** Cut short, for a device may say anything. */
function said(ask: () => string | null | undefined): string | null {
  try {
    const words = ask()?.trim().slice(0, 120) ?? '';
    return words === '' ? null : words;
  } catch {
    return null;
  }
}
