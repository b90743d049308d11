import { join } from 'node:path';
import { repository } from '../../tools.ts';

/** What is made once and kept for the next run: an unpacked kernel, the initramfs. */
export const cacheFolder = join(repository, 'node_modules/.cache/stick-lab');
