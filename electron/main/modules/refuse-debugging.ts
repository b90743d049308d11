/**
 * The only switches with which the program starts: what a desktop adds to show the window. Of everything else somebody
 * could look into the processes, run code in them, or get past the rules; and nobody knows the whole list.
 */
const harmless = ['ozone-platform', 'ozone-platform-hint', 'force-device-scale-factor', 'disable-gpu'];

/**
 * Names the switch because of which the application must not start. Chromium takes one dash as well as two, and a slash
 * on Windows.
 * @param words the command line of the process, and what Node was started with
 * @returns null when there is none
 */
export function forbiddenSwitch(
  words: readonly string[],
  platform: NodeJS.Platform = process.platform,
): string | null {
  const isSwitch = platform === 'win32' ? /^(--?|\/)/ : /^--?/;
  const names = words.filter((word) => isSwitch.test(word)).map((word) => word.split('=')[0] ?? '');
  return names.find((name) => !harmless.includes(name.replace(isSwitch, '').toLowerCase())) ?? null;
}
