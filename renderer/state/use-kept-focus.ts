import { type RefObject, useEffect, useRef } from 'react';

const parts = 'fieldset, section, details';
const reachable = 'button, input, select, textarea, summary';

/**
 * Keeps the focus from getting lost: when what had it goes away, it moves to the last control of the part in which that
 * stood, or to the step's heading.
 * @returns to be put on the element that holds the screens
 */
export function useKeptFocus(): RefObject<HTMLElement | null> {
  const holder = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    let around: HTMLElement[] = [];
    const remember = ({ target }: FocusEvent) => {
      around = [];
      let part = (target as HTMLElement).closest<HTMLElement>(parts);
      while (part !== null) {
        around.push(part);
        part = part.parentElement?.closest<HTMLElement>(parts) ?? null;
      }
    };
    const observer = new MutationObserver(() => {
      if (document.activeElement !== document.body) return;
      const near = around.find((part) => part.isConnected);
      const control =
        near === undefined ? undefined : [...near.querySelectorAll<HTMLElement>(reachable)].at(-1);
      (control ?? element.querySelector('h1'))?.focus({ preventScroll: true });
    });
    element.addEventListener('focusin', remember);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      element.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, []);
  return holder;
}
