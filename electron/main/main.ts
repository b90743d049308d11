import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, protocol } from 'electron';
import { Application, placesIn } from './application.ts';
import { edition } from './edition.ts';
import { hardenSwitches } from './modules/harden-switches.ts';
import { forbiddenSwitch } from './modules/refuse-debugging.ts';

// The program's start. Whatever must be set before Electron is ready stands here, and nothing else.

const found = forbiddenSwitch([...process.argv.slice(1), ...process.execArgv]);
if (found !== null) {
  process.stderr.write(`quorate: not started with ${found}: somebody could look into the ceremony\n`);
  app.exit(5);
}
app.enableSandbox();
hardenSwitches(app.commandLine);
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: false, codeCache: false } },
]);

if (found === null && !app.requestSingleInstanceLock()) {
  app.quit();
} else if (found === null) {
  const application = new Application(placesIn(dirname(fileURLToPath(import.meta.url))), edition);
  app.on('second-instance', () => application.focus());
  app.on('window-all-closed', () => application.end());
  // Not awaited here: Electron is ready only when this module has run to its end.
  app
    .whenReady()
    .then(() => application.start())
    .catch(() => {
      process.stderr.write('quorate: the window could not be opened\n');
      app.exit(1);
    });
}
