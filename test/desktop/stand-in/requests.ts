import type { BrowserContext, Frame, Page, Request as PageRequest, Route } from 'playwright-core';
import { toProgram } from './origins.ts';
import { isLetThrough, type SessionRecord } from './session.ts';

/** A request that was not for our own pages. */
export interface ForeignRequest {
  readonly url: string;
  /** Whether the program's own rule let it through: then it would have left the machine. */
  readonly isLetThrough: boolean;
}

/** What decides about requests of a window. */
export interface RequestWatch {
  readonly record: SessionRecord;
  readonly foreign: ForeignRequest[];
  /** Whether a navigation that a page began itself goes ahead. */
  mayNavigate(url: string, isMainFrame: boolean): boolean;
  /** Whether it is the window's own page, and not one that this page opened. */
  isOwnPage(page: Page): boolean;
  /** The page opened another window at this address. */
  openedWindow(url: string): void;
}

/** Answers every request of a window: by the program's own rules and handlers, and never from a network. */
export async function answerRequests(context: BrowserContext, watch: RequestWatch): Promise<void> {
  await context.route('**/*', async (route, request) => {
    const url = toProgram(request.url());
    const frame = frameOf(request);
    if (frame === null || !watch.isOwnPage(frame.page())) {
      watch.openedWindow(url);
      return abort(route);
    }
    const isMainFrame = frame.parentFrame() === null;
    if (request.isNavigationRequest() && !watch.mayNavigate(url, isMainFrame)) return abort(route);
    const isAllowed = isLetThrough(watch.record, url);
    const handler = watch.record.schemes.get(schemeOf(url));
    if (handler === undefined) {
      watch.foreign.push({ url, isLetThrough: isAllowed });
      return abort(route);
    }
    if (!isAllowed) return abort(route);
    const answer = await handler(new Request(url, { method: request.method() }) as never);
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
}

const abort = (route: Route) => route.abort('aborted').catch(() => undefined);

function schemeOf(url: string): string {
  return url.slice(0, url.indexOf(':'));
}

/** Null for a navigation whose frame is not there yet: a page that opens. */
function frameOf(request: PageRequest): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}
