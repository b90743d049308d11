import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { mouse } from './drive/hands.ts';
import { hasTools, Stage } from './stage.ts';

// How long people wait for the first screen.

const most = 1500;

describe.skipIf(!hasTools)('the first screen', () => {
  const stage = Stage.forTests();

  it(`is there within ${most} ms`, async () => {
    const starts: { whole: number; page: number }[] = [];
    for (let start = 0; start < 3; start += 1) {
      const began = performance.now();
      const { person } = await stage.start(mouse);
      await person.button(t.home.rehearseTitle).waitFor();
      const page = (await person.page.evaluate('performance.now()')) as number;
      starts.push({ whole: performance.now() - began, page });
    }
    const best = (which: 'whole' | 'page') => Math.min(...starts.map((start) => start[which]));
    console.log(
      `first screen: ${best('whole').toFixed(0)} ms from the start of the program, ` +
        `${best('page').toFixed(0)} ms from the start of its page (best of ${starts.length})`,
    );
    expect(best('page')).toBeLessThan(most);
  });
});
