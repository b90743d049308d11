import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { launchBrowser } from './running-app.ts';

/** An address of this machine that is not loopback, where there is one: to loopback Chromium sends nothing. */
export const address = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

/** In a page: looks for ways to another machine, and ends when there are no more. */
const gather = (port: number) => `(async () => {
  const link = new RTCPeerConnection({ iceServers: [{ urls: 'stun:${address}:${port}' }] });
  link.createDataChannel('any');
  const ended = new Promise((resolve) => {
    link.onicegatheringstatechange = () => link.iceGatheringState === 'complete' && resolve();
  });
  await link.setLocalDescription(await link.createOffer());
  await ended;
})()`;

/** Packets that leave a page of a Chromium that is started with these switches. */
export async function packetsOf(words: readonly string[]): Promise<number> {
  let arrived = 0;
  const socket = createSocket('udp4', () => {
    arrived += 1;
  });
  await new Promise<void>((resolve) => socket.bind(0, '0.0.0.0', resolve));
  const browser = await launchBrowser(words);
  try {
    const page = await browser.newPage();
    await page.evaluate(gather(socket.address().port));
  } finally {
    await browser.close();
    socket.close();
  }
  return arrived;
}
