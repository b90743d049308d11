#!/usr/bin/env python3
"""Quorate recovery: brings keys back from one stick and K share cards. Python 3.9 or newer and nothing else.
recover.py [DIR] --to NEW  asks for cards, writes the keys below NEW. DIR: the ceremony folder (or this one's)
recover.py [DIR] --list    what it holds          recover.py --combine    prints the passphrase of the cards
 --share FILE  a card's text, once for each card; - is stdin, a card a line   --only NAME  one source or path
 --folder-hash HEX  from a card: paper vouches for the stick   --yes-correct  correct typing without asking
 --despite-tampering  go on with bundle and cards alone   --original-stopped  a consensus key's old machine is
 off for good; with it --min-height H (the last it may have signed), --state FILE or --accept-stale-state
Exit codes: 0 done, 2 usage, 3 integrity, 4 shares, 5 refused by a guard, 6 medium or files, 1 anything else.
Memory is not wiped: use a machine that was never online. "section" in a comment is one of FORMATS.txt."""
import argparse, base64, collections, functools, hashlib, hmac, itertools, json, os, re, struct, sys, time
import unicodedata; from os.path import abspath, dirname, isdir, isfile, islink, join, lexists, realpath
HERE, CLOCK, LINE = dirname(abspath(__file__)), '%Y-%m-%dT%H:%M:%SZ', 'data event hash prev seq time'.split()
HINTS = {2: 'recover.py --help', 3: "compare the bundle's SHA-256 with that of another stick, try that one",
         4: 'look again, or use other cards', 5: 'first find out what is asked', 6: 'try another place'}
class Refusal(Exception): pass  # an end we expect; its arguments: exit code, what happened, what to do
def need(good, code, message, hint=None):
  if not good: raise Refusal(code, message, hint or HINTS[code])
def attempt(note, action, *arguments):  # what the action returns, or None and a call of `note`
  try: return action(*arguments)
  except (Refusal, OSError) as problem: note(problem.args[1])
def printable(text):  # text from a stick may hold terminal commands: control and direction characters
  return ''.join(c if c.isprintable() else c.encode('unicode_escape').decode() for c in str(text))
def say(text, end='\n'): print(printable(text), end=end, file=sys.stderr, flush=True)
def ask(question):  # a line typed on the terminal, '' where there is none
  return sys.stdin.readline().strip() if sys.stdin.isatty() and not say(question, ' ') else ''
sha256, number = lambda data: hashlib.sha256(data).hexdigest(), lambda data: int.from_bytes(data, 'big')
def xor(values): return functools.reduce(int.__xor__, values, 0)
# ---- Sections 0, 5, 6: JSON. What does not come out the same when it is written again is refused.
INNER = 'format version ceremony shareSet supersededSets keys verification software'.split()
RECORD = 'format version ceremonyId folderHash stick number type time people data previous mac'.split()
FORBIDDEN = re.compile('[\x00-\x09\x0b-\x1f\\\\\x80-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]')
WHOLE = {'parse_int': lambda digits: int(digits[:17]), 'parse_float': int, 'parse_constant': int}
def pretty(v): return json.dumps(v, ensure_ascii=False, indent=2).encode() + b'\n'  # manifest, record
def canonical(v): return json.dumps(v, ensure_ascii=False, sort_keys=True, separators=(',', ':')).encode()
def current(what, version): need(version < 2, 3, '%s: made by a newer program, version %d' % (what, version))
def parse_json(data, what, spelling, members, sound=bool):  # `sound` knows a right value or fails
  try:
    v, text = json.loads(data, **WHOLE), re.sub(r'\\["\\]', '', data.decode())
    current(what, v.get('version', 1))
    if spelling(v) == data and [*v] == members and not FORBIDDEN.search(text) and sound(v): return v
  except (ValueError, LookupError, AttributeError, TypeError, RecursionError): pass
  raise Refusal(3, what + ' is missing, damaged or not written as the format says', HINTS[3])
def sound_manifest(m):  # what is used later must be there and of its type
  cards, count, paths = m['shareSet'], m['shareSet']['count'], [key['path'] for key in m['keys']]
  return (re.fullmatch('[0-9a-f]{8}', m['ceremony']['id']) and time.strptime(m['ceremony']['date'], CLOCK)
    and 2 <= cards['threshold'] <= count <= 255 and cards['kind'] == 0 and paths == sorted({*paths})
    and [(c['number'], c['digest'] > '') for c in cards['cards']] == [(i + 1, True) for i in range(count)]
    and all(k['path'].startswith(k['name'] + '/') and k['type'] > '' for k in m['keys'])
    and all(old['setId'] + old['date'] > '' for old in m['supersededSets']))
