import { fewestCards, type PlanForm, removeAt, replaceAt } from '../logic/plan-form.ts';
import css from '../screens/ceremony/steps.module.css';
import { useCeremony, useDrafts } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import kit from './components.module.css';
import { Field } from './field.tsx';
import { GapLine } from './gap-line.tsx';
import { LineList } from './line-list.tsx';

/** The plan as people fill it in, in the room. */
export function PlanFields() {
  const [{ form }, change] = useDrafts();
  const { isRehearsal } = useCeremony();
  const set = (more: Partial<PlanForm>) =>
    change({ kind: 'set', drafts: { form: { ...form, ...more }, plan: null } });
  const cards = form.custodians.length;
  const custodian = (at: number, more: { readonly name?: string; readonly location?: string }) => {
    const one = form.custodians[at] ?? { name: '', location: '' };
    set({ custodians: replaceAt(form.custodians, at, { ...one, ...more }) });
  };
  return (
    <>
      {isRehearsal && (
        <div className={css.row}>
          <Button look="small" onPress={() => set(t.sampleForm)}>
            {t.people.sample}
          </Button>
        </div>
      )}
      <Field
        label={t.people.label}
        help={t.people.labelHelp}
        maxLength={64}
        value={form.label}
        onChange={(label) => set({ label })}
      />
      <GapLine field="label" />
      <Field label={t.people.operator} value={form.operator} onChange={(operator) => set({ operator })} />
      <GapLine field="operator" />
      <LineList
        legend={t.people.witnesses}
        lines={form.witnesses}
        field="witness"
        fewest={1}
        name={t.people.witness}
        add={t.people.addWitness}
        onChange={(witnesses) => set({ witnesses })}
      />
      <fieldset className={kit.stack}>
        <legend>
          <b>{t.people.custodians}</b>
        </legend>
        {form.custodians.map(({ name, location }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place alone
          <div key={index} className={css.line2}>
            <Field
              label={t.people.custodianName(index + 1)}
              value={name}
              onChange={(value) => custodian(index, { name: value })}
            />
            <Field
              label={t.people.custodianPlace(index + 1)}
              value={location}
              onChange={(value) => custodian(index, { location: value })}
            />
            <Button
              look="small"
              isDisabled={cards <= fewestCards}
              label={t.common.remove(t.people.custodianName(index + 1))}
              onPress={() =>
                set({
                  custodians: removeAt(form.custodians, index),
                  threshold: Math.max(2, Math.min(form.threshold, cards - 1)),
                })
              }
            >
              −
            </Button>
            <GapLine field="card" number={index + 1} />
          </div>
        ))}
        <div className={css.row}>
          <Button
            look="small"
            isDisabled={cards >= 255}
            onPress={() => set({ custodians: [...form.custodians, { name: '', location: '' }] })}
          >
            {t.people.addCustodian}
          </Button>
        </div>
      </fieldset>
      <fieldset className={kit.stack}>
        <legend>
          <b>{t.people.threshold}</b>
        </legend>
        <div className={css.stepper}>
          <Button
            label={t.people.fewer}
            isDisabled={form.threshold <= 2}
            onPress={() => set({ threshold: form.threshold - 1 })}
          >
            −
          </Button>
          <output>{t.people.thresholdOf(form.threshold, cards)}</output>
          <Button
            label={t.people.more}
            isDisabled={form.threshold >= cards}
            onPress={() => set({ threshold: form.threshold + 1 })}
          >
            +
          </Button>
        </div>
      </fieldset>
      <LineList
        legend={t.people.sticks}
        lines={form.stickLocations}
        field="stick"
        fewest={1}
        name={t.people.stickPlace}
        add={t.people.addStick}
        onChange={(stickLocations) => set({ stickLocations })}
      />
      {form.stickLocations.length === 1 && (
        <>
          <Field
            label={t.people.singleReason}
            help={t.common.reasonHelp}
            maxLength={500}
            value={form.singleStickReason}
            onChange={(singleStickReason) => set({ singleStickReason })}
          />
          <GapLine field="singleStickReason" />
        </>
      )}
      <LineList
        legend={t.people.sources}
        help={t.people.sourceHelp}
        lines={form.sources}
        field="source"
        fewest={1}
        name={t.people.source}
        add={t.people.addSource}
        onChange={(sources) => set({ sources })}
      />
      <details className={kit.more}>
        <summary>{t.people.more2}</summary>
        <div className={kit.stack}>
          <Field
            label={t.people.phrase}
            help={t.people.phraseHelp}
            maxLength={500}
            value={form.stickPhrase}
            onChange={(stickPhrase) => set({ stickPhrase })}
          />
          <Field
            label={t.people.previousHead}
            help={t.people.previousHeadHelp}
            maxLength={100}
            isMono
            value={form.previousClosingHead}
            onChange={(previousClosingHead) => set({ previousClosingHead })}
          />
          <Field
            label={t.people.contacts}
            rows={3}
            maxLength={2000}
            value={form.contacts}
            onChange={(contacts) => set({ contacts })}
          />
        </div>
      </details>
    </>
  );
}
