/**
 * Where the program that gives its key files such a name looks for the signing state, first the one that it signs by;
 * it starts from nothing where none is there. Paths are relative with `/`, as that of the key.
 *
 * horcrux (`signer/config.go`): `<chain>_shard.json` has two states, `<chain>_priv_validator_key.json` of a single
 * signer one, in `state/`. tmkms (what `tmkms init` writes): `secrets/<chain>-consensus.key` has
 * `state/<chain>-consensus.json`.
 * @param path of the key file
 * @returns empty for any other name
 */
export function statePlacesByName(path: string): string[] {
  for (const [name, kinds] of ofHorcrux) {
    const [, folder = '', chain] = name.exec(path) ?? [];
    if (chain !== undefined) return kinds.map((kind) => `${folder}state/${chain}_${kind}.json`);
  }
  const [, home = '', chain] = /^(.*\/|)secrets\/([^/]+-consensus)\.key$/.exec(path) ?? [];
  return chain === undefined ? [] : [`${home}state/${chain}.json`];
}

const ofHorcrux = [
  [/^(.*\/|)([^/]+)_shard\.json$/, ['share_sign_state', 'priv_validator_state']],
  [/^(.*\/|)([^/]+)_priv_validator_key\.json$/, ['priv_validator_state']],
] as const;
