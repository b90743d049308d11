/** Where one is: at the sticks, behind one of the doors, or at what was done last. */
export type CarePlace = 'table' | 'handover' | 'loss' | 'compare' | 'copy' | 'deed';

/** What every screen of the care is given. */
export interface CareScreenProps {
  readonly onGo: (place: CarePlace) => void;
}
