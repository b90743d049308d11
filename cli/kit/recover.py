#!/usr/bin/env python3
"""Quorate recovery: brings keys back from one stick and K share cards. Python 3.9 or newer and nothing else.
recover.py [DIR] --to NEW-FOLDER  asks for the cards one by one, writes the keys below NEW-FOLDER
recover.py [DIR] --list           what the ceremony folder DIR (left out: the one around this file) holds
recover.py --combine              prints the passphrase that the cards give
 --share FILE  a card's text, once for each card; - is stdin, a card a line  --only NAME  this source or path only
 --folder-hash HEX  from a card: paper vouches for the stick   --yes-correct  correct typing mistakes without asking
 --despite-tampering  go on with bundle and cards alone   --original-stopped  a consensus key's old machine is off
 for good, and one of --min-height H (the last it may have signed), --state FILE (newest), --accept-stale-state
Exit codes: 0 done, 2 usage, 3 integrity, 4 shares, 5 refused by a safety guard, 6 medium or files, 1 other.
"section" below means FORMATS.txt. Python cannot wipe its memory: use a machine that was never online."""
import argparse, base64, calendar, collections, functools, hashlib, hmac, itertools, json, operator, os, re
import secrets, stat, struct, sys, time, unicodedata
from os.path import abspath, dirname, join, lexists, realpath
from types import SimpleNamespace
COMPARE = "compare the bundle's SHA-256 with that of another stick, and use that one if they differ"
HINTS = {2: 'recover.py --help', 3: COMPARE, 4: 'look at the cards again, or use others of the same set',
         5: 'find out first what is asked for', 6: 'use another place or stick'}
class Refusal(Exception): pass  # an end we expect; its arguments: exit code, what happened, what to do
def need(good, code, message, hint=''):
  if not good: raise Refusal(code, message, hint or HINTS[code])
def attempt(problems, action, *arguments):  # what the action returns, or None and a line in `problems`
  try: return action(*arguments)
  except (Refusal, OSError) as problem: problems.append(problem.args[1])
def printable(text):  # text from a stick may hold terminal commands: control and direction characters
  return ''.join(c if c.isprintable() else c.encode('unicode_escape').decode() for c in str(text))
def say(text, end='\n'): print(printable(text), end=end, file=sys.stderr, flush=True)
def progress(what, done):
  if sys.stderr.isatty(): sys.stderr.write('\r%s: %d %%%s' % (what, 100 * done, '\n' * (done == 1)))
def ask(question):  # a line typed on the terminal, '' where there is none
  if sys.stdin.isatty(): say(question, ' ')
  return sys.stdin.readline().strip() if sys.stdin.isatty() else ''
def sha256(data): return hashlib.sha256(data).hexdigest()
def number(data): return int.from_bytes(data, 'big')
def xor(values): return functools.reduce(operator.xor, values, 0)

# Sections 0, 5, 6: JSON. What does not come out the same when it is written again is refused.
INNER = 'format version ceremony shareSet supersededSets keys verification software'.split()
RECORD = 'format version ceremonyId folderHash stick number type time people data previous mac'.split()
CLOCK = '%Y-%m-%dT%H:%M:%SZ'
FORBIDDEN = re.compile('[\x00-\x09\x0b-\x1f\x80-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]'
                       r'|(?<!\\)(\\\\)*\\[^"\\]')  # the second half: an escaped control character
def pretty(value): return json.dumps(value, ensure_ascii=False, indent=2).encode() + b'\n'  # manifest, record
def canonical(value):  # journal: RFC 8785, which comes down to this for ASCII names and whole numbers
  return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(',', ':')).encode()
def current(what, version): need(version < 2, 3, '%s: made by a newer program, version %d' % (what, version))
def parse_json(data, what, spelling, members, sound=bool):  # `sound` knows a right value, and may fail on others
  try:
    value = json.loads(data.decode(), parse_float=int, parse_constant=int)
    current(what, value.get('version', 1))
    good = spelling(value) == data and [*value] == members and not FORBIDDEN.search(data.decode())
    if good and sound(value): return value
  except (ValueError, LookupError, AttributeError, TypeError, RecursionError): pass
  raise Refusal(3, what + ' is missing, damaged or not written as the format says', COMPARE)
def sound_manifest(m):
  cards, paths = m['shareSet'], [key['path'] for key in m['keys']]
  return (2 <= cards['threshold'] <= cards['count'] <= 255 and cards['kind'] == 0 and paths == sorted({*paths})
          and [card['number'] for card in cards['cards']] == [*range(1, cards['count'] + 1)] and m['ceremony']['chain']
          and all(k['path'].startswith(k['name'] + '/') for k in m['keys']) and time.strptime(m['ceremony']['date'], CLOCK))
