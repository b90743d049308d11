#!/usr/bin/env python3
"""Quorate recovery: brings keys back from one stick and K share cards. Python 3.9 or newer and nothing else.
recover.py [DIR] --to NEW | --list  asks for cards, writes the keys below NEW | what the ceremony folder DIR holds
recover.py --combine                prints the passphrase of the cards   (without DIR: the folder around this file)
 --share FILE  a card's text, once for each card; - is stdin, a card a line   --only NAME  one source or path
 --folder-hash HEX  from a card: paper vouches for the stick   --yes-correct  correct typing without asking
 --despite-tampering  go on with bundle and cards alone   --original-stopped  a consensus key's old machine is
 off for good; with it --min-height H (the last it may have signed), --state FILE or --accept-stale-state
Exit codes: 0 done, 2 usage, 3 integrity, 4 shares, 5 refused by a guard, 6 medium or files, 1 anything else.
"section" below means FORMATS.txt. Python cannot wipe its memory: use a machine that was never online."""
import argparse, base64, calendar, collections, functools, hashlib, hmac, itertools, json, operator, os, re
import secrets, stat, struct, sys, time, types, unicodedata
from os.path import abspath, dirname, join, lexists, realpath
HINTS = {2: 'recover.py --help', 3: "compare the bundle's SHA-256 with another stick's; use that if they differ",
         4: 'look again, or use other cards', 5: 'find out first what is asked for', 6: 'use another stick or place'}
class Refusal(Exception): pass  # an end we expect; its arguments: exit code, what happened, what to do
def need(good, code, message, hint=None):
  if not good: raise Refusal(code, message, hint or HINTS[code])
def attempt(problems, action, *arguments):  # what the action returns, or None and a line in `problems`
  try: return action(*arguments)
  except (Refusal, OSError) as problem: problems.append(problem.args[1])
def printable(text):  # text from a stick may hold terminal commands: control and direction characters
  return ''.join(c if c.isprintable() else c.encode('unicode_escape').decode() for c in str(text))
def say(text, end='\n'): print(printable(text), end=end, file=sys.stderr, flush=True)
def progress(what, done): sys.stderr.isatty() and sys.stderr.write('%s: %d %%  \r' % (what, 100 * done))
def ask(question):  # a line typed on the terminal, '' where there is none
  return sys.stdin.readline().strip() if sys.stdin.isatty() and not say(question, ' ') else ''
def sha256(data): return hashlib.sha256(data).hexdigest()
def number(data): return int.from_bytes(data, 'big')
def xor(values): return functools.reduce(operator.xor, values, 0)
# ---- Sections 0, 5, 6: JSON. What does not come out the same when it is written again is refused.
INNER = 'format version ceremony shareSet supersededSets keys verification software'.split()
RECORD = 'format version ceremonyId folderHash stick number type time people data previous mac'.split()
CLOCK, LINE = '%Y-%m-%dT%H:%M:%SZ', 'data event hash prev seq time'.split()
FORBIDDEN = re.compile('[\x00-\x09\x0b-\x1f\\\\\x80-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]')
def pretty(v): return json.dumps(v, ensure_ascii=False, indent=2).encode() + b'\n'  # manifest, record
def canonical(v):  # RFC 8785, which comes down to this for ASCII names and whole numbers
  return json.dumps(v, ensure_ascii=False, sort_keys=True, separators=(',', ':')).encode()
def current(what, version): need(version < 2, 3, '%s: made by a newer program, version %d' % (what, version))
def parse_json(data, what, spelling, members, sound=bool):  # `sound` knows a right value, may fail on others
  try:
    v, plain = json.loads(data, parse_float=int, parse_constant=int), re.sub(r'\\["\\]', '', data.decode())
    current(what, v.get('version', 1))
    if spelling(v) == data and [*v] == members and not FORBIDDEN.search(plain) and sound(v): return v
  except (ValueError, LookupError, AttributeError, TypeError, RecursionError): pass
  raise Refusal(3, what + ' is missing, damaged or not written as the format says', HINTS[3])
def sound_manifest(m):
  cards, paths = m['shareSet'], [key['path'] for key in m['keys']]
  return ([card['number'] for card in cards['cards']] == [*range(1, cards['count'] + 1)] and cards['kind'] == 0
          and 2 <= cards['threshold'] <= cards['count'] <= 255 and time.strptime(m['ceremony']['date'], CLOCK)
          and paths == sorted({*paths}) and all(k['path'].startswith(k['name'] + '/') for k in m['keys']))
def parse_journal(data, what, before, first, last):  # a chain after the entries `before`, each hash remade
  chain, prev = before + [parse_json(text, what, canonical, LINE) for text in data.split(b'\n')[:-1]], '0' * 64
  for seq, e in enumerate(chain):
    made = sha256(bytes.fromhex(prev) + canonical({n: e[n] for n in ('data', 'event', 'seq', 'time')}))
    need([e['seq'], e['prev'], e['hash']] == [seq, prev, made], 3, what + ' breaks the chain of hashes')
    prev = made
  ends = [e['event'] for e in chain[len(before):]] or ['']
  need([data[-1:], ends[0], ends[-1]] == [b'\n', first, last], 3, '%s is not %s to %s' % (what, first, last))
  return chain
