import { heightInGroups } from '../logic/height.ts';
import css from '../screens/ceremony/steps.module.css';
import type { Restore } from '../screens/recovery/use-restore.ts';
import { chosenOf, type Evidence, readHeight } from '../screens/recovery/wish.ts';
import { stickOf } from '../state/attempt.ts';
import { useAsk } from '../state/use-ask.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import { Choice, Field } from './field.tsx';
import { FaultNotice, Notice } from './notice.tsx';
import own from './recovery.module.css';

interface EvidenceProps {
  readonly restore: Restore;
  /** What the last refusal is about; null: nothing here. */
  readonly refused: Evidence | 'evidence' | null;
}

/** How far the key has signed, and how that is known. */
export function EvidenceQuestion({ restore, refused }: EvidenceProps) {
  const { form, change, fault, remedy } = restore;
  const words = t.recovery.guard;
  return (
    <section className={own.question} aria-label={words.evidence}>
      <h2>{words.evidence}</h2>
      <Choice
        legend={words.evidenceText}
        value={form.evidence}
        options={[
          { id: 'state', label: words.state, text: words.stateText },
          { id: 'height', label: words.height, text: words.heightText },
          { id: 'backup', label: words.backup, text: words.backupText },
        ]}
        onChange={(evidence) => change({ evidence })}
      />
      {form.evidence === 'state' && <StateFile restore={restore} />}
      {form.evidence === 'height' && <Height restore={restore} />}
      {form.evidence === 'backup' && <Backup restore={restore} />}
      {refused !== null && <FaultNotice fault={fault} remedy={remedy} />}
    </section>
  );
}

function Hints({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className={own.bullets}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function StateFile({ restore: { form, change } }: { readonly restore: Restore }) {
  const { ask, isPending, fault } = useAsk();
  const words = t.recovery.guard;
  const choose = async () => {
    const [state] = (await ask('files.choose', { what: 'state' })) ?? [];
    if (state !== undefined) change({ state });
  };
  return (
    <>
      <Hints lines={words.stateWhere} />
      <div className={css.row}>
        <Button isDisabled={isPending} onPress={() => void choose()}>
          {form.state === null ? words.stateChoose : words.stateOther}
        </Button>
        <span>
          {words.stateChosen}: <code>{form.state?.name ?? words.stateNone}</code>
        </span>
      </div>
      <FaultNotice fault={fault} />
    </>
  );
}

function Height({ restore: { recovery, form, change } }: { readonly restore: Restore }) {
  const words = t.recovery.guard;
  const read = readHeight(form.height);
  const sources = new Set(chosenOf(recovery.keys, form).map(({ name }) => name));
  // What is not chosen says all the same how far a key of its source had signed.
  const known = recovery.keys.filter(({ name, height }) => height !== null && sources.has(name));
  const below =
    read === null ? undefined : known.find(({ height }) => height !== null && BigInt(height) > BigInt(read));
  return (
    <>
      <Hints lines={words.heightWhere} />
      {known.map(({ path, height }) => (
        <p key={path}>{words.heightKnown(path, heightInGroups(height ?? ''))}</p>
      ))}
      <Field
        label={words.heightLabel}
        help={words.heightHelp}
        value={form.height}
        maxLength={40}
        isMono
        onChange={(height) => change({ height })}
      />
      <div role="status">
        {read !== null && below === undefined && (
          <Notice mood="good">{words.heightRead(heightInGroups(read))}</Notice>
        )}
        {read !== null && below !== undefined && (
          <Notice mood="bad">
            {words.heightBelow(heightInGroups(read), heightInGroups(below.height ?? ''))}
          </Notice>
        )}
        {read === null && form.height.trim() !== '' && <Notice mood="bad">{words.heightWrong}</Notice>}
      </div>
    </>
  );
}

function Backup({ restore: { recovery } }: { readonly restore: Restore }) {
  const words = t.recovery.guard;
  const day = stickOf(recovery)?.ceremony?.date.slice(0, 10) ?? null;
  return (
    <Notice mood="bad">
      <b>{words.backupRisk(day === null ? null : t.common.day(day))}</b>
      {words.backupRiskText}
      <span>{words.backupNext}</span>
    </Notice>
  );
}
