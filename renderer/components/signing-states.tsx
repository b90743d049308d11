import type { KeyView } from '../../electron/contract/views.ts';
import css from '../screens/ceremony/steps.module.css';
import { useCeremony, useDrafts } from '../state/store.tsx';
import { t } from '../strings/catalogue.ts';
import kit from './components.module.css';
import { Field } from './field.tsx';
import { Notice } from './notice.tsx';

/** The draft under which the typed yes is kept. */
const stopped = 'stopped';

/** What was said of the nodes whose signing states come along. */
export function useStopped(keys: readonly KeyView[]) {
  const [drafts, change] = useDrafts();
  const typed = drafts.reasons[stopped] ?? '';
  const isAsked = keys.some(({ signingState }) => signingState !== null);
  return {
    typed,
    isAsked,
    // In either language: one may be switched to after it was typed.
    isStopped: isAsked && /^(yes|ja)$/i.test(typed.trim()),
    type: (value: string) => change({ kind: 'entry', listing: 'reasons', id: stopped, value }),
  };
}

/** How far each signing state goes and how old it is, and the question that a person answers with a word. */
export function SigningStates({ keys }: { readonly keys: readonly KeyView[] }) {
  const { isRehearsal } = useCeremony();
  const { typed, isAsked, type } = useStopped(keys);
  if (!isAsked) return null;
  const isNo = /^(no|nein)$/i.test(typed.trim());
  return (
    <section className={css.key} aria-labelledby="stopped">
      <h2 id="stopped">{t.keyStep.stopped.title}</h2>
      <ul>
        {keys.map(({ path, signingState }) =>
          signingState === null ? null : (
            <li key={path}>
              <code>{path}</code>: {t.keyStep.stopped.signedUpTo(signingState.signedUpTo)};{' '}
              {writtenWords(signingState.written)}
            </li>
          ),
        )}
      </ul>
      <p>{t.keyStep.stopped.text}</p>
      <Field
        label={t.keyStep.stopped.label}
        {...(isRehearsal ? { help: t.keyStep.stopped.rehearsal } : {})}
        value={typed}
        maxLength={10}
        onChange={type}
      />
      <div role="status" className={kit.stack}>
        {isNo && <Notice mood="warn">{t.keyStep.stopped.no}</Notice>}
      </div>
    </section>
  );
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

function writtenWords(written: string): string {
  const passed = Date.now() - Date.parse(written);
  const [length, unit] =
    passed >= 2 * day
      ? ([day, 'day'] as const)
      : passed >= 2 * hour
        ? ([hour, 'hour'] as const)
        : ([minute, 'minute'] as const);
  const count = Math.max(0, Math.floor(passed / length));
  const ago = passed < -minute ? t.keyStep.stopped.future : t.keyStep.stopped.ago({ count, unit });
  return t.keyStep.stopped.written(t.common.day(written.slice(0, 10)), written.slice(11, 16), ago);
}
