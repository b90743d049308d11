import { QuorateError } from '../errors.ts';
import {
  compareSigningStates,
  positionAfter,
  readWrittenSigningState,
  type SigningState,
  signingStateBytes,
  signingStateText,
  stateRefusingUpTo,
} from './signing-state.ts';
import type { SigningStateForm } from './signing-state-form.ts';

/** A signing state with the bytes it was read from. */
export interface KnownSigningState {
  readonly state: SigningState;
  readonly bytes: Uint8Array;
}

/** What is known of one consensus key that is to be restored, and what the operator says. */
export interface GuardInput {
  /** Names the key in errors. */
  readonly keyPath: string;
  /** The state stands inside the key file (legacy `priv_validator.json`), so that none can be put beside it. */
  readonly stateInKeyFile?: boolean;
  /** The operator states that the original is stopped and cannot start again. */
  readonly originalStopped: boolean;
  /** The state in the bundle; of a legacy key the state inside and the bytes of the key file. */
  readonly backup: KnownSigningState | null;
  /** The state that already stands where this one would be written. */
  readonly destination: KnownSigningState | 'unreadable' | null;
  /** A state file that the operator brings, as from the stopped original. */
  readonly provided: KnownSigningState | null;
  /** The highest height that may have been signed. */
  readonly minHeight: bigint | null;
  /** The operator takes the backup's state although the key may have signed since. */
  readonly acceptStale: boolean;
}

/** Where the outcome's state comes from. `stale-backup` is the only one that rests on no evidence. */
export type GuardBasis = 'destination' | 'min-height' | 'provided' | 'backup' | 'stale-backup';

/** What is to happen with the signing state before the key is written. */
export interface GuardOutcome {
  /** `keep-destination`: the state there stays and none is written; `write`: `bytes` are written. */
  readonly decision: 'keep-destination' | 'write';
  /** What the state file holds afterwards; for a key with its state inside, the key file as it was backed up. */
  readonly bytes: Uint8Array;
  readonly state: SigningState;
  readonly basis: GuardBasis;
  /** One sentence for transcripts and records. */
  readonly reason: string;
}

/**
 * Decides with which signing state a consensus key comes back, before a byte of either is written. The outcome is
 * never below any state that is known, and nothing at the destination is overwritten: a newer state there stays, an
 * older one has to be moved away by a person.
 *
 * A state of height 0, round 0, step 0 is what every fresh node has. It is no evidence that the key never signed, so
 * it settles nothing; a key that really never signed comes back with `minHeight` 0.
 *
 * A key file with its state inside is restored as it is or not at all. We do not write another state into it: that
 * would be a key file nobody backed up. It is restored when the state inside is the settled one.
 * @throws `signing-state-choice`, `min-height` (usage); `guard-original-running`, `guard-destination-unreadable`,
 * `guard-state-unsettled`, `guard-height-too-low`, `guard-nothing-to-accept`, `guard-destination-older`,
 * `guard-state-in-key-file`
 */
export function decideSigningState(input: GuardInput): GuardOutcome {
  const { keyPath, destination, backup } = input;
  checkChoice(input);
  if (!input.originalStopped) {
    throw originalRunning(keyPath);
  }
  if (destination === 'unreadable') {
    throw new QuorateError(
      'guard-destination-unreadable',
      `${keyPath}: a signing state at the destination cannot be read, and it may be the newest`,
      'look at it, and if it is of no use move it away; nothing is ever overwritten',
    );
  }
  if (destination !== null && saysSomething(destination) && isNewest(destination.state, input)) {
    return kept(destination);
  }
  const settled = settle(input);
  if (destination !== null) {
    if (compareSigningStates(destination.state, settled.state) >= 0) return kept(destination);
    throw new QuorateError(
      'guard-destination-older',
      `${keyPath}: the signing state at the destination is at ${signingStateText(destination.state)}, older than ${signingStateText(settled.state)}`,
      'make sure that no node runs there, then move that file away; nothing is ever overwritten',
    );
  }
  if (input.stateInKeyFile === true && settled.basis !== 'backup' && settled.basis !== 'stale-backup') {
    throw stateInKeyFile(keyPath, settled.state, backup);
  }
  return settled;
}

/** The refusal where nobody has stated that the original is stopped; known before any card is read. */
export function originalRunning(keyPath: string): QuorateError {
  return new QuorateError(
    'guard-original-running',
    `${keyPath}: nobody has stated that the original validator is stopped; two nodes with one key sign twice`,
    'stop it, make sure that no restart, failover or remote signer brings it back, then state so (--original-stopped)',
  );
}

function checkChoice({ keyPath, minHeight, provided, acceptStale }: GuardInput): void {
  if ([minHeight !== null, provided !== null, acceptStale].filter(Boolean).length > 1) {
    throw new QuorateError(
      'signing-state-choice',
      `${keyPath}: a minimum height, a state file and accepting the backup's state exclude one another`,
      'give the one that rests on the best evidence: the state file of the stopped original, else the height',
    );
  }
  if (minHeight !== null) positionAfter(minHeight);
}

function isNewest(state: SigningState, { backup, provided, minHeight }: GuardInput): boolean {
  const others = [backup?.state, provided?.state, minHeight === null ? undefined : positionAfter(minHeight)];
  return others.every((other) => other === undefined || compareSigningStates(state, other) >= 0);
}