# ---- Section 7: the folder on the stick. Nothing here needs a secret, and only the bundle is indispensable.
def read_file(path):  # an ordinary file: no link, no pipe, no device, nothing larger than the format knows
  plain = stat.S_ISREG(os.lstat(path).st_mode) and os.path.getsize(path) < 300 << 20
  need(plain, 6, path + ' is a link, no file or too large')
  with open(path, 'rb', opener=lambda name, how: os.open(name, how | getattr(os, 'O_NOFOLLOW', 0))) as file:
    return file.read()
def find_folder(start):
  places = [start] + [join(start, name) for name in os.listdir(start) if name[0] != '.']
  found = [place for place in places if lexists(join(place, 'bundle.quorate'))]
  need(start in found or len(found) == 1, 6, '%s holds %d ceremony folders' % (start, len(found)))
  return found[0]
def read_folder(folder, wrong):  # {relative path: bytes}; a link or what cannot be read goes to `wrong`
  content = collections.defaultdict(bytes)
  for base, folders, names in os.walk(folder):
    for path in [join(base, name) for name in folders + names]:
      name = os.path.relpath(path, folder).replace(os.sep, '/')
      if not stat.S_ISDIR(os.lstat(path).st_mode): content[name] = attempt(wrong, read_file, path) or b''
  return content
def inspect(content, bundle, paper_hash, wrong):  # what else is of use; signs of tampering go to `wrong`
  def note(bad, text): wrong.extend([text] if bad else [])
  def parse(how, name, *rest): return attempt(wrong, how, content[name], name, *rest)
  sums, closing, count = content['SHA256SUMS'], 'records/closing.jsonl', 0
  seal, last = sha256(sums), content[closing] or sums
  listed = {line[66:]: line[:64] for line in sums.decode(errors='replace').split('\n')[:-1]}
  again = ''.join('%s  %s\n' % (listed[name], name) for name in sorted(listed)).encode()
  note(sums != again or not sums, 'SHA256SUMS is missing or not written as the format says')
  note(paper_hash not in ('', seal), 'the folder hash is %s, not the one from paper' % seal)
  for name in sorted({'bundle.quorate', 'manifest.json', 'journal.jsonl', 'RECOVERY.txt', *listed}):
    note(sha256(content[name]) != listed.get(name), name + ' is missing or does not match SHA256SUMS')
  manifest = parse(parse_json, 'manifest.json', pretty, [*INNER[:3], 'bundle', *INNER[3:]], sound_manifest)
  journal = parse(parse_journal, 'journal.jsonl', [], 'ceremony.opened', 'bundle.sealed')
  if manifest and journal:
    unchained = {**manifest, 'ceremony': {n: v for n, v in manifest['ceremony'].items() if n != 'chain'}}
    sealed = {**bundle.facts, 'manifest': sha256(canonical(unchained))}
    stated = [{**journal[-1]['data'], 'file': 'bundle.quorate'}, manifest['bundle'], journal[-1]['hash']]
    note(stated != [sealed, bundle.facts, manifest['ceremony'].get('chain')], 'manifest.json was not sealed so')
  if last is sums: say('note: no %s: this stick was never seen after it was written' % closing)
  elif journal:
    end = parse(parse_journal, closing, journal, 'folder.sealed', 'ceremony.closed') or journal
    note(end[len(journal):][:1] not in ... )
  for name in sorted({*content} - {'SHA256SUMS', closing, *listed}):
    if re.fullmatch('records/[0-9]{4}-[a-z]+-[0-9]{8}T[0-9]{6}Z[.]json', name):
      right = {'number': (count := count + 1), 'previous': sha256(last), 'folderHash': seal}
      parse(parse_json, name, pretty, RECORD, lambda record: right.items() <= record.items())
      last = content[name]
    elif not re.fullmatch('records/SHA256SUMS[.][0-9A-Fa-f]+[.]asc', name): say('note: %s is unlisted' % name)
  return manifest, journal, {'folderHash': seal, 'number': count + 1, 'previous': sha256(last)}
# ---- Section 2: the bundle.
HEADER = re.compile(
  '{"bundleId":"([0-9a-f]{32})","created":"[0-9-]{10}T[0-9:]{8}Z","setId":"([0-9a-f]{8})","kdf":{"name":'
  '"scrypt","N":(%s),"r":8,"p":1,"salt":"(%s)"},"cipher":{"name":"AES-256-GCM","nonce":"([A-Za-z0-9+/]{16})"},'
  '"keyCheck":"(%s)"}' % ('|'.join(str(1 << power) for power in range(10, 19)),  # canonical base64 of 32 bytes:
                          *['[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]='] * 2))
def parse_bundle(data):
  first, at = re.match(rb'QUORATE-BUNDLE-([1-9][0-9]{0,8})\n', data), 21 + number(data[17:21])
  if first: current('bundle.quorate', int(first[1]))
  header = HEADER.fullmatch(data[21:at].decode(errors='replace'))
  need(first and header and at <= 4117 and 0 <= len(data) - at - 16 <= 285212672, 3,
       'bundle.quorate is damaged, or not as the format says: first line, header (scrypt too) or length')
  bundle_id, set_id, cost, *encoded = header.groups()
  salt, nonce, key_check = map(base64.b64decode, encoded)
  facts = {'file': 'bundle.quorate', 'bytes': len(data), 'sha256': sha256(data), 'bundleId': bundle_id}
  return types.SimpleNamespace(facts=facts, set_id=set_id, cost=int(cost), salt=salt, nonce=nonce,
                               key_check=key_check, head=data[:at], sealed=data[at:-16], tag=data[-16:])
