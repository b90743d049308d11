import { type ErrorCode, QuorateError } from '@quorate/crypto-core/errors';
import { type OnReread, rereadPredicate } from '../files/patient-read.ts';

/**
 * Something that reading a folder brought to light. `tampering` stops everything until a person has typed a yes;
 * an `addition` is a file nobody listed: a verification fails over it, a recovery does not, for every system leaves
 * droppings on a stick; a `note` is shown, no more.
 */
export interface Finding {
  readonly severity: 'tampering' | 'addition' | 'note';
  /** The file or member it is about. */
  readonly subject: string;
  /** A whole sentence about it, without its full stop. */
  readonly message: string;
  /** Of the refusal it was made from. */
  readonly code?: ErrorCode;
}

/** Collects findings while a folder is read; a reader goes on after each. */
export class Findings {
  readonly all: Finding[] = [];

  tampering(subject: string, predicate: string): void {
    this.all.push({ severity: 'tampering', subject, message: `${subject} ${predicate}` });
  }

  addition(subject: string, predicate: string): void {
    this.all.push({ severity: 'addition', subject, message: `${subject} ${predicate}` });
  }

  note(subject: string, predicate: string): void {
    this.all.push({ severity: 'note', subject, message: `${subject} ${predicate}` });
  }

  /** Notes the first place of a file that was not read at once. */
  rereads(subject: string): OnReread {
    let isNoted = false;
    return (reread) => {
      if (!isNoted) this.note(subject, rereadPredicate(reread));
      isNoted = true;
    };
  }

  /** Runs a step; a refusal in it becomes a finding, and the step's result null. */
  attempt<Result>(subject: string, step: () => Result): Result | null {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof QuorateError)) throw error;
      this.all.push({ severity: 'tampering', subject, message: error.message, code: error.code });
      return null;
    }
  }

  get tamperings(): Finding[] {
    return this.all.filter((finding) => finding.severity === 'tampering');
  }
}
