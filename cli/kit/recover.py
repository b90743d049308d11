#!/usr/bin/env python3
"""Quorate recovery: brings keys back from one stick and K share cards. Python 3.9 or newer and nothing else.

recover.py [DIR] --to NEW-FOLDER   asks for the cards one by one and writes the keys below NEW-FOLDER
recover.py [DIR] --list            what the ceremony folder DIR (left out: the one around this file) holds
recover.py --combine               prints the passphrase that the cards give
  --share FILE         a card's text, once for each card; - is stdin, a card a line
  --only NAME          this source or path, not everything (may be repeated)
  --folder-hash HEX    the folder hash from a card or transcript: paper vouches for the stick
  --yes-correct        correct typing mistakes without asking
  --despite-tampering  go on with bundle and cards alone
  --original-stopped   a consensus key's old machine is off for good; with it one of --min-height H (the last
                       height it may have signed), --state FILE (its newest state), --accept-stale-state
Exit codes: 0 done, 2 usage, 3 integrity, 4 shares, 5 refused by a safety guard, 6 medium or files, 1 other.
"section" below means FORMATS.txt. Python cannot wipe its memory: use a machine that was never online."""
import argparse, base64, calendar, collections, functools, hashlib, hmac, itertools, json, operator, os, re
import secrets, stat, struct, sys, time, types, unicodedata
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
OUTER = [*INNER[:3], 'bundle', *INNER[3:]]
RECORD = 'format version ceremonyId folderHash stick number type time people data previous mac'.split()
FORBIDDEN = re.compile('[\x00-\x09\x0b-\x1f\x80-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]'
                       r'|(?<!\\)(\\\\)*\\[^"\\]')  # the second half: an escaped control character
def pretty(value): return json.dumps(value, ensure_ascii=False, indent=2).encode() + b'\n'  # manifest, record
def canonical(value):  # journal line: RFC 8785, which comes down to this for ASCII names and whole numbers
  return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(',', ':')).encode()
def current(version, what): need(version < 2, 3, what + ': made by a newer program, format version %d' % version)
def parse_json(data, what, spelling, members, sound):  # `sound` knows a right value, and may fail on a wrong one
  try:
    value = json.loads(data.decode(), parse_float=int, parse_constant=int)
    current(value.get('version', 1), what)
    good = spelling(value) == data and list(value) == members and not FORBIDDEN.search(data.decode())
    if good and sound(value): return value
  except (ValueError, LookupError, AttributeError, TypeError, RecursionError): pass
  raise Refusal(3, what + ' is missing, damaged or not written as the format says', COMPARE)
def age(manifest):  # days since the ceremony
  return (time.time() - calendar.timegm(time.strptime(manifest['ceremony']['date'], '%Y-%m-%dT%H:%M:%SZ'))) / 86400
def sound_manifest(manifest):
  cards, keys = manifest['shareSet'], manifest['keys']
  return (2 <= cards['threshold'] <= cards['count'] <= 255 and cards['kind'] == 0 and manifest['ceremony']['chain']
          and [card['number'] for card in cards['cards']] == [*range(1, cards['count'] + 1)] and age(manifest) < 1e9
          and [key['path'] for key in keys] == sorted({key['path'] for key in keys})
          and all(key['path'].startswith(key['name'] + '/') for key in keys))
def parse_journal(data, what, before, first, last):  # a chain after the entries `before`, each hash made again
  entries = [*before]
  def proved(entry):
    prev = entries[-1]['hash'] if entries else '0' * 64
    hashed = bytes.fromhex(prev) + canonical({n: entry[n] for n in ('data', 'event', 'seq', 'time')})
    return [entry['seq'], entry['prev'], entry['hash']] == [len(entries), prev, sha256(hashed)]
  for line in data.split(b'\n')[:-1]:
    entries.append(parse_json(line, what, canonical, 'data event hash prev seq time'.split(), proved))
  ends = [entry['event'] for entry in entries[len(before):]] or ['']
  need([data[-1:], ends[0], ends[-1]] == [b'\n', first, last], 3, '%s is not from %s to %s' % (what, first, last))
  return entries

# Section 7: the folder on the stick. Nothing here needs a secret, and only the bundle is indispensable.
def read_file(path, most=300 << 20):  # an ordinary file: no link, no pipe or device, no more than `most` bytes
  plain = stat.S_ISREG(os.lstat(path).st_mode) and os.path.getsize(path) <= most
  need(plain, 6, '%s is a link, no file or too large' % path)
  with open(path, 'rb', opener=lambda name, flags: os.open(name, flags | getattr(os, 'O_NOFOLLOW', 0))) as file:
    return file.read(most)
def find_folder(start):
  paths = [start] + [os.path.join(start, name) for name in os.listdir(start) if name[0] != '.']
  found = [path for path in paths if os.path.lexists(os.path.join(path, 'bundle.quorate'))]
  need(found[:1] == [start] or len(found) == 1, 6, '%s holds %d ceremony folders, not one' % (start, len(found)))
  return found[0]