def open_bundle(bundle, passphrase):  # (archive, record key), but nothing before keyCheck and tag are right
  secret = hmac.digest(bytes(32), scrypt(passphrase, bundle.salt, bundle.cost), 'sha256')
  encryption, key_check, record_key = (hmac.digest(secret, b'quorate/v1/' + use + b'\1', 'sha256')  # HKDF
                                       for use in (b'encrypt', b'key-check', b'record'))
  need(hmac.compare_digest(key_check, bundle.key_check), 3, "the bundle's salt, N or keyCheck was altered")
  keys = round_keys(encryption)
  good = hmac.compare_digest(gcm_tag(keys, bundle.nonce, bundle.head, bundle.sealed), bundle.tag)
  need(good, 3, 'the bundle was altered or damaged after it was sealed')
  return gcm_crypt(keys, bundle.nonce, bundle.sealed), record_key
# ---- scrypt (RFC 7914), in Python itself where hashlib lacks it: slow, with the same result.
STEPS = [(q[(i + 1) % 4], q[i], q[i - 1], bits) for q in  # Salsa20: the columns, then the rows
         [[(5 * k + 4 * j) % 16 for j in range(4)] for k in range(4)] +
         [[4 * k + (k + j) % 4 for j in range(4)] for k in range(4)] for i, bits in enumerate((7, 9, 13, 18))]
def salsa(block):
  x = [*block]
  for to, a, b, n in STEPS * 4: x[to] ^= (x[a] + x[b] << n | (x[a] + x[b] & 2**32 - 1) >> 32 - n) & 2**32 - 1
  return [a + b & 2**32 - 1 for a, b in zip(x, block)]
