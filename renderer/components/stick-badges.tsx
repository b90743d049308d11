import type { FolderView } from '../../electron/contract/folder-views.ts';
import { t } from '../strings/catalogue.ts';
import { Badge } from './notice.tsx';

/** Nothing of it was changed since it was sealed. */
export function isWhole({ findings }: FolderView): boolean {
  return findings.every(({ severity }) => severity !== 'tampering');
}

/** How a stick stands: against what was sealed, and against paper. */
export function StickBadges({ stick }: { readonly stick: FolderView }) {
  return (
    <>
      {isWhole(stick) ? (
        <Badge icon="good" mood="good">
          {t.care.whole}
        </Badge>
      ) : (
        <Badge icon="bad" mood="bad">
          {t.care.damaged}
        </Badge>
      )}
      {stick.isAuthenticated ? (
        // Beside a file that is not as it was sealed it would be read as a comfort.
        isWhole(stick) && (
          <Badge icon="good" mood="good">
            {t.care.onPaper}
          </Badge>
        )
      ) : (
        <Badge icon="warn" mood="warn">
          {t.care.notOnPaper}
        </Badge>
      )}
    </>
  );
}
