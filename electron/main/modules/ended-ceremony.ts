import { type Answer, refuse } from '../../contract/answer.ts';
import type { ChannelName, RequestOf } from '../../contract/channels.ts';
import type { CeremonyView } from '../../contract/views.ts';
import type { EndPapers } from '../../contract/worker-messages.ts';

/** A ceremony whose worker is gone: what is still shown and printed of it. Nothing of it is secret. */
export class EndedCeremony {
  readonly #view: CeremonyView;
  readonly #papers: EndPapers;
  readonly #print: (page: Uint8Array) => Promise<string | null>;

  /** @param print prints a page, which it zeroes; what comes back is why not, or null */
  constructor(view: CeremonyView, papers: EndPapers, print: (page: Uint8Array) => Promise<string | null>) {
    this.#view = view;
    this.#papers = papers;
    this.#print = print;
  }

  /** Answers what can be asked after the end. */
  async answer(channel: ChannelName, request: unknown): Promise<Answer<unknown>> {
    if (channel === 'ceremony.look') return { ok: true, value: this.#view };
    if (channel === 'ceremony.printPaper') {
      return this.#printPaper((request as RequestOf<'ceremony.printPaper'>).paper);
    }
    return this.#view.step === 'lost'
      ? refuse(
          'ceremony-lost',
          'the process that held the ceremony ended',
          'what it held in memory is gone with it; see what must be destroyed, and start again',
        )
      : refuse('ceremony-none', 'the ceremony has ended', 'go back to the first screen');
  }

  async #printPaper(paper: RequestOf<'ceremony.printPaper'>['paper']): Promise<Answer<unknown>> {
    const page = paper === 'transcript' || paper === 'receipt' ? this.#papers[paper] : undefined;
    if (page === undefined) {
      return refuse('print-failed', `there is no ${paper} of this ceremony`, 'the sticks hold its record');
    }
    const failure = await this.#print(page.slice()).catch(() => 'the printer could not be reached');
    return failure === null
      ? { ok: true, value: this.#view }
      : refuse(
          'print-failed',
          `the ${paper} was not printed: ${failure}`,
          'look at the printer, and try again',
        );
  }
}
