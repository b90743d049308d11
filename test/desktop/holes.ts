import type { AppProgram } from '../../build/app.ts';
import { ceremonyIsFoundAgain, processEndsWithItsCeremony, windowIsKept } from './checks/ends.ts';
import {
  handlesEndWithTheirCeremony,
  misshapenIsRefused,
  pathsStayInMain,
  strangersAreRefused,
} from './checks/messages.ts';
import { nothingNavigates, requestsAreCancelled } from './checks/network.ts';
import { bridgeIsNarrow, pagesAreServedWithPolicy, policyIsEnforced } from './checks/pages.ts';
import {
  devicesAreDenied,
  pageGetsCameraOnlyWhileScanning,
  permissionsAreDenied,
} from './checks/permissions.ts';
import {
  nothingStarts,
  printWindowIsLockedDown,
  setBeforeReady,
  windowIsLockedDown,
} from './checks/settings.ts';
import { nothingIsLeftRunning, workerIsAlone, workerTakesNoPathFromRequests } from './checks/worker.ts';
import type { RunningApp } from './running-app.ts';

/** A hole made on purpose, and the check that must see it. */
export interface Hole {
  readonly name: string;
  /** Source below electron/. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly seenBy: (app: RunningApp) => Promise<void>;
  /** The program in which it is; main unless told. */
  readonly program?: AppProgram;
  /** Words of the command line with which the program is started. */
  readonly words?: readonly string[];
}

const gate = 'main/gate.ts';
const rules = 'main/modules/session-rules.ts';
const windows = 'main/modules/window.ts';
const navigation = 'main/modules/navigation.ts';
const application = 'main/application.ts';
const constants = 'main/constants.ts';
const printing = 'main/modules/print.ts';

