import type { CommandLine } from 'electron';

/** Chromium's own switches, set before the application is ready: no name is resolved, nothing is reached. */
export const switches: readonly (readonly [string, string?])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['proxy-server', 'http://0.0.0.0:1'],
  ['proxy-bypass-list', '<-loopback>'],
  ['webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['no-pings'],
  [
    'disable-features',
    'DnsOverHttps,AsyncDns,NetworkPrediction,OptimizationHints,MediaRouter,Translate,SpareRendererForSitePerProcess',
  ],
];

/** Sets {@link switches}. */
export function hardenSwitches(commandLine: CommandLine): void {
  for (const [name, value] of switches) {
    if (value === undefined) commandLine.appendSwitch(name);
    else commandLine.appendSwitch(name, value);
  }
}
