import { writeFileSync } from 'node:fs';
import { renderReceipt } from '@quorate/custody/papers/receipt-page';
import { renderScript } from '@quorate/custody/papers/script-page';
import { renderTranscript } from '@quorate/custody/papers/transcript-page';
import { it } from 'vitest';
import { fonts, plan, samplePapers } from './sample-papers.ts';

it('look', () => {
  const p = samplePapers();
  writeFileSync('/tmp/papers/script.html', renderScript(plan, p.planSha256, fonts, 'a4'));
  writeFileSync('/tmp/papers/transcript.html', renderTranscript(p));
  writeFileSync('/tmp/papers/receipt.html', renderReceipt(p));
  const r = { ...plan, purpose: 'rehearsal' as const };
  writeFileSync('/tmp/papers/rscript.html', renderScript(r, p.planSha256, fonts, 'letter'));
  writeFileSync(
    '/tmp/papers/rreceipt.html',
    renderReceipt({ ...p, plan: { ...r, label: 'W'.repeat(64) }, paper: 'letter' }),
  );
});
