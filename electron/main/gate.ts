import { type Answer, refuse } from '../contract/answer.ts';
import { type ChannelName, isChannel, parseRequest } from '../contract/channels.ts';

/** What a window's message came with, as far as the gate looks at it. */
export interface Sender {
  /** Id of the web contents. */
  readonly contents: number;
  /** Null when the frame is gone. */
  readonly frame: { readonly origin: string; readonly isMainFrame: boolean } | null;
}

/** The only one who may ask. */
export interface Expected {
  readonly contents: number;
  readonly origin: string;
}

/** Answers a request that passed the gate. */
export type Handler = (channel: ChannelName, request: unknown) => Promise<Answer<unknown>>;

/** Schemas bound every member; this bounds what they have to look at. */
const deepest = 8;
const mostMembers = 4096;

/**
 * The one gate that every message of a window passes. It fails closed: whatever is not exactly as expected is refused,
 * and so is whatever goes wrong while looking.
 * @param expected the ceremony window; null while there is none, and then nobody may ask
 * @param message what was sent: `[channel, request]`
 */
export async function passGate(
  sender: Sender,
  expected: Expected | null,
  message: readonly unknown[],
  handle: Handler,
): Promise<Answer<unknown>> {
  try {
    if (expected === null || sender.contents !== expected.contents) return stranger();
    const { frame } = sender;
    if (frame === null || !frame.isMainFrame || frame.origin !== expected.origin) return stranger();
    const [channel, request, ...more] = message;
    if (!isChannel(channel)) return refuse('message-channel', 'there is no such channel');
    if (more.length > 0 || !isBounded(request)) return malformed(channel);
    const parsed = parseRequest(channel, request);
    return parsed === null ? malformed(channel) : await handle(channel, parsed.value);
  } catch {
    return refuse('unexpected', 'the request could not be handled', 'try again; nothing was lost');
  }
}

function stranger(): Answer<never> {
  return refuse('message-sender', 'the message did not come from the ceremony window');
}

/** The content is not repeated: it may be a card. */
function malformed(channel: ChannelName): Answer<never> {
  return refuse('message-form', `the request on ${channel} does not have the form that was agreed`);
}

/** Plain data only, neither deep nor wide: own enumerable members, no accessors, no other prototypes. */
function isBounded(value: unknown, depth = 0, budget = { left: mostMembers }): boolean {
  if (budget.left-- <= 0 || depth > deepest) return false;
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  if (typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return false;
  // A list may claim to be longer than it is; whoever walks it would walk the holes.
  if (Array.isArray(value) && value.length > mostMembers) return false;
  const keys = Reflect.ownKeys(value);
  if (Array.isArray(value) && keys.length !== value.length + 1) return false;
  return keys.every((key) => {
    if (Array.isArray(value) && key === 'length') return true;
    const member = Object.getOwnPropertyDescriptor(value, key);
    if (typeof key !== 'string' || key === '__proto__' || member === undefined) return false;
    return 'value' in member && isBounded(member.value, depth + 1, budget);
  });
}
