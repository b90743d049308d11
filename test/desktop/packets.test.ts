import { expect, it } from 'vitest';
import { switches } from '../../electron/main/modules/harden-switches.ts';
import { requireTool } from '../tools.ts';
import { address, packetsOf } from './packets.ts';

// What WebRTC sends from a page of a Chromium that is given the program's own switches: no rule about requests sees it.

if (address === undefined)
  process.stdout.write('skipped: packets: this machine has no address but loopback\n');

it.skipIf(!requireTool('chromium') || address === undefined)(
  'no packet leaves a page, and without the switch some would',
  async () => {
    const words = switches.map(([name, value]) => (value === undefined ? `--${name}` : `--${name}=${value}`));
    expect(await packetsOf(words)).toBe(0);
    expect(await packetsOf(words.filter((word) => !word.startsWith('--webrtc')))).toBeGreaterThan(0);
  },
);