def parse_journal(data, what, before, first, last):  # a chain after the entries `before`, each hash made again
  lines, prev = data.split(b'\n')[:-1], '0' * 64
  chain = before + [parse_json(line, what, canonical, 'data event hash prev seq time'.split()) for line in lines]
  for seq, entry in enumerate(chain):
    hashed = bytes.fromhex(prev) + canonical({n: entry[n] for n in ('data', 'event', 'seq', 'time')})
    proved, prev = [seq, prev, sha256(hashed)], entry['hash']
    need([entry['seq'], entry['prev'], prev] == proved, 3, '%s: entry %d breaks the chain' % (what, seq))
  ends = [entry['event'] for entry in chain[len(before):]] or ['']
  need([data[-1:], ends[0], ends[-1]] == [b'\n', first, last], 3, '%s is not from %s to %s' % (what, first, last))
  return chain

# Section 7: the folder on the stick. Nothing here needs a secret, and only the bundle is indispensable.
def read_file(path, most=300 << 20):  # an ordinary file: no link, no pipe or device, no more than `most` bytes
  good = stat.S_ISREG(os.lstat(path).st_mode) and os.path.getsize(path) <= most
  need(good, 6, '%s is a link, no file or too large' % path)
  with open(path, 'rb', opener=lambda name, how: os.open(name, how | getattr(os, 'O_NOFOLLOW', 0))) as file:
    return file.read(most)
def find_folder(start):
  found = [path for path in [start] + [join(start, name) for name in os.listdir(start) if name[0] != '.']
           if lexists(join(path, 'bundle.quorate'))]
  need(found[:1] == [start] or len(found) == 1, 6, '%s holds %d ceremony folders' % (start, len(found)))
  return found[0]
def read_folder(folder, wrong):  # {relative path: bytes}; a link or what cannot be read goes to `wrong`
  content = collections.defaultdict(bytes)
  for base, folders, names in os.walk(folder):
    for path in [join(base, name) for name in folders + names]:
      name = os.path.relpath(path, folder).replace(os.sep, '/')
      if not stat.S_ISDIR(os.lstat(path).st_mode): content[name] = attempt(wrong, read_file, path) or b''
  return content
def inspect(content, bundle, paper_hash, wrong):  # what can be used beside the bundle; tampering goes to `wrong`
  def note(bad, text): wrong.extend([text] if bad else [])
  def parse(how, name, *rest): return attempt(wrong, how, content[name], name, *rest)
  sums, closing, records = content['SHA256SUMS'], 'records/closing.jsonl', []
  seal, last = sha256(sums), content[closing] or sums
  listed = {line[66:]: line[:64] for line in sums.decode(errors='replace').split('\n')[:-1]}
  note(not sums or sums != ''.join('%s  %s\n' % (listed[name], name) for name in sorted(listed)).encode(),
       'SHA256SUMS is missing or not written as the format says')
  note(paper_hash not in ('', seal), 'the folder hash is %s, not the one from paper' % seal)
  for name in sorted({'bundle.quorate', 'manifest.json', 'journal.jsonl', 'RECOVERY.txt', *listed}):
    note(sha256(content[name]) != listed.get(name), name + ' is missing or does not match SHA256SUMS')
  manifest = parse(parse_json, 'manifest.json', pretty, [*INNER[:3], 'bundle', *INNER[3:]], sound_manifest)
  journal = parse(parse_journal, 'journal.jsonl', [], 'ceremony.opened', 'bundle.sealed')
  if manifest and journal:
    unchained = {**manifest, 'ceremony': {n: v for n, v in manifest['ceremony'].items() if n != 'chain'}}
    stated = [{**journal[-1]['data'], 'file': 'bundle.quorate'}, journal[-1]['hash'], manifest['bundle']]
    note(stated != [{**bundle.facts, 'manifest': sha256(canonical(unchained))}, manifest['ceremony']['chain'],
                    bundle.facts], 'manifest.json, journal.jsonl and bundle.quorate do not belong together')
  end = last is not sums and journal and parse(parse_journal, closing, journal, 'folder.sealed', 'ceremony.closed')
  note(end and end[len(journal)]['data'] != {'folderHash': seal}, closing + ' closed another folder')
  if last is sums: say('note: no %s: this stick was never seen after it was written' % closing)
  for name in sorted({*content} - {'SHA256SUMS', closing, *listed}):
    if re.fullmatch('records/[0-9]{4}-[a-z]+-[0-9]{8}T[0-9]{6}Z[.]json', name):
      right = {'number': len(records) + 1, 'previous': sha256(last), 'folderHash': seal}
      records.append(parse(parse_json, name, pretty, RECORD, lambda record: right.items() <= record.items()))
      last = content[name]
    elif not re.fullmatch('records/SHA256SUMS[.][0-9A-Fa-f]+[.]asc', name): say('note: %s is unlisted' % name)
  return SimpleNamespace(hash=seal, manifest=manifest, journal=journal, records=records, last=last)

