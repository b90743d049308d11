// Run as a program: adds to a list of what is searched for in memory the passphrase that the cards in a folder give.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { combineShares } from '@quorate/crypto-core/cards/shamir';
import { readQrText } from '@quorate/crypto-core/cards/text';
import { toHex } from '@quorate/crypto-core/encoding';
import { passphraseBytes } from '@quorate/crypto-core/passphrase/generated';
import { readCardImage } from '@quorate/custody/cards/read-card-image';

const [list, cards] = process.argv.slice(2) as [string, string];
const pictures = readdirSync(cards).filter((name) => name.endsWith('.png'));
const read = pictures.map((name) => {
  const path = join(cards, name);
  return readQrText(readCardImage(new Uint8Array(readFileSync(path)), path));
});
const threshold = read[0]?.threshold ?? 0;
const shares = read.slice(0, threshold).map(({ share }) => share);
const secret = await combineShares(shares, threshold);
const needles = JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>;
needles['the passphrase as 32 bytes'] = toHex(secret);
needles['the passphrase in words'] = toHex(passphraseBytes(secret));
writeFileSync(list, JSON.stringify(needles));
