import { type Declaration, type Protection, protectionOf } from '@quorate/custody/drives/protection';
import { expect, it } from 'vitest';

const hardware: Declaration = { kind: 'hardware' };
const why: Declaration = { kind: 'none', reason: 'no other was to be had' };

it.each<[string, Parameters<typeof protectionOf>[0], Declaration | null, Protection | null]>([
  ['what is seen', { encryption: 'luks', isFolder: false }, null, { encryption: 'luks' }],
  [
    'what is seen, whatever is said',
    { encryption: 'luks', isFolder: false },
    hardware,
    { encryption: 'luks' },
  ],
  [
    'what the operator declares',
    { encryption: 'none', isFolder: false },
    hardware,
    { encryption: 'hardware' },
  ],
  [
    'why there is none',
    { encryption: 'none', isFolder: false },
    why,
    { encryption: 'none', reason: 'no other was to be had' },
  ],
  [
    'what nobody can tell, with the reason',
    { encryption: null, isFolder: false },
    why,
    { encryption: 'unknown', reason: 'no other was to be had' },
  ],
  ['nothing of a folder', { encryption: null, isFolder: true }, null, null],
])('what protects a stick: %s', (_, drive, declaration, protection) => {
  expect(protectionOf(drive, declaration)).toEqual(protection);
});
