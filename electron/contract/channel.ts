import type * as v from 'valibot';

/** Who answers a channel: main itself, or the worker that holds the work. */
type Owner = 'main' | 'worker';

/** A channel: who answers it, and what a request must look like. */
export interface Channel {
  readonly owner: Owner;
  readonly request: v.GenericSchema;
}

/** Channels by their names. */
export type ChannelTable = Readonly<Record<string, Channel>>;
