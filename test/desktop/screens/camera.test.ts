import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { t } from '../../../renderer/strings/catalogue.ts';
import { run } from '../../tools.ts';
import { photograph, scan, upToCards, upToKeys } from '../rehearsal.ts';
import { printCard } from './drive/after-seal.ts';
import { mouse } from './drive/hands.ts';
import { type GreyPicture, pgm, photographed } from './picture.ts';
import { hasTools, reload, Stage } from './stage.ts';

// The camera sees printed cards: the app's own decoder reads them, and the room reads nothing from the screen.

/** A card so near that its code fills the picture's height. */
const near = { scale: 2.9, turn: 0, middle: [0.198, 0.142] } as const;

const preview = `(() => {
  const canvas = document.querySelector('main canvas');
  return { picture: canvas.toDataURL('image/png').split(',')[1], width: canvas.width, height: canvas.height,
    shown: canvas.getBoundingClientRect().width };
})()`;

describe.skipIf(!hasTools)('the camera', () => {
  const stage = Stage.forTests();

  it('reads a printed card, and shows nobody its code', async () => {
    const { person, app, watch } = await stage.start(mouse);
    await upToKeys(app, stage.belongings);
    await upToCards(app, stage.belongings);
    await reload(app);
    const first = await printCard(person, 1, 'Ada');
    const text = scan(photograph(first));
    watch.knows(text);
    stage.camera.show(first, { turn: -9 });
    await person.arrives(t.cards.titlePrint('Bob'));
    expect(await cameraIs(person.page)).toBe('NotAllowedError');

    // The first card stays before the camera while the second is due: it is seen all the time, and refused.
    const second = await printCard(person, 2, 'Bob');
    const view = stage.camera.show(first, near);
    await person.refusal(/this is card 1, card 2 is due/);
    const { shown } = (await person.page.evaluate(preview)) as Shown;
    expect(read(stage.root, smaller(view, shown))).toBe(text);
    await person.sees(t.reading.cameraSame);
    for (let look = 0; look < 4; look += 1) await showsNoCode(person.page, text);
    await watch.holdsNoCard();

    // The mask is not all that there is: below it lie fewer points than the smallest code has squares.
    await person.page.evaluate(`document.querySelector('main canvas + svg').style.display = 'none'`);
    await person.page.evaluate(`document.querySelector('main canvas').style.filter = 'none'`);
    await showsNoCode(person.page, text);
    const bare = (await person.page.evaluate(preview)) as Shown;
    expect(Math.max(bare.width, bare.height)).toBeLessThan(smallestCode);

    stage.camera.show(second);
    await person.arrives(t.cards.titlePrint('Cyd'));
    await watch.isQuiet();
  });

  async function showsNoCode(
    page: {
      screenshot(options: { path: string }): Promise<unknown>;
      evaluate(what: string): Promise<unknown>;
    },
    text: string,
  ) {
    const [screen, bare] = [join(stage.root, 'screen.png'), join(stage.root, 'preview.png')];
    await page.screenshot({ path: screen });
    const { picture } = (await page.evaluate(preview)) as Shown;
    writeFileSync(bare, Buffer.from(picture, 'base64'));
    for (const path of [screen, bare]) expect([path, scan(path)]).toEqual([path, '']);
    expect(text).not.toBe('');
  }
});

/** Squares along the side of a code of version 4; a card's has 57 at most and never fewer than this. */
const smallestCode = 33;

interface Shown {
  readonly picture: string;
  readonly width: number;
  readonly height: number;
  readonly shown: number;
}

/** What becomes of somebody who asks for the camera now. */
function cameraIs(page: { evaluate(what: string): Promise<unknown> }): Promise<unknown> {
  return page.evaluate(
    `navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', (error) => error.name)`,
  );
}

/** The camera's picture as large as the preview is on the screen: what an honest preview would show. */
function smaller(view: GreyPicture, width: number): GreyPicture {
  const scale = width / view.width;
  return photographed(view, {
    width: Math.round(width),
    height: Math.round(view.height * scale),
    scale,
    turn: 0,
    middle: [0.5, 0.5],
  });
}

function read(folder: string, picture: GreyPicture): string {
  const path = join(folder, 'honest.pgm');
  writeFileSync(path, pgm(picture));
  return run('zbarimg', ['--raw', '-q', path]).stdout.trim();
}
