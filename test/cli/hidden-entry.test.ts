import { describe, expect, it } from 'vitest';
import { HiddenEntry } from '../../cli/stick/hidden-entry.ts';

function typed(...keys: string[]): { state: string; text: string } {
  const entry = new HiddenEntry();
  const states = keys.map((some) => entry.type(new TextEncoder().encode(some)));
  return { state: states.at(-1) as string, text: new TextDecoder().decode(entry.take()) };
}

describe('a line that is typed and not shown', () => {
  it.each<[string, string[], string, string]>([
    ['key by key', ['z', 'o', 'o', '\r'], 'entered', 'zoo'],
    ['pasted whole, with the end of the line', ['zoo abandon\n'], 'entered', 'zoo abandon'],
    ['with a slip taken back', ['zop\u007fo\b', 'o\r'], 'entered', 'zoo'],
    ['with the whole line taken back', ['nonsense\u0015zoo\r'], 'entered', 'zoo'],
    ['with arrow keys', ['zo\u001b[D\u001bOAo\u001b[3~\r'], 'entered', 'zoo'],
    ['with an arrow key that comes in pieces', ['z\u001b', '[', 'Doo\r'], 'entered', 'zoo'],
    ['in a bracketed paste', ['\u001b[200~zoo\u001b[201~\r'], 'entered', 'zoo'],
    ['with what is no letter', ['z\u0000\u0007o\u00e4o\r'], 'entered', 'zoo'],
    ['more taken back than there is', ['\u007f\u007fzoo\r'], 'entered', 'zoo'],
    ['not ended', ['zoo'], 'typing', 'zoo'],
    ['ended by Ctrl-C', ['zoo\u0003'], 'stopped', 'zoo'],
    ['ended by Ctrl-D', ['\u0004'], 'stopped', ''],
  ])('%s', (_, keys, state, text) => {
    expect(typed(...keys)).toEqual({ state, text });
  });

  it('is held to a length', () => {
    expect(typed('a'.repeat(1000), '\r').text).toHaveLength(256);
  });

  it('is gone when it is wiped', () => {
    const entry = new HiddenEntry();
    entry.type(new TextEncoder().encode('zoo'));
    entry.wipe();
    expect(entry.take()).toHaveLength(0);
  });
});
