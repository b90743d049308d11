// Run as a program: adds to a list of what is searched for in memory the cards that were typed, from text files in a
// folder, and the passphrase that they give.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { combineShares } from '@quorate/crypto-core/cards/shamir';
import { readQrText } from '@quorate/crypto-core/cards/text';
import { toHex, toUtf8 } from '@quorate/crypto-core/encoding';
import { passphraseBytes } from '@quorate/crypto-core/passphrase/generated';

const [list, folder] = process.argv.slice(2) as [string, string];
const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8').trim());
const cards = texts.map(readQrText);
const threshold = cards[0]?.threshold ?? 0;
const shares = cards.slice(0, threshold).map(({ share }) => share);
const secret = await combineShares(shares, threshold);
const needles = JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>;
needles['the passphrase as 32 bytes'] = toHex(secret);
needles['the passphrase in words'] = toHex(passphraseBytes(secret));
for (const [index, text] of texts.entries()) {
  needles[`text of card ${index + 1}, as it was typed`] = toHex(toUtf8(text));
  needles[`share of card ${index + 1} as bytes`] = toHex((cards[index] as (typeof cards)[number]).share);
}
writeFileSync(list, JSON.stringify(needles));
