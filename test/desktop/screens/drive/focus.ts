// What is asked of the page about its focus. These run in the page.

/** What has the focus, whether it can be seen there, and whether it is marked. */
export const whereFocusIs = `(() => {
  const now = document.activeElement;
  const isNowhere = now === null || now === document.body || now === document.documentElement;
  if (isNowhere) return JSON.stringify({ what: 'nowhere', isNowhere, isSeen: false, isMarked: false });
  const shown = now.matches('input[type=radio], input[type=checkbox]') ? now.closest('label') ?? now : now;
  const box = shown.getBoundingClientRect();
  const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
  const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
  // Some place of it lies on top.
  const isSeen = right - left > 4 && bottom - top > 4 && [0.5, 0.1, 0.9].some((share) => {
    const on = document.elementFromPoint(left + (right - left) * share, top + (bottom - top) * share);
    return on !== null && (shown.contains(on) || on.contains(now));
  });
  const style = getComputedStyle(now);
  const isHeading = now.matches('h1, h2');
  const isMarked = isHeading || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
  return JSON.stringify({ what: now.outerHTML.slice(0, 120), isNowhere, isSeen, isMarked });
})()`;

/** A walk through everything that Tab comes to. */
export const controlsOnTheWay = {
  begin: 'void (globalThis.walked = { seen: [], isBack: false })',
  /** @returns whether the way begins anew */
  step: `(() => {
    const now = document.activeElement;
    if (now !== document.body && walked.seen.includes(now)) return true;
    if (now !== document.body) walked.seen.push(now);
    return false;
  })()`,
  /** Controls that no Tab came to, and jumps against the order of the page. */
  missed: `(() => {
    const { seen } = walked;
    delete globalThis.walked;
    const within = [...document.querySelectorAll('dialog')].find((dialog) => dialog.open) ?? document;
    const all = [...within.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
    const isReached = (control) => seen.includes(control) ||
      (control.type === 'radio' && seen.some((one) => one.type === 'radio' && one.name === control.name));
    const missed = all.filter((control) => control.checkVisibility() && !isReached(control));
    const strayed = within === document ? [] : seen.filter((control) => !within.contains(control));
    const jumps = seen.filter((control, at) => at > 0 &&
      !(seen[at - 1].compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING));
    const told = [['missed', missed], ['outside', strayed], ['again from the top', jumps.slice(1)]];
    return told.flatMap(([why, list]) => list.map((control) => why + ': ' + control.outerHTML.slice(0, 160)));
  })()`,
};

/** A function for the page, of an element: the tests themselves know no document. @param body what it does */
export function ofElement<Result>(body: string): (element: unknown) => Result {
  return new Function('element', `const now = document.activeElement; ${body}`) as (
    element: unknown,
  ) => Result;
}

/** The focus is on the element. */
export const hasFocus = ofElement<boolean>('return element === now;');

/** The focus is on the element, or, for one of several ways, on another of them. */
export const hasFocusOfGroup = ofElement<boolean>(
  'return element === now || (now.type === "radio" && now.name === element.name);',
);

/** The key that leads from the focus to the element. */
export const keyTowards = ofElement<'Tab' | 'Shift+Tab'>(
  'return now.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING ? "Tab" : "Shift+Tab";',
);
