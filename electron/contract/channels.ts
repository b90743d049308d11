import * as v from 'valibot';
import { type AppValues, appChannels } from './app-channels.ts';
import { type AttemptValues, attemptChannels } from './attempt-channels.ts';
import { type CareValues, careChannels } from './care-channels.ts';
import { type CeremonyValues, ceremonyChannels } from './ceremony-channels.ts';
import type { ChannelTable } from './channel.ts';

/** Every message a window may send. What is not here is refused by the gate. */
export const channels = {
  ...appChannels,
  ...ceremonyChannels,
  ...attemptChannels,
  ...careChannels,
} as const satisfies ChannelTable;

/** Name of a channel. */
export type ChannelName = keyof typeof channels;

/** What a window sends on a channel. */
export type RequestOf<C extends ChannelName> = v.InferOutput<(typeof channels)[C]['request']>;

/** What answers a channel. */
export type ValueOf<C extends ChannelName> = (AppValues & CeremonyValues & AttemptValues & CareValues)[C];

/** The channels that the worker answers. */
export type WorkerChannel = {
  [C in ChannelName]: (typeof channels)[C]['owner'] extends 'worker' ? C : never;
}[ChannelName];

/** The worker's channels of one kind of work, by how their names begin. */
export type ChannelOf<Prefix extends string> = Extract<WorkerChannel, `${Prefix}.${string}`>;

/** True for a channel of this name: own members only, so that `__proto__` is none. */
export function isChannel(value: unknown): value is ChannelName {
  return typeof value === 'string' && Object.hasOwn(channels, value);
}

/**
 * Reads a request by its channel's schema, which allows no member that was not agreed.
 * @returns null for what does not fit
 */
export function parseRequest(channel: ChannelName, request: unknown): { readonly value: unknown } | null {
  const parsed = v.safeParse(channels[channel].request, request);
  return parsed.success ? { value: parsed.output } : null;
}
