import type { DrivesView } from './drives-views.ts';

/** What a window is told without having asked. */
export type News =
  /** How far the worker is with what takes over half a second. */
  | {
      readonly kind: 'progress';
      /** In its own words. */
      readonly step: string;
      /** Bytes written of those that are to be written; null where nobody counts. */
      readonly bytes: { readonly done: number; readonly all: number } | null;
    }
  /** The process that held the ceremony ended by itself. */
  | { readonly kind: 'lost' }
  /** Somebody closed the window while a ceremony is going on. */
  | { readonly kind: 'close-asked' }
  /** A stick came, went, was unlocked or mounted. */
  | { readonly kind: 'drives'; readonly drives: DrivesView };