def parse_journal(data, what, before, first, last):  # a chain after `before`, each hash made again
  chain, prev = before + [parse_json(x, what, canonical, LINE) for x in data.split(b'\n')[:-1]], '0' * 64
  for seq, e in enumerate(chain):  # canonical is RFC 8785 for ASCII names and whole numbers
    made = sha256(bytes.fromhex(prev) + canonical({n: e[n] for n in ('data', 'event', 'seq', 'time')}))
    need([e['seq'], e['prev'], e['hash']] == [seq, prev, made], 3, what + ' breaks its chain of hashes')
    prev = made
  ends = [e['event'] for e in chain[len(before):]] or ['']
  need([data[-1:], ends[0], ends[-1]] == [b'\n', first, last], 3, '%s: not %s to %s' % (what, first, last))
  return chain
# ---- Section 7: the folder on the stick. Nothing here needs a secret; only the bundle is indispensable.
def read_file(path):  # no link, no pipe, no device, nothing larger than the format knows
  need(isfile(path) and not islink(path) and os.path.getsize(path) < 3e8, 6, path + ' is no plain file')
  with open(path, 'rb') as file: return file.read()
def read_folder(folder, note):  # {relative path: bytes}; a link or what cannot be read is noted
  paths = [join(base, name) for base, folders, names in os.walk(folder) for name in folders + names]
  found = {os.path.relpath(p, folder).replace(os.sep, '/'): p for p in paths if islink(p) or not isdir(p)}
  return collections.defaultdict(bytes, {n: attempt(note, read_file, p) or b'' for n, p in found.items()})
def inspect(content, facts, paper_hash, wrong):  # what else is of use; signs of tampering go to `wrong`
  def note(bad, text): wrong.extend([text] if bad else [])
  def parse(how, name, *rest): return attempt(wrong.append, how, content[name], name, *rest)
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
    plain = {**manifest, 'ceremony': {n: v for n, v in manifest['ceremony'].items() if n != 'chain'}}
    stated = [manifest['bundle'], journal[-1]['data'], journal[-1]['hash']]
    made = [{'file': 'bundle.quorate', **facts}, {**facts, 'manifest': sha256(canonical(plain))}]
    note(stated != [*made, manifest['ceremony'].get('chain')], 'manifest, journal and bundle do not match')
  if last is sums: say('note: no %s: this stick was never seen after it was written' % closing)
  elif journal:
    end = parse(parse_journal, closing, journal, 'folder.sealed', 'ceremony.closed')
    note(end and end[len(journal)]['data'] != {'folderHash': seal}, closing + ' closed another folder')
  for name in sorted({*content} - {'SHA256SUMS', closing, *listed}):
    if re.fullmatch('records/[0-9]{4}-[a-z]+-[0-9]{8}T[0-9]{6}Z[.]json', name):
      right = {'number': (count := count + 1), 'previous': sha256(last), 'folderHash': seal}
      parse(parse_json, name, pretty, RECORD, lambda record: right.items() <= record.items())
      last = content[name]
    elif not re.fullmatch('records/SHA256SUMS[.][0-9A-Fa-f]+[.]asc', name): say('note: unlisted file ' + name)
  return manifest, journal, {'folderHash': seal, 'number': count + 1, 'previous': sha256(last)}
HEADER = re.compile(  # Section 2: the bundle, with canonical base64
  '{"bundleId":"([0-9a-f]{32})","created":"[0-9-]{10}T[0-9:]{8}Z","setId":"([0-9a-f]{8})","kdf":{"name":'
  '"scrypt","N":(1024|2048|4096|8192|16384|32768|65536|131072|262144),"r":8,"p":1,"salt":"([A-Za-z0-9+/]{42}'
  '[AEIMQUYcgkosw048]=)"},"cipher":{"name":"AES-256-GCM","nonce":"([A-Za-z0-9+/]{16})"},"keyCheck":'
  '"([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)"}')
def parse_bundle(data):  # (what the manifest must say of it, set id, what open_bundle needs)
  first, at = re.match(rb'QUORATE-BUNDLE-([1-9][0-9]{0,8})\n', data), 21 + number(data[17:21])
  if first: current('bundle.quorate', int(first[1]))
  head = HEADER.fullmatch(data[21:at].decode(errors='replace'))
  need(first and head and at < 4118 and 0 <= len(data) - at - 16 <= 285212672, 3, 'bundle.quorate is damaged')
  bundle_id, set_id, cost, *encoded = head.groups()
  facts = {'bytes': len(data), 'sha256': sha256(data), 'bundleId': bundle_id}
  return facts, set_id, (int(cost), *map(base64.b64decode, encoded), data[:at], data[at:-16], data[-16:])
def open_bundle(passphrase, cost, salt, nonce, key_check, head, sealed, tag):  # (archive, record key)
  secret = hmac.digest(bytes(32), scrypt(passphrase, salt, cost), 'sha256')
  encryption, check, record_key = (hmac.digest(secret, b'quorate/v1/' + use + b'\1', 'sha256')  # HKDF
                                   for use in (b'encrypt', b'key-check', b'record'))
  need(hmac.compare_digest(check, key_check), 3, "the bundle's salt, scrypt N or keyCheck was altered")
  keys, same = round_keys(encryption), hmac.compare_digest
  need(same(gcm_tag(keys, nonce, head, sealed), tag), 3, 'the bundle was altered or damaged after sealing')
  return gcm_crypt(keys, nonce, sealed), record_key
