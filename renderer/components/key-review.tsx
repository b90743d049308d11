import { useState } from 'react';
import type { KeyView } from '../../electron/contract/views.ts';
import { compareValue } from '../logic/fingerprints.ts';
import css from '../screens/ceremony/steps.module.css';
import { useCeremony, useDrafts } from '../state/store.tsx';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import { Check } from './field.tsx';
import { formsOf, KeyCard } from './key-card.tsx';
import { FaultNotice } from './notice.tsx';
import { ProgressLine } from './progress-line.tsx';
import { SigningStates, useStopped } from './signing-states.tsx';

/** The key by which the yes for all that was compared by eye is kept. */
const byEye = 'by eye';

/** What was read, to be compared with production; what differs stands in the way. */
export function KeyReview({ keys }: { readonly keys: readonly KeyView[] }) {
  const { isRehearsal } = useCeremony();
  const [drafts, change] = useDrafts();
  /** Path of the key whose expected value is being scanned. */
  const [scanning, setScanning] = useState<string | null>(null);
  const { ask, isPending, fault } = useAsk();
  const held = keys.map((key) => ({
    key,
    status: compareValue(drafts.expected[key.path] ?? '', formsOf(key)).status,
  }));
  const unseen = held.filter(({ key, status }) => status === 'empty' && formsOf(key).length > 0).length;
  const comparable = keys.filter((key) => formsOf(key).length > 0).length;
  const compare = isRehearsal ? t.keys.readThem : t.keys.compareThem;
  const waiting = keys.filter(({ type, path }) => type === 'opaque' && drafts.accepted[path] !== true);
  const { isAsked, isStopped, type } = useStopped(keys);
  const why = [
    isAsked && !isStopped && !isRehearsal ? t.keyStep.stopped.block : null,
    held.some(({ status }) => status === 'mismatch') ? t.keys.blockMismatch : null,
    held.some(({ status }) => status === 'partial') ? t.keys.blockPartial : null,
    waiting.some(({ isDamaged }) => isDamaged) ? t.keys.blockDamaged : null,
    waiting.some(({ isDamaged }) => !isDamaged) ? t.keys.blockOpaque : null,
    unseen > 0 && drafts.accepted[byEye] !== true
      ? isRehearsal
        ? t.keys.blockEyeRehearsal
        : t.keys.blockEye
      : null,
  ].filter((line) => line !== null);
  const release = async () => {
    const view = await ask('ceremony.releaseKeys', {});
    if (view === null) return;
    change({ kind: 'clear', members: ['sources', 'expected', 'accepted'] });
    type('');
  };
  return (
    <>
      <p className={css.large}>
        {t.keys.found(keys.length)}{' '}
        {comparable === 0 ? t.keys.nothingToCompare : compare(keys.length, comparable)}
      </p>
      {keys.map((key) => (
        <KeyCard
          key={key.path}
          item={key}
          isScanning={scanning === key.path}
          onScan={(isScanning) => setScanning(isScanning ? key.path : null)}
        />
      ))}
      {unseen > 0 && (
        <Check
          isChecked={drafts.accepted[byEye] === true}
          onChange={(value) => change({ kind: 'entry', listing: 'accepted', id: byEye, value })}
        >
          {isRehearsal ? t.keys.notComparedRehearsal(unseen) : t.keys.notCompared(unseen)}
        </Check>
      )}
      <SigningStates keys={keys} />
      <FaultNotice fault={fault} />
      <p aria-live="polite">{why.length > 0 && `${t.keys.blockedBy} ${why.join('; ')}.`}</p>
      <div className={css.between}>
        <Button
          look="main"
          isDisabled={isPending || why.length > 0}
          onPress={() => void ask('ceremony.confirmKeys', { isStopped })}
        >
          {t.keys.confirm}
        </Button>
        <Button isDisabled={isPending} onPress={() => void release()}>
          {t.keys.release}
        </Button>
      </div>
      <ProgressLine isPending={isPending} label={t.common.wait} />
    </>
  );
}
