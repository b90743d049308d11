/** Kinds of key files; a test compares with those that crypto-core knows. */
export const keyTypes: Readonly<Record<string, string>> = {
  'cometbft-priv-validator-key': 'Validator key (CometBFT)',
  'cometbft-node-key': 'Node key (CometBFT)',
  'cometbft-priv-validator-state': 'Signing state (CometBFT)',
  'cometbft-priv-validator-legacy': 'Validator key (old Tendermint)',
  'cosmos-keyring-item': 'Item of a Cosmos keyring',
  'substrate-keystore-key': 'Key of a Substrate keystore',
  'pem-private-key': 'Private key (PEM)',
  'openssh-private-key': 'Private key (OpenSSH)',
  'x509-certificate': 'Certificate (X.509)',
  'eip2335-keystore': 'Keystore (EIP-2335)',
  'json-key': 'Key in JSON',
  'secrets-file': 'File with secrets',
  'openpgp-secret-key': 'Secret key (OpenPGP)',
  'encrypted-file': 'Encrypted file',
  opaque: 'Unknown kind',
};
