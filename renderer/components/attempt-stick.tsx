import { useState } from 'react';
import type { FindingView, FolderView } from '../../electron/contract/folder-views.ts';
import css from '../screens/ceremony/steps.module.css';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import kit from './components.module.css';
import { DutyTable, OverdueNotice } from './duty-list.tsx';
import { FindingList } from './finding-list.tsx';
import { FolderFacts } from './folder-facts.tsx';
import { Badge, Notice } from './notice.tsx';
import { PaperHash } from './paper-hash.tsx';

interface AttemptStickProps {
  readonly stick: FolderView;
  /** It was tested longer ago than the others. */
  readonly isProposed: boolean;
  /** It is the one that should be used. */
  readonly isMain: boolean;
  readonly isPending: boolean;
  readonly onUse: () => void;
  readonly onDrop: () => void;
  readonly onCompare: ((typed: string) => void) | null;
}

/** Notes that stand beside what can be done about them: the comparison with paper, the closing record. */
const saidElsewhere = ['the folder is not authenticated against paper', 'records/closing.jsonl is missing'];

function isSaidElsewhere({ severity, message }: FindingView): boolean {
  return severity === 'note' && saidElsewhere.some((beginning) => message.startsWith(beginning));
}

/** A stick that was taken up: what it is, what is wrong with it, and what is due. */
export function AttemptStick({
  stick,
  isProposed,
  isMain,
  isPending,
  onUse,
  onDrop,
  onCompare,
}: AttemptStickProps) {
  const { number, ceremony, findings, duties, isBundleThere } = stick;
  const name = t.attempt.stick(number);
  // Whoever has typed another hash has seen something that must not be passed over.
  const [hasOther, setOther] = useState(false);
  return (
    <article className={css.key} aria-label={name}>
      <div className={css.between}>
        <h2>
          {name}: {ceremony?.label ?? t.attempt.unknownCeremony}
        </h2>
        {isProposed && <Badge icon="now">{t.attempt.sticks.proposed}</Badge>}
      </div>
      <FindingList findings={findings.filter(({ severity }) => severity === 'tampering')} />
      <OverdueNotice duties={duties} />
      <FolderFacts folder={stick} />
      <DutyTable duties={duties} />
      <FindingList
        findings={findings.filter((finding) => finding.severity !== 'tampering' && !isSaidElsewhere(finding))}
      />
      <details className={kit.more}>
        <summary>{t.attempt.paper.summary(stick.isAuthenticated)}</summary>
        <PaperHash folder={stick} isPending={isPending} onCompare={onCompare} onOther={setOther} />
      </details>
      <div role="status">{hasOther && <Notice mood="bad">{t.attempt.paper.blocks}</Notice>}</div>
      <div className={css.between}>
        <Button
          look={isMain ? 'main' : 'plain'}
          isDisabled={isPending || !isBundleThere || hasOther}
          onPress={onUse}
        >
          {t.attempt.sticks.use(number)}
        </Button>
        <Button isDisabled={isPending} onPress={onDrop}>
          {t.attempt.sticks.drop(number)}
        </Button>
      </div>
    </article>
  );
}