# ---- scrypt (RFC 7914), in Python itself where hashlib lacks it: slow, with the same result.
STEPS = [(q[(i + 1) % 4], q[i], q[i - 1], bits) for q in  # Salsa20: the columns, then the rows
         [[(5 * k + 4 * j) % 16 for j in range(4)] for k in range(4)] +
         [[4 * k + (k + j) % 4 for j in range(4)] for k in range(4)] for i, bits in enumerate((7, 9, 13, 18))]
def salsa(block):
  x = [*block]
  for to, a, b, n in STEPS * 4: x[to] ^= (x[a] + x[b] << n | (x[a] + x[b] & 2**32 - 1) >> 32 - n) & 2**32 - 1
  return [a + b & 2**32 - 1 for a, b in zip(x, block)]
def scrypt(text, salt, n):
  if hasattr(hashlib, 'scrypt'): return hashlib.scrypt(text, salt=salt, n=n, r=8, p=1, maxmem=2**29, dklen=32)
  x, table = struct.unpack('<256I', hashlib.pbkdf2_hmac('sha256', text, salt, 1, 1024)), []
  for step in range(2 * n):
    if step < n: table.append(struct.pack('<256I', *x))
    else: x = [a ^ b for a, b in zip(x, struct.unpack('<256I', table[x[240] % n]))]
    blocks = [x[240:]]
    for k in range(0, 256, 16): blocks.append(salsa([a ^ b for a, b in zip(blocks[-1], x[k:k + 16])]))
    x = sum(blocks[1::2] + blocks[2::2], [])
    if step % 16384 == 0: say('scrypt, slow without hashlib.scrypt: %d %%' % (50 * step / n))
  return hashlib.pbkdf2_hmac('sha256', text, struct.pack('<256I', *x), 1, 32)
# ---- AES-256-GCM on all blocks at once: lane i, one big number, is byte i of every block; xor is one step.
def field(bits):  # the powers of an element, given its products with 1, 2, 4, ...; and multiplication
  power = [1]
  for _ in range(2 ** len(bits) - 2): power.append(xor(b for i, b in enumerate(bits) if power[-1] >> i & 1))
  log = {value: i for i, value in enumerate(power)}  # with sign -1 it divides
  return power, lambda a, b, sign=1: power[(log[a] + sign * log[b]) % len(power)] if a and b else 0