def pbkdf2(password, salt, size):  # with one iteration, as scrypt uses it
  return b''.join(hmac.digest(password, salt + bytes([0, 0, 0, i + 1]), 'sha256') for i in range(size // 32))
def scrypt(password, salt, cost):
  if hasattr(hashlib, 'scrypt'):
    return hashlib.scrypt(password, salt=salt, n=cost, r=8, p=1, maxmem=272 << 20, dklen=32)
  x, table = struct.unpack('<256I', pbkdf2(password, salt, 1024)), []
  for step in range(2 * cost):
    if step < cost: table.append(struct.pack('<256I', *x))
    else: x = [a ^ b for a, b in zip(x, struct.unpack('<256I', table[x[240] % cost]))]
    blocks = [x[240:]]
    for k in range(0, 256, 16): blocks.append(salsa([a ^ b for a, b in zip(blocks[-1], x[k:k + 16])]))
    x = sum(blocks[1::2] + blocks[2::2], [])
    if step % 1024 == 0: progress('scrypt, slow without hashlib.scrypt', step / (2 * cost))
  return pbkdf2(password, struct.pack('<256I', *x), 32)
# ---- AES-256-GCM on all blocks at once: lane i, one big number, is byte i of every block; xor is one step.
def field(images):  # powers of an element, of which `images` are the products with 1, 2, 4, ...; multiplication
  power = [1]
  while len(power) < (1 << len(images)) - 1:
    power.append(xor(image for bit, image in enumerate(images) if power[-1] >> bit & 1))
  log = {value: i for i, value in enumerate(power)}  # with sign -1 it divides
  return power, lambda a, b, sign=1: power[(log[a] + sign * log[b]) % len(power)] if a and b else 0
times = field((3, 6, 12, 24, 48, 96, 192, 155))[1]  # GF(2^8)
SBOX = bytes(0x63 ^ xor(times(1, b, -1) * 257 >> 8 - k & 255 for k in range(5)) for b in range(256))
SBOX2 = bytes(times(2, byte) for byte in SBOX)
COLUMNS = [[i // 4 * 4 + (i + step) % 4 for step in range(4)] for i in range(16)]
def round_keys(key):
  w = [key[i:i + 4] for i in range(0, 32, 4)]
  for i in range(8, 60):
    t = w[-1].translate(SBOX) if i % 4 == 0 else w[-1]
    if i % 8 == 0: t = bytes([t[1] ^ 1 << i // 8 - 1, *t[2:], t[0]])
    w.append(bytes(a ^ b for a, b in zip(w[-8], t)))
  return [b''.join(w[i:i + 4]) for i in range(0, 60, 4)]
def encrypt_blocks(keys, lanes):
  count, ones, lanes = len(lanes[0]), number(b'\1' * len(lanes[0])), [number(lane) for lane in lanes]
  for step, key in enumerate(keys):
    if step > 0:
      rows = [lanes[(i + i % 4 * 4) % 16].to_bytes(count, 'big') for i in range(16)]  # ShiftRows
      lanes, twice = ([number(row.translate(table)) for row in rows] for table in (SBOX, SBOX2))
    if 0 < step < 14:  # MixColumns: 2a + 3b + c + d
      lanes = [twice[a] ^ twice[b] ^ lanes[b] ^ lanes[c] ^ lanes[d] for a, b, c, d in COLUMNS]
    lanes = [lane ^ byte * ones for lane, byte in zip(lanes, key)]
  return [lane.to_bytes(count, 'big') for lane in lanes]
def gcm_crypt(keys, nonce, text, counter=2):  # encryption and decryption are the same step
  parts = []
  for at in range(0, len(text), 1 << 20):
    part, first = text[at:at + (1 << 20)], counter + at // 16
    count, stream = -(-len(part) // 16), bytearray(len(part) + -len(part) % 16)
    counters = struct.pack('>%dI' % count, *range(first, first + count))
    lanes = [bytes([byte]) * count for byte in nonce] + [counters[i::4] for i in range(4)]
    for i, lane in enumerate(encrypt_blocks(keys, lanes)): stream[i::16] = lane
    parts.append((number(part) ^ number(stream[:len(part)])).to_bytes(len(part), 'big'))
    if at: progress('decrypting', at / len(text))
  return b''.join(parts)
def gcm_tag(keys, nonce, extra, sealed):
  powers, y = [number(b''.join(encrypt_blocks(keys, [b'\0'] * 16)))], 0  # H, and H times x, x^2, ...
  for _ in range(127): powers.append(powers[-1] >> 1 ^ (0xe1 << 120 if powers[-1] & 1 else 0))
  tables = [[xor(powers[i + k] for k in range(8) if b << k & 128) for b in range(256)] for i in range(0, 128, 8)]
  data = b''.join(part + bytes(-len(part) % 16) for part in (extra, sealed))
  data += struct.pack('>QQ', 8 * len(extra), 8 * len(sealed))
  for at in range(0, len(data), 16):  # tables[i][b] is H times the block whose byte i is b, all others 0
    block, y = (y ^ number(data[at:at + 16])).to_bytes(16, 'big'), 0
    for table, byte in zip(tables, block): y ^= table[byte]
    if at % (4 << 20) == 2 << 20: progress('checking', at / len(data))
  return gcm_crypt(keys, nonce, y.to_bytes(16, 'big'), 1)
# ---- Section 4: cards. Their checksum: a BCH code over GF(32), its roots in GF(1024) = GF(32)[z]/(z^2+z+1).
ALPHABET, TYPING = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l', 'leave out row labels, ? is what cannot be read'
POWERS, mul = field((217, 411, 799, 823, 871, 998, 748, 248, 473, 923))  # of 25 + 6z; a + bz is a | b << 5
Card = collections.namedtuple('Card', 'kind set_id threshold count number y x digest')
Code = collections.namedtuple('Code', 'symbols shift target generators step first order')
SHORT = Code(13, 60, 0x10ce0795c2fd1e62a, (0x19dc500ce73fde210, 0x1bfae00def77fe529, 0x1fbd920fffe7bee52,
             0x1739640bdeee3fdad, 0x07729a039cfc75f5a), POWERS.index(8 << 5), 77, 93)  # the step of its roots
LONG = Code(15, 70, 0x43381e570bf4798ab26, (0x3d59d273535ea62d897, 0x7a9becb6361c6c51507, 0x543f9b7e6c38d8a2a0e,
            0x0c577eaeccf1990d13c, 0x1887f74f8dc71b10651), 1, 1019, 1023)
def residue(code, values, start=1):
  for value in values:
    top, start = start >> code.shift, (start & (1 << code.shift) - 1) << 5 ^ value
    start ^= xor(generator for bit, generator in enumerate(code.generators) if top >> bit & 1)
  return start
def find_errors(code, remainder, erased, length):  # {degree: error}, right while 2 wrong + erased <= 8
  def x(power): return POWERS[code.step * power % 1023]
  locator, size, errors, first = [1], len(erased), {}, code.first
  syndromes = [xor(mul(remainder >> 5 * k & 31, x(k * (first + j))) for k in range(15)) for j in range(8)]
  for degree in erased: locator = [a ^ mul(b, x(degree)) for a, b in zip(locator + [0], [0] + locator)]
  older = locator
  for j in range(size, 8):  # Berlekamp and Massey, from the erased places on
    gap, older = xor(mul(c, syndromes[j - i]) for i, c in enumerate(locator[:j + 1])), [0] + older
    longer = [a ^ mul(gap, b) for a, b in itertools.zip_longest(locator, older, fillvalue=0)]
    if gap and 2 * size <= j + len(erased):
      older, size = [mul(c, gap, -1) for c in locator], j + 1 + len(erased) - size
    locator = longer
  for degree in range(length):  # Chien's search for the places, Forney's formula for the values
    terms = [mul(c, x(-degree * i)) for i, c in enumerate(locator)]
    omega = xor(mul(mul(a, b), x(-degree * k)) for k, b in enumerate(syndromes) for a in terms[:8 - k])
    if xor(terms) == 0: errors[degree] = mul(mul(omega, x(-degree * first)), xor(terms[1::2]), -1)
  return errors
def read_card(text, digests=()):  # the card, and (place, typed, meant) for each character that was corrected
  typed = re.sub('[^!-~]', '?', re.sub('[\t-\r -]', '', text)).lower()
  need(typed[:3] == 'qs1' and len(typed) in (82, 110, 135, 161, 186, 212, 238, 263, 289), 4,
       "%d characters, not a card's text: QS1 and more, 82 in all (or 110 to 289)" % len(typed), TYPING)
  code, symbols = SHORT if len(typed) == 82 else LONG, [ALPHABET.find(letter) for letter in typed[3:]]
  top, size = len(symbols) - 1, 5 * (len(symbols) - code.symbols)  # degree of the first symbol, bits of content
  erased = [top - i for i, symbol in enumerate(symbols) if symbol < 0]
  def fixed(errors): return [max(symbol, 0) ^ errors.get(top - i, 0) for i, symbol in enumerate(symbols)]
  def remainder(values): return residue(code, [3, 3, 0, 17, 19] + values) ^ code.target
  right = fixed(find_errors(code, remainder(fixed({})), erased, top + 1))
  window = remainder(right) and erased and erased[0] - erased[-1] < code.symbols
  if window:  # the ? lie close together: x^order is 1, so this divides by x^(the lowest of their degrees)
    filler = residue(code, [0] * (code.order - erased[-1]), remainder(fixed({})))
    right = fixed({degree: filler >> 5 * (degree - erased[-1]) & 31 for degree in erased})
  bits = functools.reduce(lambda high, low: high << 5 | low & 31, right[:-code.symbols], 0)
  payload = (bits >> size % 8).to_bytes(size // 8, 'big')
  card = Card(payload[0] - 16, payload[1:5].hex(), *payload[5:8], payload[8:-1], payload[-1],
              sha256(hashlib.sha256(b'quorate/v1/card-proof' + payload).digest()))
  good = not remainder(right) and max(right) < 32 and (not window or card.digest in digests)
  need(good, 4, 'a card has more mistakes than can be corrected', TYPING)
  need(card.kind < 16, 4, 'a card made by a newer program, version %d' % (payload[0] >> 4))
  good = 2 <= card.threshold <= card.count and 1 <= card.number <= card.count and card.x
  good = good and len(card.y) in {0: [32], 1: range(32, 161, 16)}.get(card.kind, [])
  need(good and not bits % (1 << size % 8), 4, 'a card says what no card says, though its checksum is good')
  return card, [(i + 4, typed[i + 3], ALPHABET[new]) for i, new in enumerate(right) if new != symbols[i]]
def value_at(x, cards):  # the polynomial through the cards, for every byte of the share; at 0 it is the secret
  total = [0] * len(cards[0].y)
  for card in cards:
    weight = functools.reduce(times, (times(x ^ c.x, card.x ^ c.x, -1) for c in cards if c is not card))
    total = [t ^ times(weight, y) for t, y in zip(total, card.y)]
  return bytes(total)
def secret_of(cards):  # b'' if a card disagrees or the set id is not that of the cards
  first, rest = cards[:cards[0].threshold], cards[cards[0].threshold:]
  secret, agreed = value_at(0, first), all(value_at(card.x, first) == card.y for card in rest)
  return secret if agreed and sha256(b'quorate/v1/set-id' + secret)[:8] == first[0].set_id else b''
def combine(cards, digests=()):
  wanted = cards[0].threshold if cards else 2
  need(len(cards) >= wanted, 4, '%d of the %d cards needed are here' % (len(cards), wanted), 'bring more cards')
  secret = secret_of(cards)
  odd = [] if secret else [card for card in cards if digests and card.digest not in digests] or [
    card for card in cards if len(cards) > wanted and secret_of([c for c in cards if c is not card])] or cards
  need(secret, 4, 'card %s was altered' % ' or '.join(str(card.number) for card in odd),
       'put it aside; one card more than needed shows which one it is')
  return secret
def passphrase_of(secret, kind, folder):  # section 1: the words of the 32 bytes, or the text that was split
  text, padding, words = secret[1:1 + secret[0]], secret[1 + secret[0]:-16], []
  for place in [dirname(abspath(__file__)), join(folder, 'recover')]:
    data = attempt([], read_file, join(place, 'words.txt')) or b''
    if sha256(data)[:32] == '2f5eed53a4727b4bf8880d8f3f199efc': words = data.split()
  need(words or kind, 6, 'words.txt is missing or altered', 'put the one of another stick beside recover.py')
  bits = number(secret + hashlib.sha256(secret).digest()[:1])
  if kind == 0: return b' '.join(words[bits >> 11 * i & 2047] for i in reversed(range(24)))
  good = len(text) == secret[0] and len(padding) < 16 and not any(padding) and len(text) < 129
  need(good and re.fullmatch('[^\0-\x1f\x7f\ufffd]+', text.decode(errors='replace')), 4, 'no passphrase in there')
  return text
def collect_cards(args, set_id='', digests=(), replaced={}):  # each checked alone and with those before it
  cards = []
  def take(text):
    card, fixes = read_card(text, digests)
    mine, odd = 'card %d ' % card.number, ' is not as the manifest lists it'
    for fix in fixes: say(mine + 'character %d: %s is read as %s' % fix)
    need(not fixes or args.yes_correct or ask('Does the card say so? (yes or no)') == 'yes', 4,
         mine + 'was corrected, which is not confirmed')
    need(set_id in ('', card.set_id), 4, mine + 'belongs to set %s%s, the bundle needs set %s' % (
         card.set_id, replaced.get(card.set_id, ''), set_id), HINTS[3])
    for other in cards:
      pair = 'cards %d and %d are ' % (other.number, card.number)
      need((*other[:4], len(other.y)) == (*card[:4], len(card.y)), 4, pair + 'not of one set')
      need(other.number != card.number and other.x != card.x, 4, pair + 'the same share')
    need(not digests or card.digest in digests or ask(mine + odd + '. Use it all the same? (yes or no)') == 'yes',
         4, mine + odd)
    cards.append(card)
  for name in args.share:
    text = sys.stdin.read() if name == '-' else read_file(name).decode(errors='replace')
    for line in filter(str.strip, text.split('\n') if name == '-' else [text]): take(line)
  while not args.share and len(cards) < (cards[0].threshold if cards else 1):
    lines, problems = [ask('Type card %d in one or more lines, then an empty line:' % (len(cards) + 1))], []
    need(lines[0], 4, 'no card was typed', 'type it, or give --share FILE where there is no terminal')
    while lines[-1]: lines.append(ask('...'))
    attempt(problems, take, ''.join(lines))
    for problem in problems: say(problem)
  return cards
# ---- Section 3: the archive, a strict ustar.
BAD = re.compile(r'|.*[\x00-\x1f\x7f-\x9f\\:\ufffd].*|.*[. ]|(CON|PRN|AUX|NUL|(COM|LPT)[0-9])([.].*)?', 18)
def read_tar(data):  # [(path, mode, bytes)] of the files
  entries, at = [], 0
  def must(good): need(good, 3, 'the archive in the bundle breaks a rule of section 3 near byte %d' % at)
  while any(data[at:at + 512]):
    block = data[at:at + 512].ljust(512)
    name, *numbers, kind, link, magic, names, device, prefix, rest = struct.unpack(
      '100s8s8s8s12s12s8sc100s8s64s16s155s12s', block)
    must(all(re.fullmatch(rb'[0-7]+[\0 ]+', field) for field in numbers) and kind in (b'0', b'5'))
    mode, uid, gid, size, _, checksum = (int(field.strip(b'\0 '), 8) for field in numbers)
    path = b'/'.join(part.rstrip(b'\0') for part in (prefix, name) if part[0]).decode(errors='replace')
    folder, content = kind == b'5', data[at + 512:at + 512 + size]
    path = path[:-1] if folder and path[-1:] == '/' else path
    must(magic == b'ustar\x0000' and uid == gid == 0 and checksum == sum(block) - sum(numbers[5]) + 8 * 32
         and not (link + names + rest + device.replace(b'0', b'')).strip(b'\0 ') and len(content) == size
         and ((mode, size) == (0o700, 0) if folder else mode == 0o644 or mode & 0o600 == mode)
         and (path.startswith('keys/') or path == 'keys' and folder if entries else path == 'manifest.json')
         and not any(BAD.fullmatch(part) for part in path.split('/')))
    entries.append((path, mode, content, folder, unicodedata.normalize('NFC', path.casefold())))
    at += 512 + -(-size // 512) * 512
  must(len(data) - at >= 1024 and len(data) % 512 == 0 and not any(data[at:]))
  parents = {name[:i] for *_, folder, name in entries if not folder for i, c in enumerate(name) if c == '/'}
  must(len({name for *_, name in entries}) == len(entries))
  must(all((name in parents) == folder for *_, folder, name in entries))
  return [entry[:3] for entry in entries if not entry[3]]
def read_archive(data):  # the inner manifest and {path: (mode, bytes)}
  (_, _, text), *files = read_tar(data) or [('', 0, b'')]
  inner = parse_json(text, 'the manifest in the bundle', pretty, INNER, sound_manifest)
  stated = [('keys/' + key['path'], key['bytes'], key['sha256']) for key in inner['keys']]
  good = stated == [(path, len(content), sha256(content)) for path, _, content in files]
  need(good, 3, 'the archive in the bundle does not hold what its manifest lists')
  return inner, {path[5:]: (mode, content) for path, mode, content in files}
# ---- The guard against double signing: a consensus key comes back only with a settled signing state.
DANGER = (5, 'a consensus key that signs in two places signs two blocks at one height. That is equivocation: it '
  'is slashed, the validator is tombstoned for ever, and nobody can undo it', 'check that the old machine is off '
  'for good, that no copy, standby or remote signer has the key, and which height was signed last; then '
  '--original-stopped and one of --min-height H, --state FILE, --accept-stale-state')
def fields(data):
  try: return {**json.loads(data)}
  except (ValueError, TypeError, RecursionError): return {}
def state_of(data, prefix=''):  # (height, round, step) of a signing state, else ()
  found = [str(fields(data).get(prefix + name)) for name in ('height', 'round', 'step')]
  return tuple(map(int, found)) if all(re.fullmatch('[0-9]{1,19}', text) for text in found) else ()
def state_file(height, turn=0, step=0):
  return json.dumps({'height': str(height), 'round': turn, 'step': step}, indent=2).encode()
def settle(args, place, backup, days):  # the state to write, or b'' where the one that is there is the newest
  old, here, limit = state_of(backup), state_of(read_file(place)) if lexists(place) else None, args.min_height
  given = read_file(args.state) if args.state else state_file(limit + 1) if limit >= 0 else b''
  need(here != () and (state_of(given) or not args.state), 5, 'a file holds no signing state: ' + (args.state or place))
  known = max(old, () if here in (None, state_of(given)) else here)
  need(limit < 0 or known < (limit + 1,), 5, 'backup or destination is above --min-height: %s' % (known,))
  new = max(given, backup, key=state_of) if given or args.accept_stale_state else b''
  if here and here >= max(old, state_of(new)): return b''
  need(state_of(new), 5, 'no signing state is settled for ' + place, DANGER[2])
  need(not here, 6, place + ' is older than the settled signing state', 'move it away')
  if args.accept_stale_state:
    question = 'The backup is %d days old. Type "accept height %d":' % (days, old[0])
    need(ask(question) == 'accept height %d' % old[0], 5, 'the old state was not accepted on a terminal')
  return new
def plan(args, root, inner, archive):  # [(path, mode, bytes)] to write, signing states before the keys
  days = (time.time() - calendar.timegm(time.strptime(inner['ceremony']['date'], CLOCK))) / 86400
  def is_state(k): return k['type'] == 'cometbft-priv-validator-state' or state_of(archive[k['path']][1])
  def signs(k):  # whatever the manifest calls it
    found = {*fields(archive[k['path']][1])}
    return (re.fullmatch('cometbft-priv-validator-(key|legacy)', k['type'])
            or 'priv_key' in found and {'address', 'pub_key', 'last_height'} & found)
  keys, states = [k for k in inner['keys'] if not args.only or {k['name'], k['path']} & {*args.only}], {}
  need(keys, 2, 'nothing in the bundle has that name', '--list shows the names')
  for key in keys:
    path, same = key['path'], [k for k in inner['keys'] if k['name'] == key['name']]
    if is_state(key): states.setdefault(path, archive[path][1])
    if signs(key):
      own, inside = [k['path'] for k in same if is_state(k)], state_of(archive[path][1], 'last_')  # legacy file
      beside = re.sub('(^|/)config$', r'\1data', dirname(path)) + '/priv_validator_state.json'
      place = own[0] if len(own) == 1 == len([*filter(signs, same)]) else beside
      states[place] = max(archive.get(place, [b''])[-1], state_file(*inside) if inside else b'', key=state_of)
  need(not states or args.original_stopped, *DANGER)
  settled = {path: settle(args, join(root, *path.split('/')), data, days) for path, data in states.items()}
  return [(path, 0o600, data) for path, data in settled.items() if data] + [
          (key['path'], *archive[key['path']]) for key in keys if key['path'] not in states]
# ---- Writing, and the record on the stick.
def write_files(root, files):  # all are whole, flushed and read back before the first gets its name
  halves, files = [], [(join(root, *path.split('/')), mode, data) for path, mode, data in files]
  for place, _, _ in files:
    need(not lexists(place) and realpath(place) == place, 6, place + ' is there already, or behind a link',
         'nothing was written; give --to a new folder')
  try:
    for place, mode, data in files:
      os.makedirs(dirname(place), exist_ok=True)
      halves.append(join(dirname(place), '.recover-' + secrets.token_hex(8)))
      with open(halves[-1], 'xb', buffering=0) as file: file.write(data); os.fsync(file.fileno())
      need(read_file(halves[-1]) == data, 6, place + ' did not come back as written')
      attempt([], os.chmod, halves[-1], mode)  # FAT knows no modes
    for (place, _, _), half in zip(files, halves):
      need(not lexists(place), 6, place + ' appeared meanwhile')
      os.rename(half, place)
  finally:
    for half in halves: attempt([], os.unlink, half)
    getattr(os, 'sync', int)()
def append_record(folder, ceremony, follow, key, data):
  now, problems = time.strftime(CLOCK, time.gmtime()), []
  values = {**dict.fromkeys(RECORD[:-1]), **follow, 'format': 'quorate-record', 'version': 1, 'type': 'recovery',
            'ceremonyId': ceremony, 'time': now, 'people': [], 'data': data}
  text = pretty({**values, 'mac': key and hmac.digest(key, canonical(values), 'sha256').hex()})
  name = 'records/%04d-recovery-%s.json' % (follow['number'], re.sub('[-:]', '', now))
  attempt(problems, write_files, realpath(folder), [(name, 0o644, text)])
  say('note: the stick cannot be written, no record was kept: %s' % problems[0] if problems else
      'record on the stick: %s, SHA-256 %s' % (name, sha256(text)))
# ---- The commands.
def trust(wrong, args, sentence='go on despite tampering'):  # bundle and cards are enough, the rest is reported
  for line in wrong: say('TAMPERING: ' + line)
  if wrong and not args.trusted:
    args.trusted = args.despite_tampering and ask('Type "%s":' % sentence) == sentence
    need(args.trusted, 3, 'the stick is altered or damaged outside the bundle, in %d places' % len(wrong),
         'use another stick; bundle and cards alone are enough with --despite-tampering on a terminal')
def differences(manifest, journal, inner, cards):  # section 5: what outside does not fit the inner manifest
  free = re.compile(' *"((custodian|location|sha256)": null|chain": .*),?')
  outer, right = (pretty({n: m[n] for n in INNER}).decode().split('\n') for m in (manifest or inner, inner))
  wrong = [] if len(outer) == len(right) and all(
    a == b or free.fullmatch(a) and a.split(':')[0] == b.split(':')[0] for a, b in zip(outer, right)) else [
    'manifest.json differs from the copy in the bundle']
  if journal and inner['ceremony']['chain'] != journal[-1]['prev']: wrong += ['journal.jsonl is of another ceremony']
  digests = [card['digest'] for card in inner['shareSet']['cards']]
  return wrong + ['card %d is not the one made' % card.number for card in cards if card.digest not in digests]
def recover(args):
  wrong, folder, key = [], find_folder(args.folder), None
  content = read_folder(folder, wrong)
  bundle = parse_bundle(content['bundle.quorate'])
  manifest, journal, follow = inspect(content, bundle, args.folder_hash, wrong)
  outer = manifest or {'keys': [], 'supersededSets': [], 'shareSet': {'cards': []}, 'ceremony': {'id': ''}}
  say('%s: card set %s, SHA-256 of the bundle %s' % (folder, bundle.set_id, bundle.facts['sha256']))
  if not args.folder_hash: say('note: folder hash %(folderHash)s, not authenticated against paper' % follow)
  trust(wrong, args)
  for k in outer['keys'] if args.list else []: print(printable('%(path)s  %(type)s  %(bytes)s bytes' % k))
  if args.list: return
  root, digests = realpath(args.to), [card['digest'] for card in outer['shareSet']['cards']]
  need(not (root + os.sep).startswith(realpath(folder) + os.sep), 2, '--to lies inside the ceremony folder')
  replaced = {old['setId']: ', replaced on ' + old['date'] for old in outer['supersededSets']}
  cards, ceremony = collect_cards(args, bundle.set_id, digests, replaced), outer['ceremony']['id']
  data = {'program': 'recover.py', 'cards': [card.number for card in cards], 'outcome': 'failed'}
  try:
    plain, key = open_bundle(bundle, passphrase_of(combine(cards, digests), 0, folder))
    inner, archive = read_archive(plain)
    ceremony = inner['ceremony']['id']
    trust(differences(manifest, journal, inner, cards), args)
    files = plan(args, root, inner, archive)
    write_files(root, files)
    for path, _, written in files: say('restored %s, SHA-256 %s' % (path, sha256(written)))
    data.update(outcome='restored', files=[path for path, _, _ in files])
  except BaseException as problem:
    data['reason'] = printable(problem.args)[:250]
    raise
  finally: append_record(folder, ceremony, follow, key, data)
def combine_command(args):
  cards = collect_cards(args)
  secret, people = combine(cards), [ask(who + ', type your name:').casefold() for who in ('Operator', 'Witness')]
  need(all(people) and people[0] != people[1], 5, 'operator and witness have not typed two names on a terminal')
  print(passphrase_of(secret, cards[0].kind, '.').decode())
def main(texts):
  shown = re.search(r'(?is)(^|[\s=])qs1[^./\\]*(\s|$)|((^|[\s=])[a-z]{3,8}(?=\s|$)){12}', ' '.join(texts))
  need(not shown, 2, 'a card or passphrase was given as an argument, and was not used',
       "it now stands in the shell's history: delete it there; type cards when asked, or give --share FILE")
  parser = argparse.ArgumentParser(usage=__doc__, allow_abbrev=False)
  parser.error = lambda message: need(False, 2, message)
  parser.add_argument('folder', nargs='?', default=dirname(dirname(abspath(__file__))))
  parser.add_argument('--min-height', type=int, default=-1)
  for name in ('share', 'only'): parser.add_argument('--' + name, action='append', default=[])
  for name in ('to', 'folder-hash', 'state'): parser.add_argument('--' + name, default='')
  for name in ('list', 'combine', 'yes-correct', 'despite-tampering', 'original-stopped', 'accept-stale-state'):
    parser.add_argument('--' + name, action='store_true')
  args = parser.parse_args(texts)
  args.trusted, args.folder_hash = False, re.sub(r'\s', '', args.folder_hash).lower()
  need(re.fullmatch('|[0-9a-f]{64}', args.folder_hash), 2, 'a folder hash has 64 hexadecimal digits')
  need((args.min_height >= 0) + (args.state != '') + args.accept_stale_state < 2, 2, 'give one signing state')
  need(args.to or args.list or args.combine, 2, '--to NEW is missing')
  combine_command(args) if args.combine else recover(args)
if __name__ == '__main__':
  os.umask(0o077)
  sys.stdout.reconfigure(encoding='utf-8')
  try: sys.exit(main(sys.argv[1:]))
  except Refusal as problem: code, message, hint = problem.args
  except OSError as problem: code, message, hint = 6, problem, HINTS[6]
  except (KeyboardInterrupt, MemoryError) as problem: code, message, hint = 1, type(problem).__name__, 'start again'
  say('recover: %s' % message)
  say('hint: %s' % hint)
  sys.exit(code)
