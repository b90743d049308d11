/** A SHA-256 on paper, to be compared digit by digit or read aloud. */
export interface PrintedHash {
  /** 64 lower-case hex digits. */
  readonly hex: string;
  /** Its first 132 bits as 12 words of the BIP-39 English list. */
  readonly words: readonly string[];
}

/** What stands on one custodian's card. */
export interface CardPage {
  /** At most 64 code points. */
  readonly label: string;
  readonly purpose: 'backup' | 'reshare' | 'rotation' | 'rehearsal';
  readonly number: number;
  readonly count: number;
  readonly threshold: number;
  /** The card's text as `writeCardText` gives it. A secret. */
  readonly text: string;
  /** At most 120 code points; null leaves a line to write the name on. */
  readonly custodian: string | null;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** 8 hex digits. */
  readonly setId: string;
  readonly software: { readonly name: string; readonly version: string };
  /** The ceremony that sealed a bundle; null on a card of `split-passphrase`, which has no bundle and no stick. */
  readonly ceremony: {
    /** 8 hex digits. */
    readonly id: string;
    /** The name of the folder on the sticks. */
    readonly folderName: string;
    readonly folderHash: PrintedHash;
    readonly chainHead: PrintedHash;
    /** What unlocks the sticks' encryption, where the plan puts it on the cards. A secret. */
    readonly stickPhrase: string | null;
  } | null;
}
