import { EventEmitter } from 'node:events';
import type { Protocol, Session, WebRequest } from 'electron';
import { strict } from './strict.ts';

type RequestRule = Extract<Parameters<WebRequest['onBeforeRequest']>[0], (...args: never) => unknown>;
type SchemeHandler = Parameters<Protocol['handle']>[1];

/** What the program really set on a session; null where it set nothing, and Electron's default would hold. */
export interface SessionRecord {
  readonly partition: string;
  readonly options: unknown;
  permissionRequest: Parameters<Session['setPermissionRequestHandler']>[0];
  permissionCheck: Parameters<Session['setPermissionCheckHandler']>[0];
  device: Parameters<Session['setDevicePermissionHandler']>[0];
  displayMedia: Parameters<Session['setDisplayMediaRequestHandler']>[0];
  bluetooth: Parameters<Session['setBluetoothPairingHandler']>[0];
  spellChecker: boolean;
  beforeRequest: RequestRule | null;
  proxy: Electron.ProxyConfig | null;
  readonly schemes: Map<string, SchemeHandler>;
  readonly events: EventEmitter;
}

/** `session` of the module: partitions by name, each remembered. */
export class Sessions {
  readonly records = new Map<string, SessionRecord>();
  readonly #objects = new Map<string, object>();
  readonly #byObject = new WeakMap<object, SessionRecord>();

  readonly module = strict('session', {
    fromPartition: (partition: string, options?: Electron.FromPartitionOptions): Session => {
      const known = this.#objects.get(partition);
      if (known !== undefined) return known as Session;
      const record: SessionRecord = {
        partition,
        options: options ?? null,
        permissionRequest: null,
        permissionCheck: null,
        device: null,
        displayMedia: null,
        bluetooth: null,
        spellChecker: true,
        beforeRequest: null,
        proxy: null,
        schemes: new Map(),
        events: new EventEmitter(),
      };
      const made = strict(`session(${partition})`, sessionObject(record));
      this.records.set(partition, record);
      this.#objects.set(partition, made);
      this.#byObject.set(made, record);
      return made as unknown as Session;
    },
  } satisfies Pick<typeof Electron.session, 'fromPartition'>);

  /** The record behind the session that a window was given. */
  of(session: object | undefined): SessionRecord {
    const record = session === undefined ? undefined : this.#byObject.get(session);
    if (record === undefined) throw new Error('a window was opened on the default session');
    return record;
  }
}

function sessionObject(record: SessionRecord) {
  const set =
    <K extends keyof SessionRecord>(member: K) =>
    (value: SessionRecord[K]): void =>
      void Object.assign(record, { [member]: value });
  return {
    setPermissionRequestHandler: set('permissionRequest'),
    setPermissionCheckHandler: set('permissionCheck'),
    setDevicePermissionHandler: set('device'),
    setDisplayMediaRequestHandler: set('displayMedia'),
    setBluetoothPairingHandler: set('bluetooth'),
    setSpellCheckerEnabled: set('spellChecker'),
    setProxy: async (config) => set('proxy')(config),
    on: (event: string, listener: (...args: never[]) => void) =>
      record.events.on(event, listener as (...args: unknown[]) => void) as never,
    webRequest: strict('webRequest', {
      onBeforeRequest: (rule: unknown, filtered?: unknown) => {
        if (filtered !== undefined) throw new Error('the stand-in takes a rule for all requests only');
        record.beforeRequest = rule as RequestRule | null;
      },
    }) as unknown as WebRequest,
    protocol: strict('protocol of a session', {
      handle: (scheme: string, handler: SchemeHandler) => void record.schemes.set(scheme, handler),
    }) as unknown as Protocol,
  } satisfies Partial<Session>;
}

/** Whether the rule of a session lets a request through; without a rule everything goes. */
export function isLetThrough(record: SessionRecord, url: string): boolean {
  let isCancelled = false;
  record.beforeRequest?.({ url, method: 'GET' } as Electron.OnBeforeRequestListenerDetails, (answer) => {
    isCancelled = answer.cancel === true;
  });
  return !isCancelled;
}
