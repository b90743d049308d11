/** How many minutes, hours or days ago. */
interface Ago {
  readonly count: number;
  readonly unit: 'minute' | 'hour' | 'day';
}

/** Signing states that come along, and passwords of keyrings. */
export const keyStep = {
  stopped: {
    title: 'Was every node stopped when its files were copied?',
    text: 'A signing state tells how far its key has signed. Copied from a node that runs, it is old at once, and a node restored with it could sign a height twice.',
    signedUpTo: (words: string | null) =>
      words === null ? 'it does not say how far it signed' : `signed up to ${words}`,
    written: (day: string, time: string, ago: string) => `written on ${day} at ${time} UTC, ${ago}`,
    ago: ({ count, unit }: Ago) =>
      count === 0 ? 'just now' : `${count} ${unit}${count === 1 ? '' : 's'} ago`,
    future: 'in the future: one of two clocks is wrong',
    label: 'Type yes, if every one of them was stopped',
    rehearsal: 'In a rehearsal it may stay empty.',
    no: 'Then stop the node, copy its files again, and choose them anew.',
    block: 'nobody has said that the nodes were stopped',
  },
  keyring: {
    open: (source: string) => `Password of the keyring of ${source}`,
    text: 'Only for a Cosmos keyring of the kind “file”, and only if its password shall lie in the bundle too. It is tried on the keyring before anything is sealed.',
    one: (source: string) => `Password of the keyring of ${source}, not shown`,
    again: 'The same once more',
    differs: (source: string) => `The two passwords for ${source} are not the same: type both again.`,
  },
};
