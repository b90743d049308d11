import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rtoText } from '@quorate/custody/drill/report-words';
import { describe, expect, it } from 'vitest';
import { attemptLine } from '../../renderer/strings/de/attempt-lines.ts';
import { de } from '../../renderer/strings/de/index.ts';
import { attemptLine as inEnglish } from '../../renderer/strings/en/attempt-lines.ts';
import { en } from '../../renderer/strings/en/index.ts';
import { repository } from '../tools.ts';

// What custody says of a drill in English must have German words: held against its sources, where the lines stand.

const source = (name: string) => readFileSync(join(repository, 'custody/drill', name), 'utf8');

/** The text of a function of a source. */
function functionOf(text: string, name: string): string {
  const [, body = ''] = text.split(`function ${name}(`);
  return body.split('\n}\n')[0] ?? '';
}

/** Every literal, what is put into a template standing as a word. */
function literalsOf(text: string): string[] {
  return [...text.matchAll(/'([^'\n]+)'|`([^`]+)`/g)].map(([, plain, template]) =>
    (plain ?? template ?? '').replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, 'word'),
  );
}

describe('lines of a drill in German', () => {
  it('are there for every objective', () => {
    const lines = literalsOf(functionOf(source('report.ts'), 'objectivesOf')).filter((line) =>
      /^[A-Z].* /.test(line),
    );
    expect(lines.length).toBeGreaterThanOrEqual(7);
    expect(lines.filter((line) => attemptLine(line) === null)).toEqual([]);
    for (const cards of ['All', 'Enough']) {
      expect(attemptLine(`${cards} cards are read, each unchanged since the ceremony`)).not.toBeNull();
    }
  });

  it('are there for every next step', () => {
    const [steps = ''] = functionOf(source('report.ts'), 'nextSteps').split('return kind');
    const lines = literalsOf(steps).filter((line) => /^[A-Z].* .* /.test(line));
    expect(lines.length).toBeGreaterThanOrEqual(9);
    expect(lines.filter((line) => attemptLine(line) === null)).toEqual([]);
  });

  it('are there for every issue that a drill notes by itself', () => {
    const noted = [...source('run.ts').matchAll(/\.note\(\s*'(?:high|medium|low)',\s*('[^']+'|`[^`]+`)/g)];
    const lines = noted.flatMap(([, literal = '']) => literalsOf(literal));
    expect(lines.length).toBeGreaterThanOrEqual(8);
    const unknown = lines.filter((line) => attemptLine(filled(line)) === null);
    expect(unknown).toEqual([]);
  });

  /** With what stands in a real one. */
  function filled(line: string): string {
    return line
      .replace(/^word was word days/, 'restore was 12 days')
      .replace(/on word$/, 'on 2027-02-18')
      .replace(
        /^word holds word restored files, word:/,
        '/dev/shm/a holds 3 restored files, 1 that sign blocks, each behind a state that refuses every height:',
      );
  }

  it('are there for every way in which a card is refused', () => {
    const refused = [
      'card 1 belongs to the superseded set 94929810 (ceremony 00c0ffee, 2025-01-19); this stick needs set 2a21c401',
      'card 2 belongs to set 94929810; this stick needs set 2a21c401',
      'card 3 is not the card that the manifest lists: the card or the manifest was altered',
      'card 4 was already read',
    ];
    expect(refused.map((line) => attemptLine(line)?.slice(0, 7))).toEqual(
      [1, 2, 3, 4].map((n) => `Karte ${n}`),
    );
  });

  it('say what was found in the folder', () => {
    expect(attemptLine('TAMPERING: RECOVERY.txt was changed: it does not match SHA256SUMS')).toBe(
      'MANIPULATION: RECOVERY.txt wurde verändert: stimmt nicht mit SHA256SUMS überein',
    );
    expect(attemptLine('TAMPERING: something new')).toBe('MANIPULATION: something new');
  });

  it('say figures as German does, and duties by their names', () => {
    expect(attemptLine('restore was 12 days overdue: it was due on 2027-02-18')).toBe(
      'Im Speicher wiederherstellen: seit 12 Tagen überfällig, fällig war es am Donnerstag, 18. Februar 2027',
    );
    expect(attemptLine('integrity was 1 days overdue: it was due on 2027-02-18')).toMatch(
      /^Ordner prüfen: seit 1 Tag überfällig/,
    );
    expect(inEnglish('integrity was 1 days overdue: it was due on 2027-02-18')).toBe(
      'Check the folder: 1 day late, it was due on Thursday, 18 February 2027',
    );
    expect(inEnglish('restore was 1200 days overdue: it was due on 2027-02-18')).toMatch(/: 1,200 days late/);
    const rto = { limit: 3_600_000, milliseconds: 27_500, wasOpened: true, isMet: true };
    const told = (more: object) => rtoText({ rto: { ...rto, ...more } } as Parameters<typeof rtoText>[0]);
    expect(attemptLine(told({ from: 'program' }))).toBe(
      '27,5 s seit dem Start; Zielzeit unter 1 h 00 min: erreicht',
    );
    expect(attemptLine(told({ from: 'detection', detected: '2027-02-18T09:00:00Z', isMet: false }))).toBe(
      '27,5 s, seit der Verlust bemerkt wurde (Donnerstag, 18. Februar 2027, 09:00 UTC); Zielzeit unter 1 h 00 min: VERFEHLT',
    );
    expect(attemptLine(told({ from: 'start', started: '2027-02-18T09:00:00Z', wasOpened: false }))).toBe(
      '27,5 s seit Beginn der Arbeit (Donnerstag, 18. Februar 2027, 09:00 UTC); Zielzeit unter 1 h 00 min: nicht gezeigt, denn nichts wurde geöffnet',
    );
  });

  it('leave alone what they do not know', () => {
    expect(attemptLine('something else')).toBeNull();
    expect(inEnglish('something else')).toBeNull();
  });

  it('name no command where there is a screen for it', () => {
    const line = literalsOf(functionOf(source('report.ts'), 'nextSteps')).find((one) => /quorate /.test(one));
    for (const [told, screen] of [
      [attemptLine(line ?? ''), de.home.works.care.title],
      [inEnglish(line ?? ''), en.home.works.care.title],
    ]) {
      expect(told).not.toMatch(/quorate/);
      expect(told).toContain(screen);
    }
  });

  it('are there for what makes a full drill restore nothing', () => {
    const text = readFileSync(join(repository, 'electron/worker/drill-host.ts'), 'utf8');
    const [, said = ''] = /'drill-failed-before',\s*'([^']+)'/.exec(text) ?? [];
    expect(attemptLine(said)).toMatch(/^in den Prüfordner kommt nichts/);
  });

  it('are there for what a recovery notes by itself', () => {
    const text = readFileSync(join(repository, 'electron/worker/recovery-view.ts'), 'utf8');
    const lines = literalsOf(functionOf(text, 'issuesOf')).filter((line) => / .* /.test(line));
    expect(lines.length).toBe(3);
    expect(lines.filter((line) => attemptLine(line.replace('card word', 'card 3')) === null)).toEqual([]);
  });

  it('are there for whatever keeps a key from being brought out, and for what differs in one', () => {
    const text = readFileSync(join(repository, 'crypto-core/export/key-file.ts'), 'utf8');
    const lines = literalsOf(text)
      .filter((line) => /^its? .* /.test(line) && !line.endsWith('…'))
      .map((line) => line.replace('word', '3'));
    expect(lines.length).toBeGreaterThanOrEqual(9);
    expect(lines.filter((line) => attemptLine(line) === null)).toEqual([]);
    const [, members = ''] = /comparedMembers = \[([^\]]+)\]/.exec(source('rederive.ts')) ?? [];
    const names = [...members.matchAll(/'(\w+)'/g)].map(([, name]) => name);
    expect(names.length).toBe(5);
    const differing = names.flatMap((name) => [`${name} (sealed manifest)`, `${name} (manifest.json)`]);
    for (const what of [...differing, 'not listed (manifest.json)']) {
      expect([what, attemptLine(what)]).toEqual([what, expect.stringMatching(/[Mm]anifest/)]);
    }
  });
});
