import type { KeyDescription } from '@quorate/crypto-core/keys/recognise';

/** A signing state among imported files, as much of it as tells how old it is. */
interface Imported {
  readonly description: Pick<KeyDescription, 'type' | 'facts'>;
  readonly modified: Date;
}

/** Asked of a person wherever a signing state is imported. */
export const stoppedAdvice =
  'A signing state tells how far its key had signed when the file was copied. Copied from a node that runs it is old at once, and a node restored with it could sign a height twice: a recovery will ask how far the key has signed by then.';

/**
 * How far a signing state goes and how old its file is, in words; null for every file that holds none.
 * @param now to count from
 */
export function signingStateAge({ description, modified }: Imported, now: Date): string | null {
  const { type, facts = [] } = description;
  const isState = type === 'cometbft-priv-validator-state';
  if (!isState && type !== 'cometbft-priv-validator-legacy') return null;
  const upTo = facts.find(({ label }) => label === 'signed up to')?.value;
  const what = upTo === undefined ? 'holds its signing state inside' : `signed up to ${upTo}`;
  return `${what}; written ${modified.toISOString()}, ${agoText(modified, now)}`;
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** How long ago something was, in the unit that says most, as `3 days ago`. */
export function agoText(time: Date, now: Date): string {
  const passed = now.getTime() - time.getTime();
  if (passed < -minute) return 'in the future: one of two clocks is wrong';
  const [unit, name] =
    passed >= 2 * day ? [day, 'day'] : passed >= 2 * hour ? [hour, 'hour'] : [minute, 'minute'];
  const count = Math.max(0, Math.floor(passed / unit));
  return `${count} ${name}${count === 1 ? '' : 's'} ago`;
}
