import { useState } from 'react';
import type { OpenedKeyView } from '../../electron/contract/attempt-views.ts';
import { type ExpectedValues, formsOfKey } from '../logic/expected.ts';
import { compareValue, isShareCard, longestValue } from '../logic/fingerprints.ts';
import { heightInGroups } from '../logic/height.ts';
import css from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import { Camera } from './camera.tsx';
import { CardRefused } from './card-refused.tsx';
import { ComparisonVerdict } from './comparison.tsx';
import { Field } from './field.tsx';
import { Groups } from './hash.tsx';
import { Notice } from './notice.tsx';
import { ToldLine } from './told-line.tsx';

interface ExpectedKeysProps {
  readonly keys: readonly OpenedKeyView[];
  readonly values: ExpectedValues;
  readonly onChange: (values: ExpectedValues) => void;
}

/** The keys of the opened bundle, each to be held against what production shows: pasted, typed or scanned. */
export function ExpectedKeys({ keys, values, onChange }: ExpectedKeysProps) {
  /** Path of the key whose expected value is being scanned. */
  const [scanning, setScanning] = useState<string | null>(null);
  return keys.map((key) => (
    <ExpectedKey
      key={key.path}
      item={key}
      value={values[key.path] ?? ''}
      isScanning={scanning === key.path}
      onScan={(isScanning) => setScanning(isScanning ? key.path : null)}
      onChange={(value) => onChange({ ...values, [key.path]: value })}
    />
  ));
}

interface ExpectedKeyProps {
  readonly item: OpenedKeyView;
  readonly value: string;
  /** Only one key has the camera at a time. */
  readonly isScanning: boolean;
  readonly onScan: (isScanning: boolean) => void;
  readonly onChange: (value: string) => void;
}

function ExpectedKey({ item, value, isScanning, onScan, onChange }: ExpectedKeyProps) {
  const { path, type, algorithm, fingerprint, publicKey, address, bytes, height, differs } = item;
  const [wasCard, setWasCard] = useState(false);
  const take = (text: string, least?: number) => {
    const isCard = isShareCard(text, least);
    setWasCard(isCard);
    // A card's text goes nowhere from here, and the next code may be the right one.
    if (isCard && least !== undefined) return;
    if (least !== undefined) onScan(false);
    onChange(isCard ? '' : text.slice(0, longestValue));
  };
  const forms = formsOfKey(item);
  const facts: [string, string | null][] = [
    [t.keys.fingerprint, fingerprint],
    [t.keys.publicKey, publicKey],
    [t.keys.address, address],
  ];
  const kind = [
    type === 'opaque' ? t.keys.opaque : t.told.keyType(type),
    algorithm,
    t.common.byteCount(bytes),
  ];
  return (
    <article className={css.key} aria-label={path}>
      <h2>{path}</h2>
      {differs.length > 0 && (
        <Notice mood="bad">
          <b>{t.attempt.keyDiffers}</b>
          {differs.map((what) => (
            <span key={what}>
              <ToldLine text={what} />
            </span>
          ))}
        </Notice>
      )}
      <dl className={css.facts}>
        <dt>{t.keys.type}</dt>
        <dd>{kind.filter((word) => word !== null).join(', ')}</dd>
        {height !== null && (
          <>
            <dt>{t.attempt.height}</dt>
            <dd>{heightInGroups(height)}</dd>
          </>
        )}
        {facts.map(([name, form]) =>
          form === null ? null : (
            <div key={name} className={css.contents}>
              <dt>{name}</dt>
              <dd>
                <Groups text={form} />
              </dd>
            </div>
          ),
        )}
      </dl>
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
              value={value}
              onChange={(text) => take(text)}
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
          {isScanning && <Camera onText={(text) => take(text, 3)} />}
          <CardRefused isCard={wasCard} />
          <ComparisonVerdict comparison={compareValue(value, forms)} />
        </>
      )}
    </article>
  );
}
