import { findKernel } from './kernel.ts';

/** Before the first worker: two that fetch at once would be in each other's way. */
export default function fetchKernel(): void {
  if (process.platform === 'linux' && process.arch === 'x64') findKernel();
}
