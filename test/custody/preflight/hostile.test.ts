import { isCleanText } from '@quorate/crypto-core/json/fields';
import { parseKernelDate } from '@quorate/custody/preflight/clock';
import { parseCoreLimit } from '@quorate/custody/preflight/core-dumps';
import { parseTracer } from '@quorate/custody/preflight/debugger';
import { escapeUnclean } from '@quorate/custody/preflight/evidence-text';
import {
  parseInterfaceAddresses6,
  parseInterfaceNames,
  parseLocalAddresses,
} from '@quorate/custody/preflight/interfaces';
import { journalData } from '@quorate/custody/preflight/journal-data';
import { parseLidSettings } from '@quorate/custody/preflight/lid';
import { optionNames } from '@quorate/custody/preflight/machine';
import { parseMounts } from '@quorate/custody/preflight/mounts';
import { parseNameServers } from '@quorate/custody/preflight/name-servers';
import { parsePrinters } from '@quorate/custody/preflight/printers';
import { parseOtherTables, parseRoutes, parseRoutes6 } from '@quorate/custody/preflight/routes';
import { reportOn } from '@quorate/custody/preflight/run';
import { parseSockets } from '@quorate/custody/preflight/sockets';
import { parseSwaps } from '@quorate/custody/preflight/swap';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { machineOf, machines, quietHost, recordedAt, recordingOf, software } from './recorded.ts';

const parsers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['core limits', parseCoreLimit],
  ['kernel date', parseKernelDate],
  ['tracer', parseTracer],
  ['interfaces', parseInterfaceNames],
  ['IPv6 addresses', parseInterfaceAddresses6],
  ['fib_trie addresses', parseLocalAddresses],
  ['lid', parseLidSettings],
  ['options', optionNames],
  ['mounts', parseMounts],
  ['name servers', parseNameServers],
  ['printers', parsePrinters],
  ['fib_trie tables', parseOtherTables],
  ['routes', parseRoutes],
  ['IPv6 routes', parseRoutes6],
  ['TCP', (text) => parseSockets(text, 'tcp')],
  ['UDP', (text) => parseSockets(text, 'udp')],
  ['swaps', parseSwaps],
];

/** Everything that stands in a recorded file, to be cut and mixed. */
const recorded = machines.flatMap((name) =>
  Object.values(recordingOf(name)).filter((content) => typeof content === 'string'),
);
const words = [...new Set(recorded.flatMap((text) => text.split(/(\s+)/)))];
const soup = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom(...recorded), fc.nat(), fc.string()).map(([text, at, extra]) => {
    const cut = at % (text.length + 1);
    return text.slice(0, cut) + extra + text.slice(cut + extra.length);
  }),
);

describe('hostile input', () => {
  it.each(parsers)('never makes the parser of %s throw', (_, parse) => {
    fc.assert(
      fc.property(soup, (text) => {
        parse(text);
      }),
      { seed: 20261120, numRuns: 2000 },
    );
  });

  it('never makes a check throw, and always leaves a report that a journal can hold', () => {
    const reading = fc.option(soup, { nil: null });
    const names = fc.array(
      fc.oneof(fc.constantFrom('eth0', 'rfkill0', '1', 'dm-0', 'sda', '..'), fc.string()),
      {
        maxLength: 4,
      },
    );
    const tree = fc.record({ texts: fc.array(reading, { minLength: 7 }), names, link: reading });
    fc.assert(
      fc.property(tree, ({ texts, names, link }) => {
        let turn = 0;
        const files = {
          read: (path: string) => {
            const text = texts[turn++ % texts.length] ?? null;
            return text === null
              ? ({ path, state: 'absent' } as const)
              : ({ path, state: 'read', text, isWhole: true } as const);
          },
          list: (path: string) => ({ path, state: 'read', names }) as const,
          link: () => link,
        };
        const report = reportOn({ files, host: quietHost, software, now: recordedAt }, 'ceremony');
        for (const { finding, evidence } of report.results) {
          expect(evidence.length).toBeLessThanOrEqual(12);
          for (const line of [finding, ...evidence]) {
            expect(isCleanText(line)).toBe(true);
            expect([...line].length).toBeLessThanOrEqual(200);
          }
        }
        expect(JSON.stringify(journalData(report)).length).toBeLessThan(300_000);
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  it('cannot make a report long or slow: a megabyte of sockets', () => {
    const line = '   0: 00000000:0016 00000000:0000 0A 0:0 0:0 0 0 0 1\n';
    const report = reportOn(
      machineOf('live-system', { files: { '/proc/net/tcp': line.repeat(20_000) } }),
      'ceremony',
    );
    expect(report.results.find(({ id }) => id === 'sockets')?.evidence.at(-1)).toBe('and 19989 more');
  });

  it('is shown, not carried out: controls are escaped and lines end', () => {
    expect(escapeUnclean('a\u001b[2Jb\u202ec')).toBe('a\\u{1b}[2Jb\\u{202e}c');
    expect([...escapeUnclean('é'.repeat(500))]).toHaveLength(200);
    expect(escapeUnclean('x'.repeat(199))).toBe('x'.repeat(199));
  });
});
