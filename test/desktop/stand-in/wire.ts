// Values as text, where only text can pass: between the worlds of a page, and between page and test. What the
// structured clone algorithm carries comes through unchanged; what it refuses is refused here too. Runs in Chromium
// and in Node.

/** What becomes of values that are passed by reference. */
export interface References {
  /** Called with a function or a promise; gives what stands for it. */
  write(value: object): ['function' | 'promise', number];
  read(kind: 'function' | 'promise', id: number): unknown;
}

type Wire = null | boolean | number | string | readonly [string, ...unknown[]];

const typedArrays = { Uint8Array, Uint16Array, Uint32Array, Int8Array, Int16Array, Int32Array, Float64Array };

/** @throws `DataCloneError` for what cannot be cloned and is not passed by reference */
export function encode(value: unknown, references: References | null = null): string {
  const seen = new Map<object, number>();
  return JSON.stringify(write(value));

  function write(item: unknown): Wire {
    if (item === null || typeof item === 'boolean' || typeof item === 'string') return item;
    if (typeof item === 'number') {
      return Number.isFinite(item) && !Object.is(item, -0)
        ? item
        : ['number', Object.is(item, -0) ? '-0' : String(item)];
    }
    if (item === undefined) return ['undefined'];
    if (typeof item === 'bigint') return ['bigint', String(item)];
    if (typeof item === 'symbol') throw notCloned('a symbol');
    if (typeof item === 'function' || item instanceof Promise) {
      if (references === null) throw notCloned('a function');
      return references.write(item);
    }
    const earlier = seen.get(item);
    if (earlier !== undefined) return ['again', earlier];
    seen.set(item, seen.size);
    if (item instanceof Date) return ['date', item.getTime()];
    if (item instanceof Error) return ['error', item.name, item.message];
    if (item instanceof RegExp) return ['regexp', item.source, item.flags];
    if (item instanceof Map) return ['map', [...item].map(([key, member]) => [write(key), write(member)])];
    if (item instanceof Set) return ['set', [...item].map(write)];
    if (item instanceof ArrayBuffer) return ['buffer', [...new Uint8Array(item)]];
    for (const [name, TypedArray] of Object.entries(typedArrays)) {
      if (item instanceof TypedArray) return ['typed', name, [...item]];
    }
    if (Array.isArray(item)) return ['array', item.map(write)];
    return ['object', Object.entries(item).map(([key, member]) => [key, write(member)])];
  }
}

function notCloned(what: string): Error {
  return new DOMException(`${what} could not be cloned.`, 'DataCloneError');
}

/** The value behind {@link encode}. */
export function decode(text: string, references: References | null = null): unknown {
  const made: unknown[] = [];
  return read(JSON.parse(text));

  function keep<T>(value: T): T {
    made.push(value);
    return value;
  }

  function read(wire: Wire): unknown {
    if (!Array.isArray(wire)) return wire;
    const [kind, a, b] = wire as unknown as [string, never, never];
    switch (kind) {
      case 'number':
        return Number(a);
      case 'undefined':
        return undefined;
      case 'bigint':
        return BigInt(a);
      case 'function':
      case 'promise':
        if (references === null) throw notCloned('a function');
        return references.read(kind, a);
      case 'again':
        return made[a];
      case 'date':
        return keep(new Date(a));
      case 'error':
        return keep(Object.assign(new Error(b), { name: a }));
      case 'regexp':
        return keep(new RegExp(a, b));
      case 'buffer':
        return keep(new Uint8Array(a).buffer);
      case 'typed':
        return keep(new typedArrays[a as keyof typeof typedArrays](b));
      case 'map': {
        const map = keep(new Map());
        for (const [key, member] of a as [Wire, Wire][]) map.set(read(key), read(member));
        return map;
      }
      case 'set': {
        const set = keep(new Set());
        for (const member of a as Wire[]) set.add(read(member));
        return set;
      }
      case 'array': {
        const array: unknown[] = keep([]);
        for (const member of a as Wire[]) array.push(read(member));
        return array;
      }
      default: {
        const object = keep({});
        for (const [key, member] of a as [string, Wire][]) {
          // Defined, so that a member named __proto__ stays a member.
          const value = read(member);
          Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
        }
        return object;
      }
    }
  }
}