times = field((3, 6, 12, 24, 48, 96, 192, 155))[1]  # GF(2^8)
SBOX = bytes(0x63 ^ xor(times(1, b, -1) * 257 >> 8 - k & 255 for k in range(5)) for b in range(256))
TABLES = SBOX, bytes(times(2, b) for b in SBOX)
COLUMNS = [[i & 12 | i + j & 3 for j in range(4)] for i in range(16)]
def round_keys(key):
  w = [key[i:i + 4] for i in range(0, 32, 4)]
  for i in range(8, 60):
    t = w[-1].translate(SBOX) if i % 4 == 0 else w[-1]
    if i % 8 == 0: t = bytes([t[1] ^ 1 << i // 8 - 1, *t[2:], t[0]])
    w.append(bytes(a ^ b for a, b in zip(w[-8], t)))
  return [b''.join(w[i:i + 4]) for i in range(0, 60, 4)]
def encrypt_blocks(keys, lanes):
  count, ones, x = len(lanes[0]), number(b'\1' * len(lanes[0])), [number(lane) for lane in lanes]
  for step, key in enumerate(keys):
    rows = [x[(i + i % 4 * 4) % 16].to_bytes(count, 'big') for i in range(16)]  # ShiftRows
    if step: x, y = ([number(row.translate(table)) for row in rows] for table in TABLES)  # SubBytes
    if 0 < step < 14: x = [y[a] ^ y[b] ^ x[b] ^ x[c] ^ x[d] for a, b, c, d in COLUMNS]  # MixColumns
    x = [lane ^ byte * ones for lane, byte in zip(x, key)]
  return [lane.to_bytes(count, 'big') for lane in x]
def gcm_crypt(keys, nonce, text, counter=2):  # encryption and decryption are the same step
  half, count, stream = len(text) >> 5 << 4, -(-len(text) // 16), bytearray(len(text) + -len(text) % 16)
  if half >> 20: return (gcm_crypt(keys, nonce, text[:half], counter)  # not too much in memory at a time
                         + gcm_crypt(keys, nonce, text[half:], counter + half // 16))
  counters = struct.pack('>%dI' % count, *range(counter, counter + count))
  lanes = [bytes([byte]) * count for byte in nonce] + [counters[i::4] for i in range(4)]
  for i, lane in enumerate(encrypt_blocks(keys, lanes)): stream[i::16] = lane
  return (number(text) ^ number(stream[:len(text)])).to_bytes(len(text), 'big')
def gcm_tag(keys, nonce, a, c):  # of additional data and ciphertext
  powers, y = [number(b''.join(encrypt_blocks(keys, [b'\0'] * 16)))], 0  # H, and H times x, x^2, ...
  for _ in range(127): powers.append(powers[-1] >> 1 ^ (0xe1 << 120 if powers[-1] & 1 else 0))
  tables = [[xor(powers[8 * i + k] for k in range(8) if b << k & 128) for b in range(256)] for i in range(16)]
  full = b''.join(p + bytes(-len(p) % 16) for p in (a, c, struct.pack('>QQ', 8 * len(a), 8 * len(c))))
  for at in range(0, len(full), 16):  # tables[i][b] is H times the block whose byte i is b, all others 0
    block, y = (y ^ number(full[at:at + 16])).to_bytes(16, 'big'), 0
    for table, byte in zip(tables, block): y ^= table[byte]
  return gcm_crypt(keys, nonce, y.to_bytes(16, 'big'), 1)
# ---- Section 4: cards. Their checksum: a BCH code over GF(32), roots in GF(1024) = GF(32)[z]/(z^2+z+1).
ALPHABET, TYPING = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l', 'leave out row labels, ? is what cannot be read'
POWERS, mul = field((217, 411, 799, 823, 871, 998, 748, 248, 473, 923))  # of 25 + 6z; a + bz is a | b << 5
Card = collections.namedtuple('Card', 'kind set_id threshold count number y x digest')
Code = collections.namedtuple('Code', 'symbols shift target generators step first order')
SHORT = Code(13, 60, 0x10ce0795c2fd1e62a, (0x19dc500ce73fde210, 0x1bfae00def77fe529, 0x1fbd920fffe7bee52,
             0x1739640bdeee3fdad, 0x07729a039cfc75f5a), POWERS.index(8 << 5), 77, 93)  # roots: 8z^77, ...
LONG = Code(15, 70, 0x43381e570bf4798ab26, (0x3d59d273535ea62d897, 0x7a9becb6361c6c51507,
            0x543f9b7e6c38d8a2a0e, 0x0c577eaeccf1990d13c, 0x1887f74f8dc71b10651), 1, 1019, 1023)
def residue(code, values, rest=1):
  for value in values:
    top, rest = rest >> code.shift, (rest & (1 << code.shift) - 1) << 5 ^ value
    rest ^= xor(generator for bit, generator in enumerate(code.generators) if top >> bit & 1)
  return rest
def find_errors(code, rest, erased, length):  # {degree: error}, right while 2 wrong + erased <= 8
  def x(power): return POWERS[code.step * power % 1023]
  locator, older, size, errors, first = [1], [1], len(erased), {}, code.first
  syndromes = [xor(mul(rest >> 5 * k & 31, x(k * (first + j))) for k in range(15)) for j in range(8)]
  for d in erased: locator = older = [a ^ mul(b, x(d)) for a, b in zip(locator + [0], [0] + locator)]
  for j in range(size, 8):  # Berlekamp and Massey, from the erased places on
    gap, older = xor(mul(c, syndromes[j - i]) for i, c in enumerate(locator[:j + 1])), [0] + older
    longer = [a ^ mul(gap, b) for a, b in itertools.zip_longest(locator, older, fillvalue=0)]
    if gap and 2 * size <= j + len(erased):
      older, size = [mul(c, gap, -1) for c in locator], j + 1 + len(erased) - size
    locator = longer
  for d in range(length):  # Chien's search for the places, Forney's formula for the values
    terms = [mul(c, x(-d * i)) for i, c in enumerate(locator)]
    omega = xor(mul(mul(a, b), x(-d * k)) for k, b in enumerate(syndromes) for a in terms[:8 - k])
    if xor(terms) == 0: errors[d] = mul(mul(omega, x(-d * first)), xor(terms[1::2]), -1)
  return errors
def read_card(text, digests=()):  # the card, and (place from 0, typed, meant) of each corrected character
  typed = re.sub('[^!-~]', '?', re.sub('[\t-\r -]', '', text)).lower()
  need(typed[:3] == 'qs1' and len(typed) in (82, 110, 135, 161, 186, 212, 238, 263, 289), 4,
       "%d characters, not a card's text: QS1 and more, 82 in all (or 110 to 289)" % len(typed), TYPING)
  code, symbols = SHORT if len(typed) == 82 else LONG, [ALPHABET.find(letter) for letter in typed[3:]]
  top, size = len(symbols) - 1, 5 * (len(symbols) - code.symbols)  # degree of the first symbol; content bits
  erased = [top - i for i, symbol in enumerate(symbols) if symbol < 0]
  def fixed(errors): return [max(symbol, 0) ^ errors.get(top - i, 0) for i, symbol in enumerate(symbols)]
  def rest(values): return residue(code, [3, 3, 0, 17, 19] + values) ^ code.target
  right = fixed(find_errors(code, rest(fixed({})), erased, top + 1))
  window = rest(right) and erased and erased[0] - erased[-1] < code.symbols
  if window:  # the ? lie close together: x^order is 1, so this divides by x^(the lowest of their degrees)
    filler = residue(code, [0] * (code.order - erased[-1]), rest(fixed({})))
    right = fixed({degree: filler >> 5 * (degree - erased[-1]) & 31 for degree in erased})
  bits = functools.reduce(lambda high, low: high << 5 | low & 31, right[:-code.symbols], 0)
  data = (bits >> size % 8).to_bytes(size // 8, 'big')
  digest = sha256(hashlib.sha256(b'quorate/v1/card-proof' + data).digest())
  card = Card(data[0] % 16, data[1:5].hex(), *data[5:8], data[8:-1], data[-1], digest)
  need(not rest(right) and max(right) < 32 and (not window or digest in digests), 4, 'too many typos', TYPING)
  need(data[0] < 32, 4, 'a card made by a newer program, version %d' % (data[0] >> 4))
  good = 2 <= card.threshold <= card.count and 0 < card.number <= card.count and card.x and data[0] > 15
  good &= card.kind <= 1 and (card.kind or len(card.y) == 32)  # other sizes have no legal length of text
  need(good and not bits % (1 << size % 8), 4, 'a card says what none ever says')
  return card, [(i + 3, typed[i + 3], ALPHABET[new]) for i, new in enumerate(right) if new != symbols[i]]
def value_at(x, pts):  # the polynomial through the cards `pts`, for each byte of the share; at 0 the secret
  weights = [functools.reduce(times, [times(x ^ b.x, a.x ^ b.x, -1) for b in pts if b != a], 1) for a in pts]
  return bytes(xor(times(w, p.y[i]) for w, p in zip(weights, pts)) for i in range(len(pts[0].y)))
def secret_of(cards):  # b'' if a card disagrees or the set id is not that of the cards
  first, rest = cards[:cards[0].threshold], cards[cards[0].threshold:]
  secret, agreed = value_at(0, first), all(value_at(card.x, first) == card.y for card in rest)
  return secret if agreed and sha256(b'quorate/v1/set-id' + secret)[:8] == first[0].set_id else b''
def combine(cards, digests=()):
  wanted, secret = (cards[0].threshold, secret_of(cards)) if cards else (2, b'')
  need(len(cards) >= wanted, 4, '%d of the %d cards needed are here' % (len(cards), wanted), 'bring more')
  odd = [] if secret else [card for card in cards if digests and card.digest not in digests] or [
    card for card in cards if len(cards) > wanted and secret_of([c for c in cards if c is not card])] or cards
  need(secret, 4, 'card %s was altered' % ' or '.join(str(card.number) for card in odd), 'use others instead')
  return secret
def passphrase_of(secret, kind, folder):  # section 1: the words of the 32 bytes, or the text that was split
  text, padding, sums = secret[1:1 + secret[0]], secret[1 + secret[0]:-16], hashlib.sha256(secret).digest()
  lists = [attempt(bool, read_file, join(p, 'words.txt')) or b'' for p in (HERE, join(folder, 'recover'))]
  words = [w for x in lists if sha256(x)[:32] == '2f5eed53a4727b4bf8880d8f3f199efc' for w in x.split()]
  need(words or kind, 6, 'words.txt is missing or altered', "put another stick's beside recover.py")
  if not kind: return b' '.join(words[number(secret + sums[:1]) >> 11 * i & 2047] for i in range(23, -1, -1))
  good = len(text) == secret[0] < 129 and len(padding) < 16 and not any(padding)
  need(good and re.fullmatch('[^\0-\x1f\x7f\ufffd]+', text.decode(errors='replace')), 4, 'no passphrase here')
  return text
def collect_cards(args, set_id='', digests=(), replaced={}):  # each checked alone and with those before it
  cards = []
  def take(text):
    card, fixes = read_card(text, digests)
    mine, sets = 'card %d ' % card.number, (card.set_id, replaced.get(card.set_id, ''), set_id)
    for at, typed, right in fixes:  # as printed: rows of five groups of four, each with its letter
      say(mine + 'row %c, group %d: %s is read as %s' % (65 + at // 20, at % 20 // 4 + 1, typed, right))
    need(not fixes or args.yes_correct or ask('Is that so? (yes or no)') == 'yes', 4, mine + 'not confirmed')
    need(set_id in ('', card.set_id), 4, mine + 'belongs to set %s%s, the bundle needs %s' % sets, HINTS[3])
    for other in cards:
      good = (*other[:4], len(other.y)) == (*card[:4], len(card.y)) and card.number != other.number
      need(good and card.x != other.x, 4, mine + 'and card %d: other sets, or the same share' % other.number)
    odd = mine + 'is not as the manifest lists it'
    need(not digests or card.digest in digests or ask(odd + '. Use it? (yes or no)') == 'yes', 4, odd)
    cards.append(card)
  for name in args.share:
    text = (sys.stdin.buffer.read() if name == '-' else read_file(name)).decode(errors='replace')
    for line in filter(str.strip, text.split('\n') if name == '-' else [text]): take(line)
  while not args.share and len(cards) < (wanted := cards[0].threshold if cards else 2):  # K is 2 or more
    first = ask('Type card %d of at least %d, then an empty line:' % (len(cards) + 1, wanted))
    need(first, 4, 'no card was typed', 'type it, or give --share FILE where there is no terminal')
    attempt(say, take, first + ''.join(iter(lambda: ask('...'), '')))
  return cards
BAD = re.compile(r'|.*[\x00-\x1f\x7f-\x9f\\:\ufffd].*|.*[. ]|(CON|PRN|AUX|NUL|(COM|LPT)[0-9])([.].*)?', 18)
def read_tar(data):  # section 3, a strict ustar: [(path, mode, bytes)] of the files
  entries, at = [], 0
  def must(good): need(good, 3, 'the archive in the bundle breaks a rule of section 3 near byte %d' % at)
  while any(block := data[at:at + 512]):
    name, *numbers, kind, link, magic, names, device, prefix, rest = struct.unpack(
      '100s8s8s8s12s12s8sc100s8s64s16s155s12s', block.ljust(512))
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
  parents = {name[:i] for *_, folder, name in entries if not folder for i, c in enumerate(name) if c == '/'}
  must(len(data) - at >= 1024 and not len(data) % 512 and not any(data[at:]) and 0 < len(entries) == len(
    {entry[4] for entry in entries}) and all((name in parents) == folder for *_, folder, name in entries))
  return [entry[:3] for entry in entries if not entry[3]]
def read_archive(data):  # the inner manifest and {path: (mode, bytes)}
  (_, _, text), *files = read_tar(data)
  inner = parse_json(text, 'the manifest in the bundle', pretty, INNER, sound_manifest)
  stated = [('keys/' + key['path'], key['bytes'], key['sha256']) for key in inner['keys']]
  need(stated == [(path, len(file), sha256(file)) for path, _, file in files], 3, 'archive not as listed')
  return inner, {path[5:]: (mode, content) for path, mode, content in files}
# ---- The guard against double signing: a consensus key comes back only with a settled signing state.
DANGER = 5, ('a consensus key that signs one height in two places commits equivocation: it is slashed and '
  'tombstoned for ever'), ('check that the old machine is off for good, that no copy, standby or remote '
  'signer has the key, and which height was signed last; then give --original-stopped and one of '
  '--min-height H, --state FILE, --accept-stale-state')
SECRETS = {'priv_key', 'privateshard', 'secret_share'}  # of CometBFT, and of the shards of horcrux
ONE = 'restore one key at a time with --only; of one that comes twice, that with the newest signing state'
def fields(data):  # read at least as generously as any node does
  try: return {n.lower(): v for n, v in json.loads(data.decode('utf-8-sig', 'replace')).items()}
  except (ValueError, AttributeError, RecursionError): return {}
def state_of(data, prefix=''):  # (height, round, step) of a signing state, else (); tmkms counts steps to 6
  found = [str(fields(data).get(prefix + name)) for name in ('height', 'round', 'step')]
  h, r, s = map(int, found) if all(re.fullmatch('[0-9]{1,19}', text) for text in found) else (-1, 0, 0)
  return () if h < 0 else (h, r, (s > 0) + 2 * (s > 3) if 'block_id' in fields(data) else s)
def form_of(data): return isinstance(fields(data).get('round'), str), 'block_id' in fields(data)
def state_file(h, r=0, s=0, form=(0, 0)):  # horcrux and tmkms have the round in quotes, or do not go by it
  v = {'height': str(h), 'round': str(r) if form[0] else r, 'step': s * 3 - 3 * (s > 2) if form[1] else s}
  return json.dumps({**v, 'block_id': None} if form[1] else v, indent=2).encode()
def settle(args, place, backup, newest, days):  # the state to write, or b'' where the newest is there already
  here, limit, form = state_of(read_file(place)) if lexists(place) else None, args.min_height, form_of(backup)
  given = read_file(args.state) if args.state else state_file(limit + 1, form=form) if limit >= 0 else b''
  need(here != () and (state_of(given) or not args.state), 5, 'no signing state in ' + (args.state or place))
  if backup and args.state and form_of(given) != form: given = state_file(*state_of(given), form)
  new = max(given, backup, key=state_of) if args.state or args.accept_stale_state else given
  if here and here >= max(newest, state_of(new)): return b''
  need(state_of(new) >= newest, 5, 'nothing settles a state from %s on for %s' % (newest, place), DANGER[2])
  need(not here, 6, place + ' is older than the settled signing state', 'move it away')
  yes = not args.accept_stale_state or 'accept height %d' % newest[0]
  need(yes is True or ask('Backup %d days old. Type "%s":' % (days, yes)) == yes, 5, 'no yes at a terminal')
  return new
def plan(args, root, inner, archive):  # [(path, mode, bytes)] to write, signing states before the keys
  days = (time.time() - time.mktime(time.strptime(inner['ceremony']['date'], CLOCK)) + time.timezone) / 86400
  def kin(k): return [other for other in inner['keys'] if other['name'] == k['name']]
  def is_state(k): return k['type'] == 'cometbft-priv-validator-state' or state_of(archive[k['path']][1])
  def known(k): return re.fullmatch('cometbft-priv-validator-(key|legacy)', k['type']) or SECRETS & {
    *(found := fields(archive[k['path']][1]))} and (k['type'], *found) != ('cometbft-node-key', 'priv_key')
  def signs(k):  # as the plan says; what lies beside the PEM key of a federation signer is no key
    role, types = str(k.get('role')).lower(), {other['type'] for other in kin(k)}
    free = role == 'signer' and k['type'] == 'opaque' and types & {'pem-private-key', 'openssh-private-key'}
    return known(k) or (k['type'] in ('json-key', 'opaque') and role in ('validator', 'signer') and not (
      free or is_state(k) or any(map(known, kin(k)))))
  chosen = [k for k in inner['keys'] if not args.only or {k['name'], k['path']} & {*args.only}]
  need(chosen, 2, 'nothing in the bundle has that name', '--list shows the names')
  states, owner, newest = {}, {}, {}  # states, and whose, by place; the newest of each key; 0, 0, 0 is none
  for key in inner['keys']:  # those not chosen too: they may say how far the same key has signed
    path, data = key['path'], archive[key['path']][1]
    if is_state(key) and key in chosen: states.setdefault(path, data)
    if signs(key):  # a remote signer keeps its states, horcrux has two, where it keeps them
      remote, alone = known(key) and 'priv_key' not in fields(data), len([*filter(signs, kin(key))]) == 1
      own, inside = [k['path'] for k in kin(key) if alone and is_state(k)], state_of(data, 'last_')  # legacy
      place = re.sub('(^|/)config$', r'\1data', dirname(path)) + '/priv_validator_state.json'
      place = own[0] if own and (remote or not own[1:]) else place
      found = [state_file(*inside) if inside else b''] + [archive[p][1] for p in {place, *own} & {*archive}]
      state, who = max(found, key=state_of), str(fields(data).get('priv_key', key.get('publicKey') or path))
      newest[who] = max(newest.get(who, ()), state_of(state))
      if key in chosen:
        need(who not in owner.values() and place not in owner, 5, path + ' comes with another key', ONE)
        need(state or not (remote and args.original_stopped) or args.state, 5, path + ' is without a state',
             'its signer would begin from nothing: give --state FILE, as that signer writes it')
        for p in {place, *own}: states[p], owner[p] = state, who
  need(not states or args.original_stopped, *DANGER)
  need(len({owner.get(p, p) for p in states}) < 2 or args.min_height < 0 and not args.state, 5,
       'one height or state, several keys', ONE)
  floor = {p: max(newest.get(owner.get(p), state_of(states[p])), (0, 0, 1)) for p in states}
  settled = {p: settle(args, join(root, *p.split('/')), states[p], floor[p], days) for p in states}
  return [(path, 0o600, data) for path, data in settled.items() if data] + [
          (key['path'], *archive[key['path']]) for key in chosen if key['path'] not in states]
def write_files(root, files):  # all are whole, flushed and read back before the first gets its name
  halves, files = [], [(join(root, *path.split('/')), mode, data) for path, mode, data in files]
  try:
    for p, _, _ in files: need(not lexists(p) and realpath(p) == p, 6, p + ' exists, or is behind a link')
    for p, mode, data in files:
      os.makedirs(dirname(p), exist_ok=True)
      halves.append(join(dirname(p), '.recover-' + os.urandom(8).hex()))
      with open(halves[-1], 'xb', buffering=0) as file: file.write(data); os.fsync(file.fileno())
      need(read_file(halves[-1]) == data, 6, p + ' did not come back as written')
      attempt(bool, os.chmod, halves[-1], mode)  # FAT knows no modes
    for (p, _, _), half in zip(files, halves): need(not lexists(p), 6, p + ' appeared'); os.rename(half, p)
    return files
  finally:
    for half in halves: attempt(bool, os.unlink, half)
    getattr(os, 'sync', int)()
def append_record(folder, ceremony, follow, key):
  if not ceremony: return say('note: no record is kept, as manifest.json cannot be used')
  told = {'format': 'quorate-record', 'version': 1, 'ceremonyId': ceremony, 'type': 'recovery', 'people': []}
  values = {**dict.fromkeys(RECORD[:-1]), **told, **follow, 'time': time.strftime(CLOCK, time.gmtime())}
  text = pretty({**values, 'mac': key and hmac.digest(key, canonical(values), 'sha256').hex()})
  name = 'records/%04d-recovery-%s.json' % (follow['number'], re.sub('[-:]', '', values['time']))
  if attempt(lambda why: say('no record: ' + why), write_files, realpath(folder), [(name, 0o644, text)]):
    say('record on the stick: %s, SHA-256 %s' % (name, sha256(text)))
def trust(wrong, args, sentence='go on despite tampering'):  # bundle and cards are enough, the rest is told
  for line in wrong: say('TAMPERING: ' + line)
  if wrong and not args.trusted:
    args.trusted = args.despite_tampering and ask('Type "%s":' % sentence) == sentence
    need(args.trusted, 3, 'the stick is altered or damaged outside the bundle, in %d places' % len(wrong),
         'use another stick; bundle and cards alone are enough with --despite-tampering on a terminal')
def differences(manifest, journal, inner, cards):  # section 5: what outside does not fit the inner manifest
  digests, free = [c['digest'] for c in inner['shareSet']['cards']], '(custodian|location|sha256)": null'
  outer, right = (pretty({n: m[n] for n in INNER}).decode().split('\n') for m in (manifest or inner, inner))
  good = len(outer) == len(right) and (not journal or inner['ceremony'].get('chain') == journal[-1]['prev'])
  for a, b in zip(outer, right):
    good &= a == b or b.startswith(a.split(':')[0]) and bool(re.fullmatch(' +"(%s|chain": .*),?' % free, a))
  wrong = [] if good else ['manifest.json or journal.jsonl differs from the copy in the bundle']
  return wrong + ['card %d is not the one made' % card.number for card in cards if card.digest not in digests]
def recover(args):
  wrong, folder, key = [], args.folder, None
  need(lexists(join(folder, 'bundle.quorate')), 6, folder + ' is not the folder that holds bundle.quorate')
  content = read_folder(folder, wrong.append)
  facts, set_id, parts = parse_bundle(content['bundle.quorate'])
  manifest, journal, follow = inspect(content, facts, args.folder_hash, wrong)
  known = manifest or {'keys': [], 'supersededSets': [], 'shareSet': {'cards': []}, 'ceremony': {'id': ''}}
  say('%s: card set %s, SHA-256 of the bundle %s' % (folder, set_id, facts['sha256']))
  if not args.folder_hash: say('note: folder hash %(folderHash)s, not authenticated against paper' % follow)
  trust(wrong, args)
  if args.list: return print(*[printable('%(path)s  %(type)s' % key) for key in known['keys']], sep='\n')
  root, digests = realpath(args.to), [card['digest'] for card in known['shareSet']['cards']]
  need(not (root + os.sep).startswith(realpath(folder) + os.sep), 2, '--to lies inside the ceremony folder')
  need(args.share or args.only or args.original_stopped or 'tbft-priv' not in str(known['keys']), *DANGER)
  replaced = {old['setId']: ', replaced on ' + old['date'] for old in known['supersededSets']}
  cards = collect_cards(args, set_id, digests, replaced)
  data = {'program': 'recover.py', 'cards': [card.number for card in cards], 'outcome': 'failed'}
  try:
    plain, key = open_bundle(passphrase_of(combine(cards, digests), 0, folder), *parts)
    known, archive = read_archive(plain)
    trust(differences(manifest, journal, known, cards), args)
    files = plan(args, root, known, archive)
    for path, _, written in write_files(root, files): say('restored %s, SHA-256 %s' % (path, sha256(written)))
    data.update(outcome='restored', files=[path for path, _, _ in files])
  except Refusal as end: data['reason'] = printable(end.args[1])[:250]; raise
  finally: append_record(folder, known['ceremony']['id'], {**follow, 'data': data}, key)
def main(texts):
  shown = re.search(r'(?is)(^|[\s=])qs1[^./\\]*(\s|$)|((^|[\s=])[a-z]{3,8}(?=\s|$)){12}', ' '.join(texts))
  need(not shown, 2, 'a card or passphrase was an argument', "it is in the shell's history now: delete it")
  parser = argparse.ArgumentParser(usage=__doc__, allow_abbrev=False)
  parser.error = lambda message: need(False, 2, message)
  parser.add_argument('folder', nargs='?', default=dirname(HERE))
  parser.add_argument('--min-height', type=int, default=-1)
  for name in ('share', 'only'): parser.add_argument('--' + name, action='append', default=[])
  for name in ('to', 'folder-hash', 'state'): parser.add_argument('--' + name, default='')
  for name in 'list combine yes-correct despite-tampering original-stopped accept-stale-state'.split():
    parser.add_argument('--' + name, action='store_true')
  args = parser.parse_args(texts)
  args.trusted, args.folder_hash = False, re.sub(r'\s', '', args.folder_hash).lower()
  count = (args.min_height >= 0) + (args.state != '') + args.accept_stale_state
  need(count < 2 and (args.to or args.list or args.combine), 2, 'give --to NEW, and one state at most')
  if not args.combine: return recover(args)
  cards = collect_cards(args)
  secret, people = combine(cards), {ask(who + ', your name:').casefold() for who in ('Operator', 'Witness')}
  need(len(people - {''}) == 2, 5, 'operator and witness have not typed two names on a terminal')
  print(passphrase_of(secret, cards[0].kind, '.').decode())
if __name__ == '__main__':
  os.umask(0o077), sys.stdout.reconfigure(encoding='utf-8'), sys.stdin.reconfigure(errors='replace')
  try: sys.exit(main(sys.argv[1:]))
  except Refusal as end: code, message, hint = end.args
  except OSError as end: code, message, hint = 6, end, HINTS[6]
  except (KeyboardInterrupt, MemoryError) as end: code, message, hint = 1, type(end).__name__, 'try again'
  sys.exit(say('recover: %s' % message) or say('hint: ' + hint) or code)
