import { useRef, useState } from 'react';
import type { ChosenFile } from '../../../electron/contract/views.ts';
import { BackButton } from '../../components/back-button.tsx';
import { Button } from '../../components/button.tsx';
import kit from '../../components/components.module.css';
import { Check } from '../../components/field.tsx';
import { KeyReview } from '../../components/key-review.tsx';
import { KeyringEntry, type KeyringLines } from '../../components/keyring-entry.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { StepHeading } from '../../components/step-heading.tsx';
import { ownFault } from '../../logic/fault-words.ts';
import { useCeremony, useDrafts } from '../../state/store.tsx';
import { useAsk } from '../../state/use-ask.ts';
import { t } from '../../strings/catalogue.ts';
import css from './steps.module.css';

/** Step 3: key files are chosen for each source, read, and compared with production. */
export function Keys() {
  const { keys } = useCeremony();
  const paper = useAsk();
  return (
    <>
      <StepHeading>{t.keys.title}</StepHeading>
      {keys.length === 0 ? <ChooseSources /> : <KeyReview keys={keys} />}
      <FaultNotice fault={paper.fault} />
      <div className={css.between}>
        <BackButton isDisabled={paper.isPending} />
        <div className={css.row}>
          {(['script', 'blank-cards'] as const).map((name) => (
            <Button
              key={name}
              look="quiet"
              isDisabled={paper.isPending}
              onPress={() => void paper.ask('ceremony.printPaper', { paper: name })}
            >
              {t.keys.print[name]}
            </Button>
          ))}
        </div>
      </div>
    </>
  );
}

function ChooseSources() {
  const { plan, isRehearsal } = useCeremony();
  const [drafts, change] = useDrafts();
  const { ask, isPending, fault, setFault } = useAsk();
  const [isPractice, setPractice] = useState(false);
  const typed = useRef(new Map<string, KeyringLines>());
  const [differing, setDiffering] = useState<string | null>(null);
  const names = plan?.sources ?? [];
  const choose = async (source: string, what: 'keys' | 'folder') => {
    const [file, ...others] = (await ask('files.choose', { what })) ?? [];
    if (file === undefined) return;
    // A source is one folder or one file: its name stands before the path in the archive.
    if (others.length > 0) return setFault(ownFault('source-several'));
    change({ kind: 'entry', listing: 'sources', id: source, value: file });
  };
  const chosen = names.flatMap((name) => {
    const file: ChosenFile | undefined = drafts.sources[name];
    return file === undefined ? [] : [{ name, file: file.handle }];
  });
  const read: typeof ask = (channel, request) => {
    // What was said of other files says nothing of these.
    change({ kind: 'clear', members: ['accepted'] });
    return ask(channel, request);
  };
  const linesOf = (name: string) => {
    const lines = typed.current.get(name) ?? { one: null, again: null };
    typed.current.set(name, lines);
    return lines;
  };
  const readChosen = async () => {
    const filled = names.filter((name) => linesOf(name).one?.value || linesOf(name).again?.value);
    const other = filled.find((name) => linesOf(name).one?.value !== linesOf(name).again?.value) ?? null;
    setDiffering(other);
    if (other !== null) return;
    const keyringPasswords = filled.map((name) => ({ name, password: linesOf(name).one?.value ?? '' }));
    // They stay where they were typed until they have been taken: a refusal loses nothing, and leaving does.
    await read('ceremony.importKeys', { sources: chosen, keyringPasswords });
  };
  return (
    <>
      <p className={css.large}>{t.keys.sourceText}</p>
      <ul className={kit.list}>
        {names.map((name) => (
          <li key={name}>
            <span>
              <b>{name}</b>
              <br />
              <code>{drafts.sources[name]?.name ?? t.keys.notChosen}</code>
            </span>
            <span className={css.row}>
              <Button
                look="small"
                label={t.keys.folderOf(name)}
                isDisabled={isPending}
                onPress={() => void choose(name, 'folder')}
              >
                {t.keys.chooseFolder}
              </Button>
              <Button
                look="small"
                label={t.keys.fileOf(name)}
                isDisabled={isPending}
                onPress={() => void choose(name, 'keys')}
              >
                {t.keys.chooseFile}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {chosen.map(({ name }) => (
        <KeyringEntry key={name} source={name} lines={linesOf(name)} />
      ))}
      <div role="status">
        {differing !== null && <Notice mood="bad">{t.keyStep.keyring.differs(differing)}</Notice>}
      </div>
      {isRehearsal && chosen.length > 0 && (
        <Check isChecked={isPractice} onChange={setPractice}>
          {t.keys.practice}
        </Check>
      )}
      <FaultNotice fault={fault} />
      <div className={css.row}>
        <Button
          look="main"
          isDisabled={isPending || chosen.length < names.length || (isRehearsal && !isPractice)}
          onPress={() => void readChosen()}
        >
          {t.keys.read}
        </Button>
        {isRehearsal && (
          <Button isDisabled={isPending} onPress={() => void read('ceremony.importSamples', {})}>
            {t.keys.samples}
          </Button>
        )}
      </div>
      <ProgressLine isPending={isPending} label={t.keys.reading} />
    </>
  );
}
