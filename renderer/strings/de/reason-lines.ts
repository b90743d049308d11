// Why something stayed out of what was written, and what is not as a manifest says. A test holds them against the
// sources.

/** Members of a manifest. */
const members: Readonly<Record<string, string>> = {
  type: 'Art',
  algorithm: 'Verfahren',
  publicKey: 'öffentlicher Schlüssel',
  fingerprint: 'Fingerabdruck',
  address: 'Adresse',
};

const manifests: Readonly<Record<string, string>> = {
  'sealed manifest': 'versiegeltes Manifest',
  'manifest.json': 'manifest.json',
};

const reasons: readonly (readonly [RegExp, string])[] = [
  [/^the folder is too damaged for a record$/, 'der Ordner ist zu beschädigt für einen Vermerk'],
  [
    /^.+ got no record: it is not as it was read, or another stick lies there by now$/,
    'der Ordner ist nicht mehr, wie er gelesen wurde, oder inzwischen liegt dort ein anderer Stick',
  ],
  [
    /^its private value is no key of its algorithm$/,
    'was darin als privater Schlüssel steht, ist nach seinem Verfahren keiner',
  ],
  [
    /^its key is of a type that PKCS #8 has no form for here, or is damaged$/,
    'für diese Art von Schlüssel gibt es hier keine Form in PKCS #8, oder er ist beschädigt',
  ],
  [
    /^it holds no private key(?: that is known here)?$/,
    'darin ist kein privater Schlüssel, der hier bekannt ist',
  ],
  [
    /^it holds (\d+) private keys, and only one can be meant$/,
    'darin sind $1 private Schlüssel, und nur einer kann gemeint sein',
  ],
  [
    /^its private key was cut off or damaged$/,
    'der private Schlüssel darin ist abgeschnitten oder beschädigt',
  ],
  [
    /^it has a passphrase, or an algorithm that is not known here$/,
    'sie hat eine Passphrase oder ein Verfahren, das hier nicht bekannt ist',
  ],
  [
    /^its algorithm or curve is not known here, or it is damaged$/,
    'ihr Verfahren oder ihre Kurve ist hier nicht bekannt, oder sie ist beschädigt',
  ],
  [
    /^it is encrypted under a passphrase of its own: restore it as it is, and open it with its own program$/,
    'sie ist mit einer eigenen Passphrase verschlüsselt: so zurückholen, wie sie ist, und mit ihrem eigenen Programm öffnen',
  ],
  [/^it is larger than any key file$/, 'sie ist größer als jede Schlüsseldatei'],
];

/** A reason in German; null where there are no words for it. */
export function reasonLine(text: string): string | null {
  const [, what = '', where = ''] =
    /^(\w+|not listed) \((sealed manifest|manifest\.json)\)$/.exec(text) ?? [];
  const member = what === 'not listed' ? 'nicht aufgeführt' : members[what];
  if (member !== undefined) return `${member} (${manifests[where]})`;
  const known = reasons.find(([pattern]) => pattern.test(text));
  return known === undefined ? null : text.replace(...known);
}
