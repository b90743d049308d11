import type { ParseArgsConfig } from 'node:util';
import type { Io } from './io.ts';

/** What the options of a command look like to `node:util` parseArgs. */
export type OptionTable = NonNullable<ParseArgsConfig['options']>;

/** A command line after parsing. */
export interface Arguments {
  readonly positionals: readonly string[];
  /** The value of an option that takes one, where it was given. */
  text(option: string): string | undefined;
  /** All values of an option that may stand several times. */
  texts(option: string): readonly string[];
  flag(option: string): boolean;
  /** A whole number. */
  number(option: string): number | undefined;
}

/** What a command leaves: the object `--json` prints, and an exit code where it is not 0. */
export interface Outcome {
  readonly json: Readonly<Record<string, unknown>>;
  readonly exitCode?: number;
}

/** One command of the program. */
export interface Command {
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** Lines after `Usage:`, without the program's name. */
  readonly usage: readonly string[];
  /** One real example, with what it needs. */
  readonly example: string;
  /** A line for each option. */
  readonly help: readonly (readonly [option: string, what: string])[];
  readonly options: OptionTable;
  /** How many positional arguments it takes. */
  readonly positionals: readonly [min: number, max: number];
  run(args: Arguments, io: Io): Promise<Outcome>;
}

/** A command that is loaded only when it is called, so that `--help` stays fast. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}

/** A program made of commands: `quorate`, or the recovery kit with some of them. */
export interface Program {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  readonly commands: readonly CommandEntry[];
}
