import css from '../screens/ceremony/steps.module.css';
import { useCeremony, useDrafts } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import kit from './components.module.css';
import { StepHeading } from './step-heading.tsx';

/** The draft that says so: asked once in a ceremony. */
export const sealedIsNoted = 'sealed';

/** After the seal, before the first stick: what is read aloud and written down, so that a stick can be held against it. */
export function SealedSet() {
  const { setId, folderHash } = useCeremony();
  const [, change] = useDrafts();
  const hex = folderHash?.hex ?? '';
  return (
    <>
      <StepHeading>{t.sealed.title}</StepHeading>
      <p className={css.large}>{t.sealed.text}</p>
      <section className={css.block}>
        <h2>{t.sticks.setId}</h2>
        <code className={kit.aloud}>{setId}</code>
        <h2>{t.sealed.digits}</h2>
        <dl className={css.facts}>
          <dt>{t.sealed.first}</dt>
          <dd>
            <code className={kit.aloud}>{hex.slice(0, 8)}</code>
          </dd>
          <dt>{t.sealed.last}</dt>
          <dd>
            <code className={kit.aloud}>{hex.slice(-8)}</code>
          </dd>
        </dl>
      </section>
      <div className={css.row}>
        <Button
          look="main"
          onPress={() => change({ kind: 'entry', listing: 'said', id: sealedIsNoted, value: true })}
        >
          {t.sealed.go}
        </Button>
      </div>
    </>
  );
}