def read_folder(folder, wrong):  # {relative path: bytes}; a link or what cannot be read goes to `wrong`
  content = collections.defaultdict(bytes)
  for base, folders, names in os.walk(folder):
    for path in (os.path.join(base, name) for name in folders + names):
      name = os.path.relpath(path, folder).replace(os.sep, '/')
      if not stat.S_ISDIR(os.lstat(path).st_mode): content[name] = attempt(wrong, read_file, path) or b''
  return content
def inspect(content, bundle, paper_hash, wrong):  # what can be used beside the bundle; tampering goes to `wrong`
  def note(bad, text): wrong.extend([text] if bad else [])
  def parse(how, name, *rest): return attempt(wrong, how, content[name], name, *rest)
  sums, closing, records = content['SHA256SUMS'], 'records/closing.jsonl', []
  listed = {line[66:]: line[:64] for line in sums.decode(errors='replace').split('\n')[:-1]}
  again = ''.join('%s  %s\n' % (listed[name], name) for name in sorted(listed)).encode()
  note(sums != again or not sums, 'SHA256SUMS is missing or not written as the format says')
  note(paper_hash not in ('', sha256(sums)), 'the folder hash is %s, not the one from paper' % sha256(sums))
  for name in sorted({'bundle.quorate', 'manifest.json', 'journal.jsonl', 'RECOVERY.txt', *listed}):
    note(sha256(content[name]) != listed.get(name), '%s is missing or does not match SHA256SUMS' % name)
  manifest = parse(parse_json, 'manifest.json', pretty, OUTER, sound_manifest)
  journal = parse(parse_journal, 'journal.jsonl', [], 'ceremony.opened', 'bundle.sealed')
  if manifest and journal:
    unchained = {**manifest, 'ceremony': {n: v for n, v in manifest['ceremony'].items() if n != 'chain'}}
    sealed = {**bundle.facts, 'manifest': sha256(canonical(unchained))}
    stated = [{**journal[-1]['data'], 'file': 'bundle.quorate'}, journal[-1]['hash'], manifest['bundle']]
    note(stated != [sealed, manifest['ceremony']['chain'], bundle.facts],
         'manifest.json, journal.jsonl and bundle.quorate do not belong together')
  if not content[closing]: say('note: no %s: this stick was never seen after it was written' % closing)
  elif journal:
    end = parse(parse_journal, closing, journal, 'folder.sealed', 'ceremony.closed')
    note(end and end[len(journal)]['data'] != {'folderHash': sha256(sums)}, closing + ' closed another folder')
  last = content[closing] or sums
  for name in sorted({*content} - {'SHA256SUMS', closing, *listed}):
    if re.fullmatch('records/[0-9]{4}-[a-z]+-[0-9]{8}T[0-9]{6}Z[.]json', name):
      right = {'number': len(records) + 1, 'previous': sha256(last), 'folderHash': sha256(sums)}
      sound = lambda record: right.items() <= record.items() and int(name[8:12]) == record['number']
      records.append(parse(parse_json, name, pretty, RECORD, sound))
      last = content[name]
    elif not re.fullmatch('records/SHA256SUMS[.][0-9A-Fa-f]+[.]asc', name):
      say('note: %s is not listed in SHA256SUMS' % name)
  return types.SimpleNamespace(hash=sha256(sums), manifest=manifest, journal=journal, records=records, last=last)

# Section 2: the bundle.
HEADER = re.compile(
  '{"bundleId":"([0-9a-f]{32})","created":"[0-9-]{10}T[0-9:]{8}Z","setId":"([0-9a-f]{8})","kdf":{"name":"scrypt",'
  '"N":([0-9]+),"r":8,"p":1,"salt":"(%s)"},"cipher":{"name":"AES-256-GCM","nonce":"([A-Za-z0-9+/]{16})"},'
  '"keyCheck":"(%s)"}' % (('[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=',) * 2))  # canonical base64 of 32 bytes
def parse_bundle(data):
  first, size = re.match(rb'QUORATE-BUNDLE-([1-9][0-9]{0,8})\n', data), number(data[17:21])
  if first: current(int(first[1]), 'bundle.quorate')
  header = HEADER.fullmatch(data[21:21 + size].decode(errors='replace'))
  need(first and header and size <= 4096 and 0 <= len(data) - size - 37 <= 285212672, 3,
       'bundle.quorate is damaged: its first line, its header or its length')
  bundle_id, set_id, cost, *encoded = header.groups()
  need(cost in [str(1 << power) for power in range(10, 19)], 3, 'bundle.quorate asks for work out of bounds')
  salt, nonce, key_check = map(base64.b64decode, encoded)
  facts = {'file': 'bundle.quorate', 'bytes': len(data), 'sha256': sha256(data), 'bundleId': bundle_id}
  return types.SimpleNamespace(facts=facts, set_id=set_id, cost=int(cost), salt=salt, nonce=nonce, tag=data[-16:],
                               key_check=key_check, head=data[:21 + size], sealed=data[21 + size:-16])
