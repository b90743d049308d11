import type { DeedView } from '../../../electron/contract/care-views.ts';
import { CareStickMark } from '../../components/care-stick-mark.tsx';
import { Hash } from '../../components/hash.tsx';
import { useCare } from '../../state/store.tsx';
import { t } from '../../strings/catalogue.ts';
import steps from '../ceremony/steps.module.css';
import type { CareScreenProps } from './care-place.ts';
import { DeedCopied } from './deed-copied.tsx';
import { DeedChecked, DeedHandover, DeedRepaired } from './deed-done.tsx';
import { DeedLost } from './deed-lost.tsx';

/** What was done last, with the hashes of its records as words. */
export function Deed({ onGo }: CareScreenProps) {
  const { deed, sticks } = useCare();
  if (deed === null) return null;
  return (
    <>
      <About deed={deed} onGo={onGo} />
      <section className={steps.block}>
        <h2>{t.care.recordsLeft}</h2>
        <p>{t.care.recordText}</p>
        {deed.records.map(({ stick, file, hash }) => (
          <article key={`${stick} ${file}`} className={steps.key}>
            <h3>{stick === null ? t.care.onCopy : t.attempt.stick(stick)}</h3>
            {stick !== null && <CareStickMark stick={stick} sticks={sticks} />}
            <code>{file}</code>
            <Hash hash={hash} />
          </article>
        ))}
      </section>
    </>
  );
}

function About({ deed, onGo }: { readonly deed: DeedView } & CareScreenProps) {
  switch (deed.kind) {
    case 'handover':
      return <DeedHandover deed={deed} />;
    case 'lost':
      return <DeedLost deed={deed} onGo={onGo} />;
    case 'checked':
      return <DeedChecked deed={deed} />;
    case 'repaired':
      return <DeedRepaired deed={deed} onGo={onGo} />;
    case 'copied':
      return <DeedCopied deed={deed} onGo={onGo} />;
  }
}
