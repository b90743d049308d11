/**
 * What kind of failure an error is. The command line turns the group into its exit code:
 * usage 2, integrity 3, shares 4, guard 5, medium 6, internal 1.
 */
export type ErrorGroup = 'usage' | 'integrity' | 'shares' | 'guard' | 'medium' | 'internal';

/** Every error code of the product and the group it belongs to. A code is never reused for another meaning. */
export const errorGroups = {
  // texts, JSON and documents
  'text-not-utf8': 'integrity',
  'json-too-large': 'integrity',
  'json-too-deep': 'integrity',
  'json-syntax': 'integrity',
  'json-member': 'integrity',
  'json-spelling': 'integrity',
  'format-newer': 'integrity',
  // passphrase
  'passphrase-words': 'shares',
  'passphrase-checksum': 'shares',
  'existing-passphrase': 'usage',
  // bundle
  'bundle-not-one': 'integrity',
  'bundle-truncated': 'integrity',
  'bundle-too-large': 'integrity',
  'bundle-header': 'integrity',
  'bundle-kdf': 'integrity',
  'bundle-wrong-passphrase': 'integrity',
  'bundle-damaged': 'integrity',
  // archive
  'archive-damaged': 'integrity',
  'archive-name': 'integrity',
  'archive-entry': 'integrity',
  'archive-content': 'integrity',
  // documents
  'journal-chain': 'integrity',
  'sums-syntax': 'integrity',
  // cards
  'card-text': 'shares',
  'card-checksum': 'shares',
  'card-payload': 'shares',
  'card-x-zero': 'shares',
  'cards-too-few': 'shares',
  'card-twice': 'shares',
  'card-other-set': 'shares',
  'card-altered': 'shares',
  'card-correction': 'shares',
  'card-other-number': 'shares',
  'card-unlisted': 'shares',
  'cards-wrong-secret': 'shares',
  'card-page': 'usage',
  'image-format': 'shares',
  'image-too-large': 'shares',
  'image-damaged': 'shares',
  'image-no-code': 'shares',
  'image-several-codes': 'shares',
  'split-parameters': 'usage',
  'split-unproved': 'internal',
  // files and media
  'file-not-found': 'medium',
  'file-permission': 'medium',
  'file-exists': 'medium',
  'file-not-regular': 'medium',
  'file-is-link': 'medium',
  'file-too-large': 'medium',
  'file-empty': 'medium',
  'file-changed': 'medium',
  'file-name': 'medium',
  'file-failed': 'medium',
  'medium-full': 'medium',
  'medium-read-only': 'medium',
  'medium-failed': 'medium',
  'medium-differs': 'medium',
  'medium-fake': 'medium',
  // sticks that are made anew and taken out
  'root-needed': 'guard',
  'system-other': 'usage',
  'program-missing': 'medium',
  'program-failed': 'medium',
  'stick-phrase': 'usage',
  'stick-busy': 'medium',
  // what the operator gives
  'usage-command': 'usage',
  'usage-option': 'usage',
  'usage-arguments': 'usage',
  'secret-in-arguments': 'usage',
  'secret-in-environment': 'usage',
  'terminal-needed': 'guard',
  'not-confirmed': 'guard',
  interrupted: 'internal',
  unexpected: 'internal',
  'source-name': 'usage',
  'source-too-many': 'usage',
  'source-too-large': 'medium',
  'expectation-unmet': 'guard',
  'plan-sources': 'usage',
  'plan-sticks': 'usage',
  'preflight-blocked': 'guard',
  'preflight-override': 'usage',
  'plan-purpose': 'usage',
  'plan-hash': 'guard',
  'date-differs': 'guard',
  reason: 'usage',
  'ceremony-order': 'guard',
  'recovery-order': 'guard',
  'drill-failed': 'integrity',
  'sandbox-unfit': 'guard',
  'drill-failed-before': 'guard',
  'two-people': 'guard',
  'vault-not-wiped': 'internal',
  'stick-twice': 'usage',
  'stick-unfit': 'guard',
  'stick-unencrypted': 'guard',
  'stick-bad': 'medium',
  'print-failed': 'medium',
  'cards-not-in-memory': 'guard',
  'cards-not-private': 'guard',
  // ceremony folders
  'bundle-unusable': 'integrity',
  'restore-onto-stick': 'guard',
  'restore-conflict': 'medium',
  'restore-nothing': 'usage',
  'restore-layout': 'usage',
  'owner-unknown': 'usage',
  'guard-several-keys': 'guard',
  'guard-state-elsewhere': 'guard',
  'guard-same-key': 'guard',
  'seal-unproved': 'internal',
  'rehearsal-failed': 'internal',
  'rehearsal-only': 'guard',
  'folder-exists': 'medium',
  'folder-added': 'medium',
  'folder-not-found': 'medium',
  'folder-several': 'usage',
  'folder-tampered': 'integrity',
  'folder-hash-differs': 'integrity',
  // signing states and the double-sign guard
  'signing-state': 'integrity',
  'signing-state-choice': 'usage',
  'min-height': 'usage',
  'guard-original-running': 'guard',
  'guard-state-unsettled': 'guard',
  'guard-height-too-low': 'guard',
  'guard-nothing-to-accept': 'guard',
  'guard-destination-unreadable': 'guard',
  'guard-destination-older': 'guard',
  'guard-state-in-key-file': 'guard',
} as const satisfies Record<string, ErrorGroup>;

/** A code from {@link errorGroups}. */
export type ErrorCode = keyof typeof errorGroups;

/**
 * The one error type that leaves this product's own functions. `message` names the thing and what happened
 * to it, `hint` says what to do; neither ever holds a secret.
 */
export class QuorateError extends Error {
  override readonly name = 'QuorateError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  /**
   * @param code one of {@link errorGroups}
   * @param message one line without a final full stop: what happened, to which thing
   * @param hint one line: the remedy, where there is one
   */
  constructor(code: ErrorCode, message: string, hint?: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }

  get group(): ErrorGroup {
    return errorGroups[this.code];
  }
}
