import { useAttempt } from '../state/store.tsx';
import { FindingList } from './finding-list.tsx';
import { FaultNotice } from './notice.tsx';

const severities = ['tampering', 'addition', 'note'] as const;

/** Why it could not go on, and what only the opened bundle could tell of the folder around it. */
export function AttemptFailure() {
  const { failure, inside } = useAttempt();
  const findings = inside.map(({ severity, message }) => ({
    severity: severities.find((one) => one === severity) ?? ('note' as const),
    message,
  }));
  return (
    <>
      <FaultNotice fault={failure} />
      <FindingList findings={findings} />
    </>
  );
}