export const holes: readonly Hole[] = [
  {
    name: 'the program starts though somebody can look in',
    file: 'main/modules/refuse-debugging.ts',
    from: '/^--?/',
    to: '/^--never/',
    seenBy: nothingStarts,
    words: ['--inspect'],
  },
  {
    name: 'the gate does not look whether it is the main frame',
    file: gate,
    from: '!frame.isMainFrame || ',
    to: '',
    seenBy: strangersAreRefused,
  },
  {
    name: 'the gate lets a frame in that is gone',
    file: gate,
    from: 'frame === null || !frame.isMainFrame || frame.origin !== expected.origin',
    to: 'frame !== null && (!frame.isMainFrame || frame.origin !== expected.origin)',
    seenBy: strangersAreRefused,
  },
  {
    name: 'the gate takes a request as it is',
    file: gate,
    from: 'return parsed === null ? malformed(channel) : await handle(channel, parsed.value);',
    to: 'return await handle(channel, parsed === null ? request : parsed.value);',
    seenBy: misshapenIsRefused,
  },
  {
    name: 'a page names files by their path',
    file: 'contract/fields.ts',
    from: 'v.pipe(v.string(), v.regex(/^handle:[0-9a-f]{32}$/))',
    to: 'text(4096)',
    seenBy: pathsStayInMain,
  },
  {
    name: 'a handle tells the path',
    file: 'main/modules/files.ts',
    from: 'name: basename(path) || path',
    to: 'name: path',
    seenBy: pathsStayInMain,
  },
  {
    name: 'handles outlive their ceremony',
    file: application,
    from: 'this.#paths.clear();\n    this.#camera.isOpen = false;',
    to: 'this.#camera.isOpen = false;',
    seenBy: handlesEndWithTheirCeremony,
  },
  {
    name: 'packets may leave past the proxy',
    file: application,
    from: "contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');",
    to: '',
    seenBy: windowIsLockedDown,
  },
  {
    name: 'the camera may be asked for anywhere',
    file: application,
    from: 'scans.has(this.#worker.step)',
    to: 'true',
    seenBy: permissionsAreDenied,
  },
  {
    name: 'the window closes though a ceremony goes on',
    file: 'main/modules/keep-open.ts',
    from: 'event.preventDefault();',
    to: '',
    seenBy: windowIsKept,
  },
  {
    name: 'a page that died takes the ceremony along',
    file: 'main/modules/keep-open.ts',
    from: 'window.loadURL(startPage).catch(() => undefined)',
    to: 'window.destroy()',
    seenBy: ceremonyIsFoundAgain,
  },
  {
    name: 'the process outlives its ceremony',
    file: 'main/modules/worker-link.ts',
    from: 'this.kill();\n      this.#service.finished',
    to: 'this.#service.finished',
    seenBy: processEndsWithItsCeremony,
  },
  {
    name: 'one permission is granted',
    file: rules,
    from: 'answer(isCamera && ',
    to: "answer(permission === 'fullscreen' || isCamera && ",
    seenBy: permissionsAreDenied,
  },
  {
    name: 'the camera may be checked for at any time',
    file: rules,
    from: "details.mediaType === 'video' && camera.isOpen",
    to: "details.mediaType === 'video'",
    seenBy: permissionsAreDenied,
  },
  {
    name: 'the camera is on from the start',
    file: application,
    from: '#camera: CameraSwitch = { isOpen: false }',
    to: '#camera: CameraSwitch = { isOpen: true }',
    seenBy: pageGetsCameraOnlyWhileScanning,
  },
  {
    name: 'spelling is checked',
    file: rules,
    from: 'session.setSpellCheckerEnabled(false);',
    to: '',
    seenBy: devicesAreDenied,
  },
  {
    name: 'https is let through',
    file: rules,
    from: "url.startsWith('data:')",
    to: "url.startsWith('data:') || url.startsWith('https:')",
    seenBy: requestsAreCancelled,
  },
  {
    name: 'no dead proxy',
    file: rules,
    from: "mode: 'fixed_servers'",
    to: "mode: 'direct'",
    seenBy: requestsAreCancelled,
  },
  {
    name: 'inline script is allowed',
    file: constants,
    from: `"script-src 'self'"`,
    to: `"script-src 'self' 'unsafe-inline'"`,
    seenBy: policyIsEnforced,
  },
  {
    name: 'a page may fetch',
    file: constants,
    from: `"connect-src 'none'"`,
    to: `"connect-src 'self'"`,
    seenBy: policyIsEnforced,
  },
  {
    name: 'pictures come from anywhere',
    file: constants,
    from: `"img-src 'self' data:"`,
    to: `"img-src * data:"`,
    seenBy: policyIsEnforced,
  },
  {
    name: 'markup may be made of text',
    file: constants,
    from: `"require-trusted-types-for 'script'",`,
    to: '',
    seenBy: policyIsEnforced,
  },
  {
    name: 'pages come without a policy',
    file: 'main/modules/pages.ts',
    from: 'status: 404, headers: securityHeaders',
    to: 'status: 404',
    seenBy: pagesAreServedWithPolicy,
  },
  {
    name: 'no sandbox for the window',
    file: windows,
    from: 'sandbox: true',
    to: 'sandbox: false',
    seenBy: windowIsLockedDown,
  },
  {
    name: 'one world for page and preload',
    file: windows,
    from: 'contextIsolation: true',
    to: 'contextIsolation: false',
    seenBy: windowIsLockedDown,
  },
  {
    name: 'no sandbox for the app',
    file: 'main/main.ts',
    from: 'app.enableSandbox();',
    to: '',
    seenBy: setBeforeReady,
  },
  {
    name: 'the window navigates',
    file: navigation,
    from: "contents.on('will-navigate', (event) => event.preventDefault());\n  contents.on('will-frame-navigate', (event) => event.preventDefault());",
    to: '',
    seenBy: nothingNavigates,
  },
  {
    name: 'the window opens others',
    file: navigation,
    from: "'deny'",
    to: "'allow'",
    seenBy: nothingNavigates,
  },
  {
    name: 'scripts run where cards are printed',
    file: printing,
    from: ', javascript: false',
    to: '',
    seenBy: printWindowIsLockedDown,
  },
  {
    name: 'the print window stays',
    file: printing,
    from: 'window.destroy();',
    to: 'void window;',
    seenBy: printWindowIsLockedDown,
  },
  {
    name: 'the page gets the event, and with it the sender',
    file: 'preload/preload.ts',
    from: '(_event: unknown, news: unknown) => listener(news as News)',
    to: '(event: unknown, news: unknown) => (listener as (...all: unknown[]) => void)(news, event)',
    seenBy: bridgeIsNarrow,
    program: 'preload.cjs',
  },
  {
    name: 'the worker inherits the environment',
    file: application,
    from: 'env: temporaryFolder(),',
    to: 'env: process.env,',
    seenBy: workerIsAlone,
  },
  {
    name: 'the worker is not killed with the window',
    file: 'main/modules/worker-link.ts',
    from: 'worker?.kill();',
    to: '',
    seenBy: nothingIsLeftRunning,
  },
  {
    name: 'the worker takes a path from a request',
    file: 'worker/worker.ts',
    from: 'const path = paths[handle];',
    to: 'const path = paths[handle] ?? handle;',
    seenBy: workerTakesNoPathFromRequests,
    program: 'worker.mjs',
  },
];