# Section 2: the bundle.
HEADER = re.compile(
  '{"bundleId":"([0-9a-f]{32})","created":"[0-9-]{10}T[0-9:]{8}Z","setId":"([0-9a-f]{8})","kdf":{"name":"scrypt",'
  '"N":([0-9]+),"r":8,"p":1,"salt":"(%s)"},"cipher":{"name":"AES-256-GCM","nonce":"([A-Za-z0-9+/]{16})"},'
  '"keyCheck":"(%s)"}' % (('[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=',) * 2))  # canonical base64 of 32 bytes
def parse_bundle(data):
  first, at = re.match(rb'QUORATE-BUNDLE-([1-9][0-9]{0,8})\n', data), 21 + number(data[17:21])
  if first: current('bundle.quorate', int(first[1]))
  header = HEADER.fullmatch(data[21:at].decode(errors='replace'))
  need(first and header and at <= 4117 and 0 <= len(data) - at - 16 <= 285212672, 3,
       'bundle.quorate is damaged: its first line, its header or its length')
  bundle_id, set_id, cost, *encoded = header.groups()
  need(cost in [str(1 << power) for power in range(10, 19)], 3, 'bundle.quorate asks for work out of bounds')
  salt, nonce, key_check = map(base64.b64decode, encoded)
  facts = {'file': 'bundle.quorate', 'bytes': len(data), 'sha256': sha256(data), 'bundleId': bundle_id}
  return SimpleNamespace(facts=facts, set_id=set_id, cost=int(cost), salt=salt, nonce=nonce, key_check=key_check,
                         head=data[:at], sealed=data[at:-16], tag=data[-16:])
def open_bundle(bundle, passphrase):  # (archive, record key), but nothing before keyCheck and tag are right
  secret = hmac.digest(bytes(32), scrypt(passphrase.encode(), bundle.salt, bundle.cost), 'sha256')
  encryption, key_check, record_key = (hmac.digest(secret, b'quorate/v1/' + use + b'\1', 'sha256')  # HKDF
                                       for use in (b'encrypt', b'key-check', b'record'))
  need(hmac.compare_digest(key_check, bundle.key_check), 3, "the bundle's salt, N or keyCheck was altered")
  keys = round_keys(encryption)
  good = hmac.compare_digest(gcm_tag(keys, bundle.nonce, bundle.head, bundle.sealed), bundle.tag)
  need(good, 3, 'the bundle was altered or damaged after it was sealed')
  return gcm_crypt(keys, bundle.nonce, bundle.sealed), record_key

# scrypt (RFC 7914), in Python itself where hashlib lacks it: slow, with the same result.
QUARTERS = [[(5 * k + 4 * j) % 16 for j in range(4)] for k in range(4)] + [  # Salsa20: columns, then rows
            [4 * k + (k + j) % 4 for j in range(4)] for k in range(4)]
STEPS = [(q[(i + 1) % 4], q[i], q[i - 1], bits) for q in QUARTERS for i, bits in enumerate((7, 9, 13, 18))]
def salsa(block):
  x = [*block]
  for to, a, b, n in STEPS * 4: x[to] ^= (x[a] + x[b] << n | (x[a] + x[b] & 2**32 - 1) >> 32 - n) & 2**32 - 1
  return [a + b & 2**32 - 1 for a, b in zip(x, block)]
