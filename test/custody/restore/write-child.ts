import { planMoves } from '@quorate/custody/restore/move-aside';
import { writeProved } from '@quorate/custody/restore/write';

// Restores a key and a state over older ones in the folder given; places.test.ts looks at its system calls.
const [to = ''] = process.argv.slice(2);
const target = (path: string, text: string) => ({
  path,
  mode: 0o600,
  content: Uint8Array.from(Buffer.from(text)),
});
const first = [target('data/state.json', 'new state')];
const then = [target('config/key.json', 'new key')];
const seen = new Map([['data/state.json', Uint8Array.from(Buffer.from('old state'))]]);
const guarded = { first, then, decisions: [], seen, kept: new Set<string>() };
const moves = planMoves(to, guarded, '2026-11-21T11:05:46Z');
await writeProved(to, [first, then], { moves }, async () => {});
