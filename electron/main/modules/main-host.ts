import type { ToWorker } from '../../contract/worker-messages.ts';

/** How this process was started, for the preflight: the worker is given neither its options nor its environment. */
export function mainHost(): Extract<ToWorker, { kind: 'open' }>['host'] {
  const { env, execArgv } = process;
  return {
    execArgv: [...execArgv],
    environmentNames: Object.keys(env),
    nodeOptions: env['NODE_OPTIONS'] ?? '',
  };
}
