import { Button } from '../../components/button.tsx';
import { Choice, Field } from '../../components/field.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from '../ceremony/steps.module.css';
import type { Restore } from './use-restore.ts';
import { isFolderName } from './wish.ts';

/** Where the files go, in which form, and what becomes of what is there. */
export function Where({ restore }: { readonly restore: Restore }) {
  const { form, change, fault, remedy, isPending, isGuarded } = restore;
  const choosing = useAsk();
  const choose = async () => {
    const [destination] = (await choosing.ask('files.choose', { what: 'destination' })) ?? [];
    if (destination !== undefined) change({ destination });
  };
  const isNamed = isFolderName(form.newFolder);
  return (
    <>
      <StepHeading>{t.recovery.where.title}</StepHeading>
      <p className={css.large}>{t.recovery.where.text}</p>
      <Notice mood="warn">{t.recovery.where.never}</Notice>
      <FaultNotice fault={fault} remedy={remedy} />
      <div className={css.row}>
        <Button
          look={form.destination === null ? 'main' : 'plain'}
          isDisabled={choosing.isPending}
          onPress={() => void choose()}
        >
          {form.destination === null ? t.recovery.where.choose : t.recovery.where.chooseOther}
        </Button>
        {form.destination !== null && (
          <span>
            {t.recovery.where.chosen}: <code>{form.destination.name}</code>
          </span>
        )}
      </div>
      <FaultNotice fault={choosing.fault} />
      {form.destination !== null && (
        <>
          <Field
            label={t.recovery.where.newFolder}
            help={t.recovery.where.newFolderHelp}
            value={form.newFolder}
            maxLength={64}
            isMono
            onChange={(newFolder) => change({ newFolder })}
          />
          <div role="status">{!isNamed && <Notice mood="bad">{t.recovery.where.newFolderWrong}</Notice>}</div>
          <Ways restore={restore} />
        </>
      )}
      <div className={css.between}>
        <Button
          look="main"
          isDisabled={form.destination === null || !isNamed || isPending}
          onPress={() => (isGuarded ? restore.go('guard') : restore.plan())}
        >
          {isGuarded ? t.recovery.where.go : t.recovery.where.plan}
        </Button>
        <Button isDisabled={isPending} onPress={() => restore.go('bundle')}>
          {t.common.back}
        </Button>
      </div>
      <ProgressLine isPending={isPending} label={t.recovery.planning} />
    </>
  );
}

function Ways({ restore: { form, change } }: { readonly restore: Restore }) {
  const words = t.recovery.where;
  return (
    <>
      <Choice
        legend={words.existing}
        value={form.existing}
        options={[
          { id: 'refuse', label: words.refuse, text: words.refuseText },
          { id: 'move', label: words.move, text: words.moveText },
        ]}
        onChange={(existing) => change({ existing })}
      />
      <Choice
        legend={words.layout}
        value={form.layout}
        options={[
          { id: 'as-imported', label: words.asImported, text: words.asImportedText },
          { id: 'flat', label: words.flat, text: words.flatText },
        ]}
        onChange={(layout) => change({ layout })}
      />
      <Choice
        legend={words.form}
        value={form.form}
        options={[
          { id: 'as-backed-up', label: words.own, text: words.ownText },
          { id: 'pkcs8-der', label: words.pkcs8, text: words.pkcs8Text },
        ]}
        onChange={(next) => change({ form: next })}
      />
    </>
  );
}