function saysSomething({ state }: KnownSigningState): boolean {
  return compareSigningStates(state, { height: 0n, round: 0, step: 0 }) > 0;
}

function kept(destination: KnownSigningState): GuardOutcome {
  return {
    decision: 'keep-destination',
    bytes: destination.bytes,
    state: destination.state,
    basis: 'destination',
    reason: `the signing state at the destination (${signingStateText(destination.state)}) is the newest known and stays`,
  };
}

/** The state that the operator's statement and the backup give, the destination aside. */
function settle(input: GuardInput): GuardOutcome {
  const { keyPath, backup, provided, minHeight, acceptStale } = input;
  if (minHeight !== null) return fromHeight(input, minHeight);
  if (provided !== null) return newestOf(keyPath, inForm(provided, formToWrite(input)), backup);
  if (acceptStale) {
    if (backup !== null && saysSomething(backup))
      return written('stale-backup', backup, "the backup's signing state, accepted as it is");
    const why =
      backup === null ? '' : ': the one it holds is that of a node that never signed, and protects nothing';
    throw new QuorateError(
      'guard-nothing-to-accept',
      `${keyPath}: the backup holds no signing state that could be accepted${why}`,
      'give the highest height that may have been signed (--min-height), or the state file of the original (--state)',
    );
  }
  const known = backup === null ? '' : ` (it is at ${signingStateText(backup.state)})`;
  throw new QuorateError(
    'guard-state-unsettled',
    `${keyPath}: nothing says how far this key has signed. A validator that signs one height twice commits equivocation: its stake is slashed and it is barred for good. The signing state is what keeps a node from it, and a backup's state knows nothing of what was signed after the backup${known}`,
    "first check that the original is stopped for good; then take its data/priv_validator_state.json (--state FILE); if that is lost, look up the last block with a signature of this validator on other nodes or an explorer, and give a height safely above (--min-height H); accept the backup's state (--accept-stale-state) only if the key has not signed since",
  );
}

function fromHeight(input: GuardInput, minHeight: bigint): GuardOutcome {
  const { keyPath, backup, destination, provided } = input;
  const known = [
    ["the backup's signing state", backup],
    ['the signing state at the destination', destination === 'unreadable' ? null : destination],
    ['the given signing state', provided],
  ] as const;
  for (const [whose, knownState] of known) {
    if (knownState === null || knownState.state.height <= minHeight) continue;
    throw new QuorateError(
      'guard-height-too-low',
      `${keyPath}: height ${minHeight} is too low: ${whose} says that height ${knownState.state.height} was reached`,
      `find out the highest height that may have been signed; it is at least ${knownState.state.height}`,
    );
  }
  return {
    decision: 'write',
    bytes: stateRefusingUpTo(minHeight, formToWrite(input)),
    state: positionAfter(minHeight),
    basis: 'min-height',
    reason: `a new signing state that refuses every height up to ${minHeight}`,
  };
}

/**
 * The form of the backup's state, for it goes back to the program it came from; without one CometBFT's, whose key
 * files these are. A program starts from nothing or not at all with a state in another's form.
 */
function formToWrite({ backup, stateInKeyFile }: GuardInput): SigningStateForm {
  if (backup === null || stateInKeyFile === true) return 'cometbft';
  return formOf(backup.bytes) ?? 'cometbft';
}

function inForm(known: KnownSigningState, form: SigningStateForm): KnownSigningState {
  const own = formOf(known.bytes);
  return own === null || own === form ? known : { ...known, bytes: signingStateBytes(known.state, form) };
}

/** Null for what is no state file, as a key file with its state inside. */
function formOf(bytes: Uint8Array): SigningStateForm | null {
  try {
    return readWrittenSigningState(bytes).form;
  } catch (error) {
    if (error instanceof QuorateError) return null;
    throw error;
  }
}

function newestOf(
  keyPath: string,
  provided: KnownSigningState,
  backup: KnownSigningState | null,
): GuardOutcome {
  const backupIsNewest = backup !== null && compareSigningStates(backup.state, provided.state) >= 0;
  const newest = backupIsNewest ? backup : provided;
  if (!saysSomething(newest)) {
    throw new QuorateError(
      'guard-state-unsettled',
      `${keyPath}: the given signing state is at ${signingStateText(newest.state)}, that of a node that never signed; every fresh node has one, and it says nothing of this key`,
      'take the state file of the stopped original; if the key really never signed, give height 0 (--min-height 0)',
    );
  }
  return backupIsNewest
    ? written('backup', newest, "the backup's signing state, which is not older than the given one")
    : written('provided', newest, 'the given signing state, which is the newest known');
}

function written(basis: GuardBasis, { bytes, state }: KnownSigningState, what: string): GuardOutcome {
  return { decision: 'write', bytes, state, basis, reason: `${what} (${signingStateText(state)})` };
}

function stateInKeyFile(
  keyPath: string,
  settled: SigningState,
  backup: KnownSigningState | null,
): QuorateError {
  const inside = backup === null ? 'none that can be read' : signingStateText(backup.state);
  return new QuorateError(
    'guard-state-in-key-file',
    `${keyPath} keeps its signing state inside (${inside}), and that is older than ${signingStateText(settled)}`,
    `accept the state inside (--accept-stale-state) on a machine where no node runs, and before any node gets the file set last_height to ${settled.height}, last_round to ${settled.round} and last_step to ${settled.step} in it`,
  );
}
