/** Switches that let somebody look into the processes or past the rules. */
const forbidden =
  /^--(inspect|inspect-brk|inspect-port|inspect-wait|remote-debugging-port|remote-debugging-pipe|js-flags|load-extension|disable-web-security|no-sandbox|disable-site-isolation-trials|host-resolver-rules|proxy-server|proxy-pac-url|user-data-dir|log-net-log)(=|$)/;

/**
 * Names the switch because of which the application must not start.
 * @param words the command line of the process, and what Node was started with
 * @returns null when there is none
 */
export function forbiddenSwitch(words: readonly string[]): string | null {
  const found = words.find((word) => forbidden.test(word.toLowerCase()));
  return found?.split('=')[0] ?? null;
}
