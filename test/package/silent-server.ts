import { createServer } from 'node:net';

/** A server that takes connections and says nothing. */
export async function silentServer(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => void server.close() };
}
