import { useState } from 'react';
import type { FolderView } from '../../electron/contract/folder-views.ts';
import { compareValue, isShareCard } from '../logic/fingerprints.ts';
import { t } from '../strings/catalogue.ts';
import { Button } from './button.tsx';
import { CardRefused } from './card-refused.tsx';
import { ComparisonVerdict } from './comparison.tsx';
import kit from './components.module.css';
import { Field } from './field.tsx';
import { Hash } from './hash.tsx';
import { Badge, Notice } from './notice.tsx';

interface PaperHashProps {
  readonly folder: FolderView;
  readonly isPending: boolean;
  /** Told with every letter: whether another hash than this stick's stands there. */
  readonly onOther?: (hasOther: boolean) => void;
  /** Has the stick read again, against what was typed; null: nobody knows any more how it was chosen. */
  readonly onCompare: ((typed: string) => void) | null;
}

/** The folder hash of a stick beside the one on a card: who changed the stick has not changed the paper. */
export function PaperHash({ folder, isPending, onCompare, onOther }: PaperHashProps) {
  const { folderHash, isAuthenticated } = folder;
  const [typed, setTyped] = useState('');
  const [wasCard, setWasCard] = useState(false);
  if (folderHash === null) return null;
  const type = (value: string) => {
    setWasCard(isShareCard(value));
    const kept = isShareCard(value) ? '' : value;
    setTyped(kept);
    onOther?.(compareValue(kept, [folderHash.hex]).status === 'mismatch');
  };
  const comparison = compareValue(typed, [folderHash.hex]);
  return (
    <section className={kit.stack} aria-label={t.attempt.paper.title}>
      <h3>{t.attempt.paper.title}</h3>
      <Hash hash={folderHash} />
      {isAuthenticated ? (
        <Badge icon="good" mood="good">
          {t.attempt.paper.same}
        </Badge>
      ) : onCompare === null ? (
        <Notice mood="info">{t.attempt.paper.chooseAgain}</Notice>
      ) : (
        <>
          <Field
            label={t.attempt.paper.label}
            help={t.attempt.paper.help}
            isMono
            maxLength={200}
            value={typed}
            onChange={type}
          />
          <CardRefused isCard={wasCard} />
          <ComparisonVerdict comparison={comparison} words={t.attempt.paper} />
          <div className={kit.row}>
            <Button
              isDisabled={isPending || comparison.status === 'empty' || comparison.status === 'partial'}
              onPress={() => onCompare(typed)}
            >
              {t.attempt.paper.do}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
