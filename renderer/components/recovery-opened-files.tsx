import type { OpenedKeyView } from '../../electron/contract/attempt-views.ts';
import { heightInGroups } from '../logic/height.ts';
import css from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';
import { Check } from './field.tsx';
import { Groups } from './hash.tsx';
import { Badge, Notice } from './notice.tsx';

interface OpenedFilesProps {
  readonly files: readonly OpenedKeyView[];
  /** Paths; null: all come back, and there is nothing to choose. */
  readonly chosen: readonly string[] | null;
  readonly onChoose: (path: string, isChosen: boolean) => void;
}

/** The files of the opened bundle: what each is, and what it is known by in public. */
export function OpenedFiles({ files, chosen, onChoose }: OpenedFilesProps) {
  const signingFirst = [...files].sort((one, other) => Number(other.isSigning) - Number(one.isSigning));
  return (
    <section className={css.block} aria-label={t.recovery.bundle.list}>
      <h2>{t.recovery.bundle.list}</h2>
      {signingFirst.map((file) => (
        <article key={file.path} className={css.key} aria-label={file.path}>
          {chosen === null ? (
            <h3>{file.path}</h3>
          ) : (
            <Check
              isChecked={chosen.includes(file.path)}
              onChange={(isChosen) => onChoose(file.path, isChosen)}
            >
              {t.recovery.bundle.bring(file.path)}
            </Check>
          )}
          <Facts file={file} />
        </article>
      ))}
    </section>
  );
}

function Facts({ file }: { readonly file: OpenedKeyView }) {
  const { type, algorithm, fingerprint, address, isSigning, height, differs, bytes } = file;
  const kind = [
    type === 'opaque' ? t.keys.opaque : t.told.keyType(type),
    algorithm,
    t.common.byteCount(bytes),
  ];
  const facts: readonly (readonly [string, string | null])[] = [
    [t.keys.fingerprint, fingerprint],
    [t.keys.address, address],
  ];
  const isState = height !== null && fingerprint === null;
  return (
    <>
      <p>
        {kind.filter((word) => word !== null).join(', ')}
        {isState && `; ${t.recovery.bundle.isState(heightInGroups(height))}`}
        {height !== null && !isState && `; ${t.recovery.bundle.hasState(heightInGroups(height))}`}
      </p>
      {isSigning && (
        <Badge icon="warn" mood="warn">
          {t.recovery.bundle.signs}
        </Badge>
      )}
      <dl className={css.facts}>
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
      {differs.length > 0 && (
        <Notice mood="bad">
          <b>{t.recovery.bundle.differs}</b>
          {t.recovery.bundle.differsText}
        </Notice>
      )}
    </>
  );
}
