import { networkInterfaces, release, tmpdir } from 'node:os';
import type { Files } from './files.ts';

/** An address of a network interface, as the system's own call gives it. */
export interface InterfaceAddress {
  readonly name: string;
  readonly address: string;
  readonly isLoopback: boolean;
}

/** What this process and its Node say about themselves and the system. */
export interface Host {
  /** As `process.platform`. */
  readonly platform: string;
  /** The kernel's release, as `os.release()`. */
  readonly release: string;
  /** Options that were given to Node itself. */
  readonly execArgv: readonly string[];
  /** Names of the environment variables that are set; their values are not looked at, these two aside. */
  readonly environmentNames: readonly string[];
  /** The names of the options in NODE_OPTIONS, without their values. */
  readonly nodeOptionNames: readonly string[];
  /** The time zone that TZ names, or null. */
  readonly timeZoneVariable: string | null;
  /** The time zone that Node goes by. */
  readonly timeZone: string;
  /** Where temporary files go. */
  readonly temporaryFolder: string;
  /** Addresses of interfaces that are up. */
  readonly addresses: readonly InterfaceAddress[];
}

/** What is known of the program that runs. */
export interface Software {
  /** When it was made, `YYYY-MM-DD` or a time, or null: no clock may stand before that. */
  readonly buildDate: string | null;
  /** SHA-256 of the program's file in 64 hex digits, or null when nobody could compute it. */
  readonly hash: string | null;
  /** What the hash must be, from paper or from a second person, or null when nothing is expected. */
  readonly expectedHash: string | null;
}

/** Everything a check may look at. */
export interface Machine {
  readonly files: Files;
  readonly host: Host;
  readonly software: Software;
  /** The time by the machine's own clock. */
  readonly now: Date;
}

/** What this process says about itself. */
export function thisHost(): Host {
  const { env, execArgv, platform } = process;
  return {
    platform,
    release: release(),
    execArgv,
    environmentNames: Object.keys(env),
    nodeOptionNames: optionNames(env['NODE_OPTIONS'] ?? ''),
    timeZoneVariable: env['TZ'] ?? null,
    // Asked only by the check that needs it: it takes the runtime longer than all other answers.
    get timeZone() {
      return Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
    },
    temporaryFolder: tmpdir(),
    addresses: interfaceAddresses(),
  };
}

/** The names of the options in a text such as NODE_OPTIONS; a value may be a path that is nobody's business. */
export function optionNames(options: string): string[] {
  return options
    .split(/\s+/)
    .map((word) => word.replace(/^["']/, ''))
    .filter((word) => word.startsWith('-'))
    .map((word) => word.replace(/=.*$/s, ''));
}

function interfaceAddresses(): InterfaceAddress[] {
  try {
    return Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
      (addresses ?? []).map(({ address, internal }) => ({ name, address, isLoopback: internal })),
    );
  } catch {
    // Some sandboxes forbid the call; the kernel's files are read anyway.
    return [];
  }
}
