import { type Answer, refuse } from '../../contract/answer.ts';
import type { ChannelName } from '../../contract/channels.ts';
import type { WorkView } from '../../contract/work.ts';

/** A drill, a recovery or the care of sticks whose process ended by itself: the last that was seen of it. */
export class LostWork {
  readonly #view: WorkView;

  constructor(view: WorkView) {
    this.#view = view;
  }

  /** Answers what can be asked after the loss: only how things stood. */
  async answer(channel: ChannelName): Promise<Answer<unknown>> {
    if (channel.endsWith('.look')) return { ok: true, value: this.#view };
    return refuse(
      'ceremony-lost',
      'the process that held it ended',
      'what it held in memory is gone with it; see what may have been written, and start again',
    );
  }
}
