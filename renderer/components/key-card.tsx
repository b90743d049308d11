import { useState } from 'react';
import type { KeyView } from '../../electron/contract/views.ts';
import { type Comparison, compareValue } from '../logic/fingerprints.ts';
import css from '../screens/ceremony/steps.module.css';
import { useDrafts } from '../state/store.tsx';
import { t } from '../strings/en.ts';
import { Button } from './button.tsx';
import { Camera } from './camera.tsx';
import { Check, Field } from './field.tsx';
import { Groups } from './hash.tsx';
import { Icon } from './icons.tsx';
import { Notice } from './notice.tsx';

/** What a key is known by in public. */
export function formsOf({ fingerprint, publicKey, address }: KeyView): string[] {
  return [fingerprint, publicKey, address].filter((form) => form !== null);
}

/** One key file: what it is, and whether production shows the same. */
export function KeyCard({ item }: { readonly item: KeyView }) {
  const { path, type, algorithm, fingerprint, publicKey, address, bytes, notes } = item;
  const [drafts, change] = useDrafts();
  const [isScanning, setScanning] = useState(false);
  const expect = (value: string) => change({ kind: 'entry', listing: 'expected', id: path, value });
  const forms = formsOf(item);
  const facts: [string, string | null][] = [
    [t.keys.fingerprint, fingerprint],
    [t.keys.publicKey, publicKey],
    [t.keys.address, address],
  ];
  return (
    <article className={css.key} aria-label={path}>
      <h2>{path}</h2>
      <dl className={css.facts}>
        <dt>{t.keys.type}</dt>
        <dd>
          {[type === 'opaque' ? t.keys.opaque : type, algorithm, t.common.byteCount(bytes)]
            .filter((word) => word !== null)
            .join(', ')}
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
      {notes.map((note) => (
        <Notice key={note} mood="warn">
          {note}
        </Notice>
      ))}
      {forms.length === 0 ? (
        <p>{t.keys.noPublic}</p>
      ) : (
        <>
          <div className={css.line}>
            <Field
              label={t.keys.compareLabel}
              help={t.keys.compareHelp}
              isMono
              maxLength={500}
              value={drafts.expected[path] ?? ''}
              onChange={expect}
            />
            <Button onPress={() => setScanning(!isScanning)}>
              {isScanning ? t.keys.scanClose : t.keys.scan}
            </Button>
          </div>
          {isScanning && (
            <Camera
              onText={(text) => {
                setScanning(false);
                expect(text.slice(0, 500));
              }}
            />
          )}
          <Verdict comparison={compareValue(drafts.expected[path] ?? '', forms)} />
        </>
      )}
      {type === 'opaque' && (
        <Check
          isChecked={drafts.accepted[path] === true}
          onChange={(value) => change({ kind: 'entry', listing: 'accepted', id: path, value })}
        >
          {t.keys.opaqueYes}
        </Check>
      )}
    </article>
  );
}

/** Same or different: by word, sign, frame and pattern. */
function Verdict({ comparison }: { readonly comparison: Comparison }) {
  return (
    <div role="status">
      {comparison.status === 'match' && (
        <p className={`${css.verdict} ${css.match}`}>
          <b>
            <Icon name="good" />
            {t.keys.match}
          </b>
          <span>{t.keys.matchText}</span>
        </p>
      )}
      {comparison.status === 'mismatch' && (
        <p className={`${css.verdict} ${css.mismatch}`}>
          <b>
            <Icon name="bad" />
            {t.keys.mismatch}
          </b>
          <span>{t.keys.mismatchText(comparison.at)}</span>
        </p>
      )}
    </div>
  );
}
