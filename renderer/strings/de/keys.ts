/** Kinds of key files; a test compares with those that crypto-core knows. */
export const keyTypes: Readonly<Record<string, string>> = {
  'cometbft-priv-validator-key': 'Validator-Schlüssel (CometBFT)',
  'cometbft-node-key': 'Knotenschlüssel (CometBFT)',
  'cometbft-priv-validator-state': 'Signierstand (CometBFT)',
  'cometbft-priv-validator-legacy': 'Validator-Schlüssel (altes Tendermint)',
  'cosmos-keyring-item': 'Eintrag eines Cosmos-Schlüsselbunds',
  'substrate-keystore-key': 'Schlüssel eines Substrate-Keystores',
  'pem-private-key': 'Privater Schlüssel (PEM)',
  'openssh-private-key': 'Privater Schlüssel (OpenSSH)',
  'x509-certificate': 'Zertifikat (X.509)',
  'eip2335-keystore': 'Keystore (EIP-2335)',
  'json-key': 'Schlüssel in JSON',
  'secrets-file': 'Datei mit Geheimnissen',
  'openpgp-secret-key': 'Geheimer Schlüssel (OpenPGP)',
  'encrypted-file': 'Verschlüsselte Datei',
  opaque: 'Unbekannte Art',
};

/** Notes on key files by their code; what they say of this one file is in the original. */
export const keyNotes: Readonly<Record<string, string>> = {
  'too-large': 'Die Datei ist größer als jede bekannte Schlüsseldatei. Sie wird behalten, wie sie ist.',
  'not-json': 'Es ist kein gültiges JSON: abgeschnitten oder beschädigt.',
  'byte-order-mark': 'Die Datei beginnt mit einem Byte-Order-Mark, das manche Editoren setzen.',
  'duplicate-member': 'Eine Angabe steht zweimal darin: Was gilt, ist nicht sicher.',
  'too-deep': 'Die Datei ist tiefer verschachtelt als jede ihrer Art.',
  'unknown-shape': 'Sie sieht aus wie eine bekannte Art, hat aber nicht deren Angaben.',
  'private-key-unreadable': 'Der private Schlüssel darin ist nicht lesbar. Mit dem Original vergleichen.',
  'private-key-length': 'Der private Schlüssel darin hat nicht die richtige Länge.',
  'private-key-range': 'Der private Wert darin ist kein Schlüssel.',
  'public-half-differs': 'Der öffentliche Teil gehört nicht zum privaten: So ist der Schlüssel unbrauchbar.',
  'public-key-not-derived':
    'Der öffentliche Schlüssel wird hier nicht berechnet und darum nicht gezeigt. Nach dem Wiederherstellen mit dem Betrieb vergleichen.',
  'key-type-unknown': 'Diese Art von Schlüssel ist hier unbekannt; darum wird kein öffentlicher gezeigt.',
  'claimed-public-key-differs': 'Der öffentliche Schlüssel in der Datei ist nicht der des privaten.',
  'claimed-address-differs': 'Die Adresse in der Datei ist nicht die des Schlüssels.',
  'told-by-name': 'Nur an ihrem Namen erkannt: Der Inhalt allein sagt nicht, wozu der Schlüssel dient.',
  'state-inside': 'Die Datei trägt auch ihren Signierstand in sich.',
  'signing-state-unreadable': 'Der Signierstand darin ist nicht lesbar.',
  'other-signer': 'Die Datei gehört zu einem anderen Signierprogramm.',
  encrypted:
    'Die Datei ist selbst verschlüsselt und wird behalten, wie sie ist. Ohne ihr eigenes Passwort nützt sie nichts: auch das aufbewahren.',
  plaintext: 'Der Inhalt liegt in dieser Datei offen.',
  'no-secret': 'Die Datei nennt einen Schlüssel, enthält ihn aber nicht.',
  'public-key': 'Die Datei enthält nur einen öffentlichen Schlüssel.',
  'certificate-damaged': 'Das Zertifikat ist beschädigt.',
  'certificate-of-another-key': 'Das Zertifikat gehört zu einem anderen Schlüssel.',
  'several-keys': 'Die Datei enthält mehrere Schlüssel.',
  'old-form': 'Die Datei hat eine veraltete Form.',
  'key-inconsistent': 'Die Teile des Schlüssels passen nicht zusammen.',
  'private-key': 'Die Datei enthält einen privaten Schlüssel.',
  configuration: 'Das ist eine Konfiguration; Geheimnisse darin sind nicht einzeln erkannt.',
  'line-unreadable': 'Eine Zeile der Datei ist nicht lesbar.',
  'signing-state-age':
    'Nur weitermachen, wenn jeder Knoten dieses Schlüssels angehalten war, als seine Dateien kopiert wurden: Sonst könnte eine Höhe zweimal signiert werden.',
  'left-out':
    'Aus dieser Quelle blieb etwas zurück; was, steht unten. Was nach „NOT taken along“ steht, ansehen: Vielleicht wird es gebraucht.',
};
