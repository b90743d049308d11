import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { mouse } from './drive/hands.ts';
import { hasTools, Stage } from './stage.ts';

// How long people wait for the first screen.

const most = 1500;

interface Start {
  readonly whole: number;
  readonly page: number;
}

const best = (starts: readonly Start[], which: keyof Start) =>
  Math.min(...starts.map((start) => start[which]));

describe.skipIf(!hasTools)('the first screen', () => {
  const stage = Stage.forTests();

  it(`is there within ${most} ms`, async () => {
    const starts: Start[] = [];
    // The machine of the tests does other things too: it is the best that tells of the program.
    while (starts.length < 3 || (starts.length < 8 && best(starts, 'page') >= most)) {
      const began = performance.now();
      const { person } = await stage.start(mouse);
      await person.button(t.home.rehearseTitle).waitFor();
      const page = (await person.page.evaluate('performance.now()')) as number;
      starts.push({ whole: performance.now() - began, page });
    }
    console.log(
      `first screen: ${best(starts, 'whole').toFixed(0)} ms from the start of the program, ` +
        `${best(starts, 'page').toFixed(0)} ms from the start of its page (best of ${starts.length})`,
    );
    expect(best(starts, 'page')).toBeLessThan(most);
  });
});
