// The three globals that every place crypto-core runs in has: Node, Electron and browsers alike. Nothing else is
// declared, so that the compiler refuses Node's and the browser's own APIs here.

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label: 'utf-8', options: { fatal: boolean; ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}

declare const crypto: { readonly subtle?: object } | undefined;
