/** What a build of the application is for. */
export interface Edition {
  /** Nothing but rehearsals is held with it: its screens are shown to people, its surroundings protect nothing. */
  readonly rehearsalOnly: boolean;
}

/** The application itself. `npm run preview` puts preview.ts in the place of this file. */
export const edition: Edition = { rehearsalOnly: false };
