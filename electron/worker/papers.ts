import { QuorateError } from '@quorate/crypto-core/errors';
import type { CardFonts } from '@quorate/custody/cards/card-fonts';
import type { Ceremony } from '@quorate/custody/ceremony/ceremony';
import type { CeremonyPapers, Paper } from '@quorate/custody/papers/types';
import type { Shown } from './view.ts';

/**
 * What transcript and receipt are printed from, once the ceremony has its closing head.
 * @throws `ceremony-order` before that
 */
export function papersOf(
  ceremony: Ceremony,
  { preflight, keys }: Shown,
  { fonts, version, paper }: { readonly fonts: CardFonts; readonly version: string; readonly paper: Paper },
): CeremonyPapers {
  const { state, sealed, journal } = ceremony;
  if (sealed === null || preflight === null || (state.step !== 'deliver' && state.step !== 'closed')) {
    throw new QuorateError(
      'ceremony-order',
      'transcript and receipt are printed when the ceremony is closed',
    );
  }
  const { plan } = state;
  const witnesses = journal.flatMap(({ event, data }) =>
    event === 'signed.off' ? [Number(data['witness'])] : [],
  );
  return {
    plan,
    planSha256: state.planSha256,
    ceremonyId: state.ceremonyId,
    setId: sealed.setId,
    folderName: sealed.folder.name,
    folderHash: sealed.folder.folderHash,
    chainHead: sealed.chainHead,
    closingHead: state.closingHead,
    time: sealed.time,
    preflight,
    overrides: state.preflight.overridden,
    keys: keys.map(({ name, path, bytes, description }) => ({ name, path, bytes, ...description })),
    journal,
    signedOff: witnesses.map((number) => ({
      operator: plan.operator,
      witness: plan.witnesses[number - 1] ?? '',
    })),
    undelivered: state.step === 'closed' ? state.undelivered : [],
    software: { name: 'quorate', version },
    fonts,
    paper,
  };
}
