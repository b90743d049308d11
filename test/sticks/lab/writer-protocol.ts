/** What the lab asks of the writer in the machine, one JSON value a line. `stick` is where it is mounted. */
export type Order =
  /** Tells every step and waits for a line before it is taken. */
  | { readonly do: 'write'; readonly stick: string; readonly isRetry: boolean }
  | { readonly do: 'deliver'; readonly stick: string }
  | { readonly do: 'verify'; readonly stick: string };

/** What the writer tells, one JSON value a line. */
export type Told =
  | { readonly ready: Ready }
  | { readonly step: string }
  | { readonly done: string }
  | { readonly refused: Refused };

/** The ceremony that the writer writes. */
export interface Ready {
  readonly name: string;
  readonly folderHash: string;
  readonly bytes: number;
}

/** An error as a person gets it. `code` is null for one that is not the product's own. */
export interface Refused {
  readonly code: string | null;
  readonly message: string;
  readonly hint: string | null;
}
