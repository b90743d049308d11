/** Beside the built watcher: the drives that a test has plugged in. */
export const pluggedFile = 'plugged.json';
