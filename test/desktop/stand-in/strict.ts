/**
 * The same object, but a member that it does not have throws instead of being undefined: the stand-in never answers for
 * something that it does not imitate. `then` and symbols are what the language itself asks for.
 */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, member) {
      if (typeof member === 'symbol' || member === 'then' || member === 'toJSON' || member in object) {
        const value: unknown = Reflect.get(object, member, object);
        // Bound to what it belongs to: private members are not reached through a proxy.
        return typeof value === 'function' && !isClass(value) ? value.bind(object) : value;
      }
      throw new Error(`the stand-in for electron has no ${name}.${member}`);
    },
    set(_object, member) {
      throw new Error(`the stand-in for electron does not let ${name}.${String(member)} be set`);
    },
  });
}

function isClass(value: object): boolean {
  return /^class\b/.test(Function.prototype.toString.call(value));
}
