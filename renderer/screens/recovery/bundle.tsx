import { ExpectedKeys } from '../../components/attempt-expected.tsx';
import { AttemptFailure } from '../../components/attempt-failure.tsx';
import { Button } from '../../components/button.tsx';
import kit from '../../components/components.module.css';
import { Choice } from '../../components/field.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { OpenedFiles } from '../../components/recovery-opened-files.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { expectedState, formsOfKey } from '../../logic/expected.ts';
import { t } from '../../strings/catalogue.ts';
import css from '../ceremony/steps.module.css';
import type { Restore } from './use-restore.ts';
import { chosenOf } from './wish.ts';

/** What is in the bundle, whether it is production's, and which of it comes back. */
export function Bundle({ restore }: { readonly restore: Restore }) {
  const { recovery, form, change, fault, remedy } = restore;
  const { keys } = recovery;
  const chosen = chosenOf(keys, form);
  const { isMismatch } = expectedState(chosen, form.expected);
  const choose = (path: string, isChosen: boolean) => {
    const others = (form.only ?? []).filter((one) => one !== path);
    change({ only: isChosen ? [...others, path] : others });
  };
  return (
    <>
      <StepHeading>{t.recovery.bundle.title}</StepHeading>
      <p className={css.large}>{t.recovery.bundle.text(keys.length)}</p>
      <AttemptFailure />
      <FaultNotice fault={fault} remedy={remedy} />
      <Choice
        legend={t.recovery.bundle.choice}
        value={form.only === null ? 'all' : 'some'}
        options={[
          { id: 'all', label: t.recovery.bundle.all, text: t.recovery.bundle.allText },
          { id: 'some', label: t.recovery.bundle.some, text: t.recovery.bundle.someText },
        ]}
        onChange={(which) => change({ only: which === 'all' ? null : [] })}
      />
      <OpenedFiles files={keys} chosen={form.only} onChoose={choose} />
      <details className={kit.more}>
        <summary>{t.recovery.bundle.compare}</summary>
        <div className={kit.stack}>
          <p>{t.recovery.bundle.compareText}</p>
          <ExpectedKeys
            keys={chosen.filter((key) => formsOfKey(key).length > 0)}
            values={form.expected}
            onChange={(expected) => change({ expected })}
          />
        </div>
      </details>
      <div role="status">
        {isMismatch && <Notice mood="bad">{t.recovery.bundle.mismatch}</Notice>}
        {chosen.length === 0 && <Notice mood="warn">{t.recovery.bundle.none}</Notice>}
      </div>
      <div className={css.row}>
        <Button
          look="main"
          isDisabled={chosen.length === 0 || isMismatch}
          onPress={() => restore.go('where')}
        >
          {t.recovery.bundle.go}
        </Button>
      </div>
    </>
  );
}
