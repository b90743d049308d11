import { decode, encode, type References } from '../wire.ts';

// The way between the two worlds of a page: events of the window, heard in both, carrying text. Functions and promises
// are passed by reference, as Electron's context bridge does; everything else is copied.

declare const window: EventTarget;

type Callable = (...args: unknown[]) => unknown;
type Side = 'page' | 'preload';

/** One end of the way. */
export interface Bridge {
  /** Gives the other side something under a name. */
  offer(name: string, value: unknown): void;
  /** Calls the function that the other side offered under an id. */
  call(id: number, args: readonly unknown[]): unknown;
  /** Lets the other side call a function under a fixed id. */
  serve(id: number, serve: Callable): void;
}

/** @param token nobody else's events have it in their names */
export function openBridge(
  token: string,
  side: Side,
  onOffer: (name: string, value: unknown) => void,
): Bridge {
  const other = side === 'page' ? 'preload' : 'page';
  const functions = new Map<number, Callable>();
  const promises = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (reason: unknown) => void }
  >();
  let next = side === 'page' ? 1_000_000 : 1000;
  let reply = '';

  const references: References = {
    write(value) {
      const id = next++;
      if (!(value instanceof Promise)) {
        functions.set(id, value as Callable);
        return ['function', id];
      }
      value.then(
        (result) => tell('settle', [id, true, result]),
        (error: unknown) => tell('settle', [id, false, error]),
      );
      return ['promise', id];
    },
    read(kind, id) {
      if (kind === 'function') return (...args: unknown[]) => call(id, args);
      return new Promise((resolve, reject) => promises.set(id, { resolve, reject }));
    },
  };

  function send(what: string, detail: string): void {
    window.dispatchEvent(new CustomEvent(`${token}:${other}:${what}`, { detail }));
  }

  function tell(what: string, value: unknown): void {
    send(what, encode(value, references));
  }

  function hear(what: string, listener: (detail: string) => void): void {
    window.addEventListener(`${token}:${side}:${what}`, (event) =>
      listener((event as CustomEvent<string>).detail),
    );
  }

  function call(id: number, args: readonly unknown[]): unknown {
    tell('call', [id, args]);
    const [isDone, value] = decode(reply, references) as [boolean, unknown];
    if (!isDone) throw value;
    return value;
  }

  hear('call', (detail) => {
    try {
      const [id, args] = decode(detail, references) as [number, unknown[]];
      tell('reply', [true, functions.get(id)?.(...args)]);
    } catch (error) {
      tell('reply', [false, error]);
    }
  });
  hear('reply', (detail) => {
    reply = detail;
  });
  hear('settle', (detail) => {
    const [id, isDone, value] = decode(detail, references) as [number, boolean, unknown];
    const waiting = promises.get(id);
    promises.delete(id);
    if (isDone) waiting?.resolve(value);
    else waiting?.reject(value);
  });
  hear('offer', (detail) => {
    const [name, value] = decode(detail, references) as [string, unknown];
    onOffer(name, value);
  });

  return {
    offer: (name, value) => tell('offer', [name, value]),
    call,
    serve: (id, serve) => void functions.set(id, serve),
  };
}

/** Under this id the preload's world forwards a question of the page to the browser's side. */
export const browserQuestion = 1;
