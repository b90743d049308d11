import { useState } from 'react';
import type { KeyView } from '../../electron/contract/views.ts';
import { compareValue, isShareCard, longestValue } from '../logic/fingerprints.ts';
import css from '../screens/ceremony/steps.module.css';
import { useDrafts } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import { Camera } from './camera.tsx';
import { CardRefused } from './card-refused.tsx';
import { ComparisonVerdict } from './comparison.tsx';
import { Check, Field } from './field.tsx';
import { Groups } from './hash.tsx';
import { Notice } from './notice.tsx';
import { Original } from './original.tsx';

/** What a key is known by in public. */
export function formsOf({ fingerprint, publicKey, address }: KeyView): string[] {
  return [fingerprint, publicKey, address].filter((form) => form !== null);
}

/** How old a signing state is, is asked about below all keys. */
function isToldHere({ code }: KeyView['notes'][number]): boolean {
  return code !== 'signing-state-age';
}

interface KeyCardProps {
  readonly item: KeyView;
  /** Only one key has the camera at a time. */
  readonly isScanning: boolean;
  readonly onScan: (isScanning: boolean) => void;
}

/** One key file: what it is, and whether production shows the same. */
export function KeyCard({ item, isScanning, onScan }: KeyCardProps) {
  const { path, type, algorithm, fingerprint, publicKey, address, bytes, notes, isDamaged } = item;
  const [drafts, change] = useDrafts();
  const [wasCard, setWasCard] = useState(false);
  const put = (value: string) => change({ kind: 'entry', listing: 'expected', id: path, value });
  const typeValue = (value: string) => {
    setWasCard(isShareCard(value));
    put(isShareCard(value) ? '' : value);
  };
  const scan = (text: string) => {
    setWasCard(isShareCard(text, 3));
    if (isShareCard(text, 3)) return; // a card's text goes nowhere from here, and the next code may be the right one
    onScan(false);
    put(text.slice(0, longestValue));
  };
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
          {[
            isDamaged ? t.keys.damaged : type === 'opaque' ? t.keys.opaque : t.told.keyType(type),
            algorithm,
            t.common.byteCount(bytes),
          ]
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
      {notes.filter(isToldHere).map((note) => {
        const { text, original } = t.told.keyNote(note);
        return (
          <Notice key={`${note.code} ${note.text}`} mood="warn">
            {text}
            <Original text={original} />
          </Notice>
        );
      })}
      {forms.length === 0 ? (
        <p>{t.keys.noPublic}</p>
      ) : (
        <>
          <div className={css.line}>
            <Field
              label={t.keys.compareLabel}
              help={t.keys.compareHelp}
              isMono
              maxLength={longestValue}
              value={drafts.expected[path] ?? ''}
              onChange={typeValue}
            />
            <Button
              label={isScanning ? t.keys.scanCloseOf(path) : t.keys.scanOf(path)}
              onPress={() => {
                setWasCard(false);
                onScan(!isScanning);
              }}
            >
              {isScanning ? t.keys.scanClose : t.keys.scan}
            </Button>
          </div>
          {isScanning && <Camera onText={scan} />}
          <CardRefused isCard={wasCard} />
          <ComparisonVerdict comparison={compareValue(drafts.expected[path] ?? '', forms)} />
        </>
      )}
      {type === 'opaque' && (
        <Check
          isChecked={drafts.accepted[path] === true}
          onChange={(value) => change({ kind: 'entry', listing: 'accepted', id: path, value })}
        >
          {isDamaged ? t.keys.damagedYes : t.keys.opaqueYes}
        </Check>
      )}
    </article>
  );
}