def pbkdf2(password, salt, size):  # with one iteration, as scrypt uses it
  return b''.join(hmac.digest(password, salt + struct.pack('>I', i), 'sha256') for i in range(1, size // 32 + 1))
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
    if step % 1024 == 1023: progress('scrypt, slow without hashlib.scrypt', (step + 1) / (2 * cost))
  return pbkdf2(password, struct.pack('<256I', *x), 32)

# AES-256-GCM on all blocks at once: lane i, one big number, is byte i of every block, so that xor is one step.
class Field:  # the powers of one element; `images` are its products with the bits 1, 2, 4, ...; addition is ^
  def __init__(self, images):
    self.power = [1]
    for _ in range((1 << len(images)) - 2):
      self.power.append(xor(image for bit, image in enumerate(images) if self.power[-1] >> bit & 1))
    self.log = {value: i for i, value in enumerate(self.power)}
  def mul(self, a, b, sign=1):  # with sign -1 a division
    return self.power[(self.log[a] + sign * self.log[b]) % len(self.power)] if a and b else 0
BYTES = Field((3, 6, 12, 24, 48, 96, 192, 155))  # GF(2^8)
SBOX = bytes(0x63 ^ xor(inverse << k & 255 | inverse >> 8 - k for k in range(5))
             for inverse in (BYTES.mul(1, byte, -1) for byte in range(256)))
SBOX2 = bytes(BYTES.mul(2, byte) for byte in SBOX)
def round_keys(key):
  words = [key[i:i + 4] for i in range(0, 32, 4)]
  for i in range(8, 60):
    word = words[-1].translate(SBOX) if i % 4 == 0 else words[-1]
    if i % 8 == 0: word = bytes([word[1] ^ 1 << i // 8 - 1]) + word[2:] + word[:1]
    words.append(bytes(a ^ b for a, b in zip(words[-8], word)))
  return [b''.join(words[i:i + 4]) for i in range(0, 60, 4)]
def encrypt_blocks(keys, lanes):
  count, ones = len(lanes[0]), number(b'\1' * len(lanes[0]))
  state = [number(lane) ^ byte * ones for lane, byte in zip(lanes, keys[0])]
  for key in keys[1:]:
    rows = [state[(i + i % 4 * 4) % 16].to_bytes(count, 'big') for i in range(16)]  # ShiftRows
    once, twice = ([number(row.translate(table)) for row in rows] for table in (SBOX, SBOX2))
    for i in range(16):  # MixColumns: 2a + 3b + c + d, where b, c, d follow a in its column of four
      b, c, d = (i // 4 * 4 + (i + step) % 4 for step in (1, 2, 3))
      mixed = twice[i] ^ twice[b] ^ once[b] ^ once[c] ^ once[d] if key is not keys[-1] else once[i]
      state[i] = mixed ^ key[i] * ones
  return [lane.to_bytes(count, 'big') for lane in state]
def key_stream(keys, nonce, first, count):
  counters, stream = struct.pack('>%dI' % count, *range(first, first + count)), bytearray(16 * count)
  lanes = [bytes([byte]) * count for byte in nonce] + [counters[i::4] for i in range(4)]
  for i, lane in enumerate(encrypt_blocks(keys, lanes)): stream[i::16] = lane
  return stream
def gcm_tag(keys, nonce, extra, sealed):
  powers, y = [number(b''.join(encrypt_blocks(keys, [b'\0'] * 16)))], 0  # H, and H times x, x^2, ...
  for _ in range(127): powers.append(powers[-1] >> 1 ^ (0xe1 << 120 if powers[-1] & 1 else 0))
  tables = [[xor(powers[8 * i + k] for k in range(8) if b << k & 128) for b in range(256)] for i in range(16)]
  data = b''.join(part + bytes(-len(part) % 16) for part in (extra, sealed))
  data += struct.pack('>QQ', 8 * len(extra), 8 * len(sealed))
  for at in range(0, len(data), 16):  # tables[i][b] is H times the block whose byte i is b, all others 0
    block, y = (y ^ number(data[at:at + 16])).to_bytes(16, 'big'), 0
    for table, byte in zip(tables, block): y ^= table[byte]
    if at % (4 << 20) == 2 << 20: progress('checking', at / len(data))
  return (y ^ number(key_stream(keys, nonce, 1, 1))).to_bytes(16, 'big')
def gcm_crypt(keys, nonce, text):  # encryption and decryption are the same step
  parts = []
  for at in range(0, len(text), 1 << 20):
    part = text[at:at + (1 << 20)]
    stream = key_stream(keys, nonce, 2 + at // 16, (len(part) + 15) // 16)[:len(part)]
    parts.append((number(part) ^ number(stream)).to_bytes(len(part), 'big'))
    if len(text) > 4 << 20: progress('decrypting', (at + len(part)) / len(text))
  return b''.join(parts)

# Section 4: cards. Their checksum is a BCH code over GF(32), its roots lie in GF(1024) = GF(32)[z]/(z^2+z+1).
ALPHABET, TYPING = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l', 'leave out row labels, type ? for what cannot be read'
PAIRS = Field((217, 411, 799, 823, 871, 998, 748, 248, 473, 923))  # powers of 25 + 6z; a + bz is a | b << 5
Card = collections.namedtuple('Card', 'kind set_id threshold count number y x digest')
Code = collections.namedtuple('Code', 'symbols shift target generators root first order')
SHORT = Code(13, 60, 0x10ce0795c2fd1e62a, (0x19dc500ce73fde210, 0x1bfae00def77fe529, 0x1fbd920fffe7bee52,
             0x1739640bdeee3fdad, 0x07729a039cfc75f5a), 8 << 5, 77, 93)
LONG = Code(15, 70, 0x43381e570bf4798ab26, (0x3d59d273535ea62d897, 0x7a9becb6361c6c51507, 0x543f9b7e6c38d8a2a0e,
            0x0c577eaeccf1990d13c, 0x1887f74f8dc71b10651), 25 | 6 << 5, 1019, 1023)
def residue(code, values, start=1):
  for value in values:
    top, start = start >> code.shift, (start & (1 << code.shift) - 1) << 5 ^ value
    start ^= xor(generator for bit, generator in enumerate(code.generators) if top >> bit & 1)
  return start
def find_errors(code, remainder, erased, length):  # {degree: error}, right while 2 wrong + erased <= 8
  def x(power): return PAIRS.power[PAIRS.log[code.root] * power % 1023]
  mul, locator, size, errors, first = PAIRS.mul, [1], len(erased), {}, code.first
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
       "%d characters that are not a card's text: QS1 and more, 82 in all (or 110 to 289)" % len(typed), TYPING)
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
  digest = sha256(hashlib.sha256(b'quorate/v1/card-proof' + payload).digest())
  good = not remainder(right) and max(right) < 32 and (not window or digest in digests)
  need(good, 4, 'a card has more mistakes than can be corrected', TYPING)
  need(payload[0] < 32, 4, 'a card made by a newer program, version %d' % (payload[0] >> 4))
  kind, set_id, k, n, i, y, x = payload[0] - 16, payload[1:5].hex(), *payload[5:8], payload[8:-1], payload[-1]
  good = 2 <= k <= n and 1 <= i <= n and x and len(y) in {0: [32], 1: range(32, 161, 16)}.get(kind, [])
  need(good and not bits & (1 << size % 8) - 1, 4, 'a card says what no card says, though its checksum is good')
  fixes = [(i + 4, typed[i + 3], ALPHABET[value]) for i, value in enumerate(right) if value != symbols[i]]
  return Card(kind, set_id, k, n, i, y, x, digest), fixes
def value_at(x, cards):  # the polynomial through the cards, for every byte of the share; at 0 it is the secret
  total, mul = [0] * len(cards[0].y), BYTES.mul
  for card in cards:
    weight = functools.reduce(mul, (mul(x ^ c.x, card.x ^ c.x, -1) for c in cards if c is not card))
    total = [t ^ mul(weight, y) for t, y in zip(total, card.y)]
  return bytes(total)
def secret_of(cards):  # b'' if a card disagrees or the set id is not that of the cards
  first, rest = cards[:cards[0].threshold], cards[cards[0].threshold:]
  secret, agreed = value_at(0, first), all(value_at(card.x, first) == card.y for card in rest)
  return secret if agreed and sha256(b'quorate/v1/set-id' + secret)[:8] == first[0].set_id else b''
def combine(cards, digests=()):
  wanted = cards[0].threshold if cards else 2
  need(len(cards) >= wanted, 4, '%d of the %d cards needed are here' % (len(cards), wanted), 'bring more cards')
  odd = [card for card in cards if digests and card.digest not in digests] or [card for card in cards
         if len(cards) > wanted and secret_of([other for other in cards if other is not card])] or cards
  need(secret_of(cards), 4, 'card %s was altered' % ' or '.join(str(card.number) for card in odd),
       'put it aside; one card more than needed shows which one it is')
  return secret_of(cards)
def passphrase_of(secret, kind, folder):  # section 1: the text that was split, or the words of the 32 bytes
  size, padding = secret[0], secret[1 + secret[0]:-16]
  text = 0 < size <= min(128, len(secret) - 17) and len(padding) < 16 and not any(padding)
  need(kind == 0 or text, 4, 'these cards hold no passphrase')
  for place in [dirname(abspath(__file__)), join(folder, 'recover')] if kind == 0 else []:
    words = attempt([], read_file, join(place, 'words.txt')) or b''
    if sha256(words) == '2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda':
      words, bits = words.decode().split(), number(secret + hashlib.sha256(secret).digest()[:1])
      return ' '.join(words[bits >> 11 * i & 2047] for i in reversed(range(24)))
  need(kind == 1, 6, 'words.txt is missing or altered', 'put the one of another stick beside recover.py')
  return secret[1:1 + size].decode()
def collect_cards(args, set_id='', digests=(), replaced={}):  # each checked on its own and with those before it
  cards = []
  def take(text):
    card, fixes = read_card(text, digests)
    for fix in fixes: say('card %d, character %d: %s is read as %s' % (card.number, *fix))
    need(not fixes or args.yes_correct or ask('Is that what the card says? (yes or no)') == 'yes', 4,
         'corrections of card %d were not confirmed' % card.number)
    need(set_id in ('', card.set_id), 4, 'card %d belongs to set %s%s, the bundle needs set %s' % (
         card.number, card.set_id, replaced.get(card.set_id, ''), set_id), COMPARE)
    for other in cards:
      pair = 'cards %d and %d are ' % (other.number, card.number)
      need((*other[:4], len(other.y)) == (*card[:4], len(card.y)), 4, pair + 'not of one set')
      need(other.number != card.number and other.x != card.x, 4, pair + 'the same share')
    odd = 'card %d is not as the manifest lists it' % card.number
    need(not digests or card.digest in digests or ask(odd + '. Use it all the same? (yes or no)') == 'yes', 4, odd)
    cards.append(card)
  for name in args.share:
    text = sys.stdin.read() if name == '-' else read_file(name, 1 << 20).decode(errors='replace')
    for line in filter(str.strip, text.split('\n') if name == '-' else [text]): take(line)
  while not args.share and len(cards) < (cards[0].threshold if cards else 1):
    problems, lines = [], [ask('Type card %d in one or more lines, then an empty line:' % (len(cards) + 1))]
    need(lines[0], 4, 'no card was typed', 'type it, or give --share FILE where there is no terminal')
    while lines[-1]: lines.append(ask('...'))
    attempt(problems, take, ''.join(lines))
    for problem in problems: say(problem)
  return cards

# Section 3: the archive, a strict ustar.
BAD = re.compile(r'|.*[\x00-\x1f\x7f-\x9f\\:\ufffd].*|.*[. ]|(CON|PRN|AUX|NUL|(COM|LPT)\d)([.].*)?', re.I | re.S | re.A)
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
    if folder and path.endswith('/'): path = path[:-1]
    must(magic == b'ustar\x0000' and uid == gid == 0 and checksum == sum(block) - sum(numbers[5]) + 8 * 32
         and not (link + names + rest + device.replace(b'0', b'')).strip(b'\0 ') and len(content) == size
         and ((mode, size) == (0o700, 0) if folder else mode == 0o644 or mode & 0o600 == mode)
         and (path.startswith('keys/') or path == 'keys' and folder if entries else path == 'manifest.json')
         and not any(BAD.fullmatch(part) for part in path.split('/')))
    entries.append((path, mode, content, folder, unicodedata.normalize('NFC', path.casefold())))
    at += 512 + (size + 511) // 512 * 512
  must(len(data) - at >= 1024 and len(data) % 512 == 0 and not any(data[at:]))
  parents = {name[:i] for *_, folder, name in entries if not folder for i, c in enumerate(name) if c == '/'}
  must(len({entry[4] for entry in entries}) == len(entries))
  must(all((name in parents) == folder for *_, folder, name in entries))
  return [entry[:3] for entry in entries if not entry[3]]
def read_archive(data):  # the inner manifest and {path: (mode, bytes)}
  files = read_tar(data) or [('', 0, b'')]
  inner = parse_json(files[0][2], 'the manifest in the bundle', pretty, INNER, sound_manifest)
  stated = [('keys/' + key['path'], key['bytes'], key['sha256']) for key in inner['keys']]
  need(stated == [(path, len(content), sha256(content)) for path, _, content in files[1:]], 3,
       'the archive in the bundle does not hold what its manifest lists')
  return inner, {path[5:]: (mode, content) for path, mode, content in files[1:]}

# The guard against double signing: a consensus key comes back only together with a settled signing state.
SIGNERS = 'cometbft-priv-validator-key', 'cometbft-priv-validator-legacy'
DANGER = (5, 'a consensus key that signs in two places signs two blocks at one height. That is equivocation: it is '
  'slashed, the validator is tombstoned for ever, and nobody can undo it', 'check that the old machine is off for '
  'good, that no copy, standby or remote signer has the key, and which height was signed last; then '
  '--original-stopped and one of --min-height H, --state FILE, --accept-stale-state')
def fields(data):
  try: value = json.loads(data)
  except (ValueError, RecursionError): value = None
  return value if isinstance(value, dict) else {}
def state_of(data, prefix=''):  # (height, round, step) of a signing state, else ()
  found = [str(fields(data).get(prefix + name)) for name in ('height', 'round', 'step')]
  return tuple(map(int, found)) if all(re.fullmatch('[0-9]{1,19}', text) for text in found) else ()
def chosen(args, keys): return [k for k in keys if not args.only or {k['name'], k['path']} & {*args.only}]
def state_file(height, turn=0, step=0):
  return json.dumps({'height': str(height), 'round': turn, 'step': step}, indent=2).encode()
def settle(args, place, backup, days):  # the state to write, or b'' where the one that is there is the newest
  old, here = state_of(backup), state_of(read_file(place)) if lexists(place) else None
  given = read_file(args.state) if args.state else state_file(args.min_height + 1) if args.min_height >= 0 else b''
  need(here != (), 5, place + ' is there already, and no signing state can be read from it')
  need(not args.state or state_of(given), 2, args.state + ' holds no signing state')
  known = max(old, () if here in (None, state_of(given)) else here)
  need(args.min_height < 0 or not known or known[0] <= args.min_height, 5,
       'backup or destination already has a signing state above --min-height: %s' % (known,))
  new = max(given, backup, key=state_of) if given or args.accept_stale_state else b''
  if here and here >= max(old, state_of(new)): return b''
  need(state_of(new), 5, 'no signing state is settled for ' + place, DANGER[2])
  need(not here, 6, place + ' is older than the settled signing state', 'move it away')
  if args.accept_stale_state:
    question = 'The backup is %d days old. Type "accept height %d":' % (days, old[0])
    need(ask(question) == 'accept height %d' % old[0], 5, 'the old state was not accepted on a terminal')
  return new
def plan(args, root, inner, archive):  # [(path, mode, bytes)] to write, signing states before the keys
  content, states, keys = {path: data for path, (_, data) in archive.items()}, {}, chosen(args, inner['keys'])
  days = (time.time() - calendar.timegm(time.strptime(inner['ceremony']['date'], CLOCK))) / 86400
  def is_state(key): return key['type'] == 'cometbft-priv-validator-state' or state_of(content[key['path']])
  def signs(key):  # whatever the manifest calls it
    found = fields(content[key['path']])
    return key['type'] in SIGNERS or 'priv_key' in found and {'address', 'pub_key', 'last_height'} & {*found}
  need(keys, 2, 'nothing in the bundle has that name', '--list shows the names')
  for key in keys:
    path, same = key['path'], [other for other in inner['keys'] if other['name'] == key['name']]
    if is_state(key): states.setdefault(path, content[path])
    if signs(key):
      own, inside = [other['path'] for other in same if is_state(other)], state_of(content[path], 'last_')
      beside = re.sub('(^|/)config$', r'\1data', dirname(path)) + '/priv_validator_state.json'
      target = own[0] if len(own) == 1 == len([*filter(signs, same)]) else beside
      states[target] = max(content.get(target, b''), state_file(*inside) if inside else b'', key=state_of)
      if inside: say('note: %s holds a signing state of its own, at height %d' % (path, inside[0]))
  need(not states or args.original_stopped, *DANGER)
  settled = {path: settle(args, join(root, *path.split('/')), data, days) for path, data in states.items()}
  return [(path, 0o600, data) for path, data in settled.items() if data] + [
          (key['path'], *archive[key['path']]) for key in keys if key['path'] not in states]

# Writing, and the record on the stick.
def write_files(root, files):  # all are whole, flushed and read back before the first gets its name
  halves, files = [], [(join(root, *path.split('/')), mode, data) for path, mode, data in files]
  for place, _, _ in files: need(not lexists(place) and realpath(place) == place, 6, place + ' is there already, '
                                 'or behind a link; nothing was written', 'give --to a new folder')
  try:
    for place, mode, data in files:
      os.makedirs(dirname(place), exist_ok=True)
      halves.append(join(dirname(place), '.recover-' + secrets.token_hex(8)))
      with open(halves[-1], 'xb', buffering=0) as file:
        file.write(data)
        os.fsync(file.fileno())
      need(read_file(halves[-1]) == data, 6, place + ' did not come back as written')
      attempt([], os.chmod, halves[-1], mode)  # FAT knows no modes
    for (place, _, _), half in zip(files, halves):
      need(not lexists(place), 6, place + ' appeared meanwhile')
      os.rename(half, place)
  finally:
    for half in halves: attempt([], os.unlink, half)
    getattr(os, 'sync', int)()
def append_record(folder, found, ceremony, key, data):
  now, problems = time.strftime(CLOCK, time.gmtime()), []
  record = dict(zip(RECORD, ['quorate-record', 1, ceremony, found.hash, None, len(found.records) + 1, 'recovery', now,
                             [], data, sha256(found.last)]))
  mac = hmac.digest(key, canonical(record), 'sha256').hex() if key else None
  name, text = 'records/%04d-recovery-%s.json' % (len(found.records) + 1, re.sub('[-:]', '', now)), pretty({**record, 'mac': mac})
  attempt(problems, write_files, realpath(folder), [(name, 0o644, text)])
  say('note: the stick cannot be written, no record was kept: %s' % problems[0] if problems else
      'record on the stick: %s, SHA-256 %s' % (name, sha256(text)))

# The commands.
def trust(wrong, args):  # bundle and cards are enough: what is wrong elsewhere is reported, and ends nothing
  for line in wrong: say('TAMPERING: ' + line)
  sentence = 'go on despite tampering'
  args.trusted = args.trusted or not wrong or args.despite_tampering and ask('Type "%s":' % sentence) == sentence
  need(args.trusted, 3, 'the stick is altered or damaged outside the bundle, in %d places' % len(wrong),
       'use another stick; bundle and cards alone are enough with --despite-tampering on a terminal')
def differences(found, inner, cards):  # section 5: what outside does not fit the inner manifest
  digests, free = [card['digest'] for card in inner['shareSet']['cards']], re.compile(
    ' *"((custodian|location|sha256)": null|chain": .*),?')
  outer, right = (pretty({n: m[n] for n in INNER}).decode().split('\n') for m in (found.manifest or inner, inner))
  fits = len(outer) == len(right) and all(
    a == b or free.fullmatch(a) and a.split(':')[0] == b.split(':')[0] for a, b in zip(outer, right))
  wrong = [] if fits else ['manifest.json differs from the copy in the bundle']
  if found.journal and inner['ceremony']['chain'] != found.journal[-1]['prev']: wrong += ['journal.jsonl is of another ceremony']
  return wrong + ['card %d is not the one that was made' % card.number for card in cards if card.digest not in digests]
def recover(args):
  wrong, folder = [], find_folder(args.folder)
  content = read_folder(folder, wrong)
  bundle = parse_bundle(content['bundle.quorate'])
  found = inspect(content, bundle, args.folder_hash, wrong)
  outer = found.manifest or {'keys': [], 'supersededSets': [], 'shareSet': {'cards': []}, 'ceremony': {'id': ''}}
  say('%s: card set %s, SHA-256 of the bundle %s' % (folder, bundle.set_id, bundle.facts['sha256']))
  if not args.folder_hash: say('note: folder hash %s, not authenticated against paper' % found.hash)
  trust(wrong, args)
  for key in outer['keys'] if args.list else []: print(printable('%(path)s  %(type)s  %(bytes)s bytes' % key))
  if args.list: return
  root, inside = realpath(args.to), realpath(folder)
  need(not (root + os.sep).startswith(inside + os.sep), 2, '--to lies inside the ceremony folder')
  need(args.share or args.original_stopped or not any(
    key['type'] in SIGNERS for key in chosen(args, outer['keys'])), *DANGER)  # before anybody types a card
  digests = [card['digest'] for card in outer['shareSet']['cards']]
  replaced = {old['setId']: ', replaced on ' + old['date'] for old in outer['supersededSets']}
  cards, key, ceremony = collect_cards(args, bundle.set_id, digests, replaced), None, outer['ceremony']['id']
  data = {'program': 'recover.py', 'cards': [card.number for card in cards], 'outcome': 'failed'}
  try:
    plain, key = open_bundle(bundle, passphrase_of(combine(cards, digests), 0, folder))
    inner, archive = read_archive(plain)
    ceremony = inner['ceremony']['id']
    trust(differences(found, inner, cards), args)
    files = plan(args, root, inner, archive)
    write_files(root, files)
    for path, _, written in files: say('restored %s, SHA-256 %s' % (path, sha256(written)))
    data.update(outcome='restored', files=[path for path, _, _ in files])
  except BaseException as problem:
    data['reason'] = printable(problem.args)[:250]
    raise
  finally: append_record(folder, found, ceremony, key, data)
def combine_command(args):
  cards = collect_cards(args)
  secret, people = combine(cards), [ask(who + ', type your name:').casefold() for who in ('Operator', 'Witness')]
  need(all(people) and people[0] != people[1], 5, 'operator and witness have not typed two names on a terminal')
  print(passphrase_of(secret, cards[0].kind, '.'))
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
  need([args.min_height >= 0, args.state != '', args.accept_stale_state].count(True) < 2, 2, 'give one signing state')
  need(args.to or args.list or args.combine, 2, '--to NEW-FOLDER is missing')
  combine_command(args) if args.combine else recover(args)
def run():
  os.umask(0o077)
  sys.stdout.reconfigure(encoding='utf-8')
  try: return main(sys.argv[1:])
  except Refusal as problem: code, message, hint = problem.args
  except OSError as problem: code, message, hint = 6, problem, HINTS[6]
  except (KeyboardInterrupt, MemoryError) as problem: code, message, hint = 1, type(problem).__name__, 'start again'
  say('recover: %s' % message)
  say('hint: %s' % hint)
  return code
if __name__ == '__main__': sys.exit(run())
