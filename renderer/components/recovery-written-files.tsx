import type { RecoveryView } from '../../electron/contract/attempt-views.ts';
import { modeDigits } from '../logic/mode-digits.ts';
import css from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';
import { Groups } from './hash.tsx';

type RecoveryResult = NonNullable<RecoveryView['result']>;

/** A path without the folder that is said above. */
function below(folder: string, path: string): string {
  return path.startsWith(folder) ? path.slice(folder.length).replace(/^[/\\]/, '') : path;
}

/** Every file that was written, with its mode and what its key is known by, as it was read back. */
export function WrittenFiles({ result }: { readonly result: RecoveryResult }) {
  const words = t.recovery.result;
  return (
    <section className={css.block}>
      <h2>{words.files}</h2>
      <p>
        {words.into} <code>{result.destination}</code>
      </p>
      {result.files.map(({ path: whole, mode, fingerprint, address }) => {
        const path = below(result.destination, whole);
        const facts: readonly (readonly [string, string | null])[] = [
          [words.fingerprint, fingerprint],
          [words.address, address],
        ];
        return (
          <article key={path} className={css.key} aria-label={path}>
            <h3>{path}</h3>
            <dl className={css.facts}>
              <dt>{words.mode}</dt>
              <dd>
                <code>{modeDigits(mode)}</code>
                {fingerprint === null && address === null && `, ${words.nothing}`}
              </dd>
              {facts.map(([name, value]) =>
                value === null ? null : (
                  <div key={name} className={css.contents}>
                    <dt>{name}</dt>
                    <dd>
                      <Groups text={value} />
                    </dd>
                  </div>
                ),
              )}
            </dl>
          </article>
        );
      })}
    </section>
  );
}
