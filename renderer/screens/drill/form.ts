import type { DrillKindView } from '../../../electron/contract/attempt-views.ts';
import type { RequestOf } from '../../../electron/contract/channels.ts';
import type { ChosenFile } from '../../../electron/contract/views.ts';
import { type AttemptForm, attemptRequest, emptyAttemptForm } from '../../components/attempt-people.tsx';
import type { ExpectedValues } from '../../logic/expected.ts';

/** What is chosen and typed for a drill. */
export interface DrillForm {
  readonly stick: number | null;
  readonly kind: DrillKindView;
  readonly isKindChosen: boolean;
  /** In which the folder of a full drill is made. */
  readonly sandbox: ChosenFile | null;
  readonly people: AttemptForm;
  readonly lastRecord: string;
  readonly expected: ExpectedValues;
}

/** Before anything is chosen. Restoring in memory shows most and writes nothing. */
export const emptyDrillForm: DrillForm = {
  stick: null,
  kind: 'restore',
  isKindChosen: false,
  sandbox: null,
  people: emptyAttemptForm,
  lastRecord: '',
  expected: {},
};

/** What is sent to begin it. */
export function beginRequest(stick: number, form: DrillForm): RequestOf<'drill.begin'> {
  const { kind, sandbox, people, lastRecord } = form;
  return {
    stick,
    kind,
    ...attemptRequest(people),
    lastRecord: lastRecord.trim() === '' ? null : lastRecord.trim(),
    sandbox: kind === 'full' && sandbox !== null ? sandbox.handle : null,
  };
}

/** What each screen of a drill gets. */
export interface DrillFormProps {
  readonly form: DrillForm;
  readonly onChange: (form: DrillForm) => void;
}
