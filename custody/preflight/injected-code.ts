import { type Finding, listed, passes, warns } from './check.ts';
import { type Machine, optionNames } from './machine.ts';

const loadingOptions = ['-r', '--require', '--import', '--loader', '--experimental-loader'];
const loadingVariables = [
  'LD_PRELOAD',
  'LD_AUDIT',
  'LD_LIBRARY_PATH',
  'DYLD_INSERT_LIBRARIES',
  'NODE_PATH',
  // What the desktop's toolkit loads into every program with a window.
  'GTK_MODULES',
  'GTK_PATH',
  'GIO_EXTRA_MODULES',
  'GDK_PIXBUF_MODULE_FILE',
  'CHROME_DEVEL_SANDBOX',
];

/** Warns when something besides the program was told to run inside it. */
export function checkInjectedCode({ host }: Machine): Finding {
  const options = [...optionNames(host.execArgv.join(' ')), ...host.nodeOptionNames].filter((name) =>
    loadingOptions.includes(name),
  );
  const variables = host.environmentNames.filter((name) => loadingVariables.includes(name));
  const evidence = [
    `options of Node: ${listed([...optionNames(host.execArgv.join(' '))]) || 'none'}`,
    `NODE_OPTIONS: ${listed(host.nodeOptionNames) || 'none'}`,
    `variables that load code: ${listed(variables) || 'none'}`,
  ];
  const found = [...options, ...variables];
  if (found.length > 0) return warns(`other code may run inside this program: ${listed(found)}`, evidence);
  return passes('nothing is loaded into the program from outside', evidence);
}