def open_bundle(bundle, passphrase):  # (archive, record key); nothing is decrypted before keyCheck and tag are right
  secret = hmac.digest(bytes(32), scrypt(passphrase.encode(), bundle.salt, bundle.cost), 'sha256')
  encryption, key_check, record_key = (hmac.digest(secret, b'quorate/v1/' + use + b'\1', 'sha256')  # HKDF
                                       for use in (b'encrypt', b'key-check', b'record'))
  need(hmac.compare_digest(key_check, bundle.key_check), 3, "the bundle's salt, N or keyCheck was altered")
  keys = round_keys(encryption)
  tag = gcm_tag(keys, bundle.nonce, bundle.head, bundle.sealed)
  need(hmac.compare_digest(tag, bundle.tag), 3, 'the bundle was altered or damaged after it was sealed')
  return gcm_crypt(keys, bundle.nonce, bundle.sealed), record_key

# scrypt (RFC 7914), in Python itself where hashlib lacks it: slow, with the same result.
QUARTERS = [[(5 * k + 4 * j) % 16 for j in range(4)] for k in range(4)] + [
            [4 * k + (k + j) % 4 for j in range(4)] for k in range(4)]  # Salsa20: the columns, then the rows
STEPS = [(q[(i + 1) % 4], q[i], q[i - 1], bits) for q in QUARTERS for i, bits in enumerate((7, 9, 13, 18))]
def salsa(block):
  x = [*block]
  for to, a, b, bits in STEPS * 4:
    x[to] ^= (x[a] + x[b] << bits | (x[a] + x[b] & 0xffffffff) >> 32 - bits) & 0xffffffff
  return [a + b & 0xffffffff for a, b in zip(x, block)]
def pbkdf2(password, salt, size):  # with one iteration, as scrypt uses it
  return b''.join(hmac.digest(password, salt + struct.pack('>I', i + 1), 'sha256') for i in range(size // 32))
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
EXP = [1]  # the powers of 3 in GF(2^8), twice around, so that a product is a sum of logarithms
while len(EXP) < 510: EXP.append(EXP[-1] ^ EXP[-1] << 1 ^ (0x11b if EXP[-1] > 127 else 0))
LOG = {value: power for power, value in enumerate(EXP[:255])}
def times(a, b): return EXP[LOG[a] + LOG[b]] if a and b else 0
INVERSE = [0] + [EXP[255 - LOG[byte]] for byte in range(1, 256)]
SBOX = bytes(0x63 ^ xor(byte << k & 255 | byte >> 8 - k for k in range(5)) for byte in INVERSE)
SBOX2 = bytes(times(2, byte) for byte in SBOX)
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
ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
Card = collections.namedtuple('Card', 'kind set_id threshold count number y x digest')
Code = collections.namedtuple('Code', 'symbols shift target generators root first order')
SHORT = Code(13, 60, 0x10ce0795c2fd1e62a, (0x19dc500ce73fde210, 0x1bfae00def77fe529, 0x1fbd920fffe7bee52,
             0x1739640bdeee3fdad, 0x07729a039cfc75f5a), 8 << 5, 77, 93)
LONG = Code(15, 70, 0x43381e570bf4798ab26, (0x3d59d273535ea62d897, 0x7a9becb6361c6c51507, 0x543f9b7e6c38d8a2a0e,
            0x0c577eaeccf1990d13c, 0x1887f74f8dc71b10651), 25 | 6 << 5, 1019, 1023)
POWERS, IMAGES = [1], (217, 411, 799, 823, 871, 998, 748, 248, 473, 923)
while len(POWERS) < 1023:  # of 25 + 6z; a + bz is held as a | b << 5, IMAGES are the products with each bit
  POWERS.append(xor(image for bit, image in enumerate(IMAGES) if POWERS[-1] >> bit & 1))
INDEX = {value: power for power, value in enumerate(POWERS)}
def mul(a, b, sign=1):  # with sign -1 a division
  return POWERS[(INDEX[a] + sign * INDEX[b]) % 1023] if a and b else 0
def residue(code, values, start=1):
  for value in values:
    top, start = start >> code.shift, (start & (1 << code.shift) - 1) << 5 ^ value
    start ^= xor(generator for bit, generator in enumerate(code.generators) if top >> bit & 1)
  return start
def find_errors(code, remainder, erased, length):  # {degree: error}, right while 2 wrong + erased <= 8
  def x(power): return POWERS[INDEX[code.root] * power % 1023]
  syndromes = [xor(mul(remainder >> 5 * k & 31, x(k * j)) for k in range(code.symbols))
               for j in range(code.first, code.first + 8)]
  locator, size, errors = [1], len(erased), {}
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
    if xor(terms) == 0:
      omega = xor(mul(mul(a, b), x(-degree * k)) for k, b in enumerate(syndromes) for a in terms[:8 - k])
      errors[degree] = mul(mul(omega, x(-degree * code.first)), xor(terms[1::2]), -1)
  return errors
