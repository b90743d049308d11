#!/usr/bin/env python3
"""Recomputes every number in the examples of docs/formats.md from the page's own rules and constants.

Written from the page alone, with Python's standard library alone: what agrees here, a stranger can build.
The inputs of the examples must stand in test/vectors/, which another program made.

usage: formats_page_check.py [PAGE]      exit status 0 when everything agrees, 1 otherwise
"""
import base64
import functools
import hashlib
import hmac
import json
import operator
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
VECTORS = HERE.parent / 'vectors'
PAGE = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent.parent / 'docs' / 'formats.md'
WIDTH = 100

def sha256(data):
    return hashlib.sha256(data).digest()

def hmac256(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()

def spaced(values):
    return ' '.join(str(value) for value in values)

def same(one, *others):
    if any(other != one for other in others):
        raise ValueError(f'{one!r} is not {others!r}')
    return one

# ---- the page: blocks of `name = value` lines, and files as they are

def fields_of(body):
    rows = []
    for line in body.splitlines():
        if line.startswith('    '):
            rows[-1][1].append(line.strip())
        else:
            name, _, value = line.partition(' =')
            rows.append((name, [value.strip()]))
    if len({name for name, _ in rows}) != len(rows):
        raise ValueError('a name stands twice in a block')
    return {name: (' ' if name in ('words', 'indices', 'symbols') else '').join(lines) for name, lines in rows}

def blocks_of(kind):
    found = re.findall(rf'^```{kind}(?: ([^\n]+))?\n(.*?)^```$', PAGE_TEXT, re.S | re.M)
    if len(dict(found)) != len(found):
        raise ValueError(f'two {kind} blocks have one name')
    return dict(found)

def strings_in(value):
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings_in(item)

def from_vectors(text):
    if text not in KNOWN:
        raise ValueError(f'{text[:60]!r} is not in test/vectors')
    return text

# ---- sections 0 and 1: canonical JSON, words

def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False).encode()

def groups(number, count, bits):
    return [number >> bits * (count - 1 - i) & (1 << bits) - 1 for i in range(count)]

def word_indices(entropy):
    return groups(int.from_bytes(entropy + sha256(entropy)[:1], 'big'), 24, 11)

def words_at(indices):
    return ' '.join(WORDS[index] for index in indices)

# ---- section 2: AES (FIPS 197), GCM as the page spells it

def times(a, b, modulus=0x11B, top=0x100):
    product = 0
    while b:
        product ^= a * (b & 1)
        a <<= 1
        a ^= modulus * bool(a & top)
        b >>= 1
    return product

def inverse(a):
    result = 1
    for _ in range(254):
        result = times(result, a)
    return result

def substitution(a):
    b = inverse(a)
    return 0x63 ^ b ^ sum_xor((b << i | b >> 8 - i) & 255 for i in range(1, 5))

def sum_xor(values):
    return functools.reduce(operator.xor, values, 0)

SBOX = [substitution(a) for a in range(256)]

def aes256(key, block):
    schedule, constant = [list(key[i : i + 4]) for i in range(0, 32, 4)], 1
    for i in range(8, 60):
        word = list(schedule[i - 1])
        if i % 8 == 0:
            word = [SBOX[b] for b in word[1:] + word[:1]]
            word[0] ^= constant
            constant = times(constant, 2)
        elif i % 8 == 4:
            word = [SBOX[b] for b in word]
        schedule.append([a ^ b for a, b in zip(schedule[i - 8], word)])
    round_keys = [sum(schedule[i : i + 4], []) for i in range(0, 60, 4)]
    state = [a ^ b for a, b in zip(block, round_keys[0])]
    for number, round_key in enumerate(round_keys[1:], 1):
        state = [SBOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        if number < 14:
            rows = ([state[i - i % 4 + (i + j) % 4] for j in range(4)] for i in range(16))
            state = [times(a, 2) ^ times(b, 3) ^ c ^ d for a, b, c, d in rows]
        state = [a ^ b for a, b in zip(state, round_key)]
    return bytes(state)

def gcm_product(x, q):
    z = 0
    for bit in groups(x, 128, 1):
        z ^= q * bit
        q = q >> 1 ^ (0xE1 << 120) * (q & 1)
    return z

def gcm_open(key, nonce, additional, ciphertext):
    blocks = range(2, 2 + -(-len(ciphertext) // 16))
    stream = b''.join(aes256(key, nonce + i.to_bytes(4, 'big')) for i in blocks)
    plaintext = bytes(a ^ b for a, b in zip(ciphertext, stream))
    padded = b''.join(part + bytes(-len(part) % 16) for part in (additional, ciphertext))
    padded += (8 * len(additional)).to_bytes(8, 'big') + (8 * len(ciphertext)).to_bytes(8, 'big')
    q, y = int.from_bytes(aes256(key, bytes(16)), 'big'), 0
    for i in range(0, len(padded), 16):
        y = gcm_product(y ^ int.from_bytes(padded[i : i + 16], 'big'), q)
    tag = y ^ int.from_bytes(aes256(key, nonce + b'\0\0\0\1'), 'big')
    return plaintext, tag.to_bytes(16, 'big')

# ---- section 4: cards. An element of GF(1024) is a pair.

def gf32(a, b):
    return times(a, b, 0x29, 0x20)

def plus(*elements):
    return sum_xor(a for a, _ in elements), sum_xor(b for _, b in elements)

def product(x, y):
    (a, b), (c, d) = x, y
    return gf32(a, c) ^ gf32(b, d), gf32(a, d) ^ gf32(b, c) ^ gf32(b, d)

def power(x, exponent):
    result = (1, 0)
    for _ in range(exponent):
        result = product(result, x)
    return result

def elements(pairs):
    return ' '.join(f'{a},{b}' for a, b in pairs)

class Code:
    """One of the two checksums, with the constants that the page gives for it."""

    def __init__(self, name):
        constant = {key[len(name) + 1 :]: value for key, value in CONSTANTS.items() if key.startswith(name)}
        self.length, self.shift, self.target = (int(constant[key], 0) for key in ('length', 'shift', 'target'))
        self.gen = [int(constant[f'GEN {i}'], 0) for i in range(5)]
        self.root = tuple(int(part) for part in constant['root'].split(','))
        self.order, self.first = int(constant['root order']), int(constant['first power'])
        self.g = self.coefficients(self.gen[0]) + [1]

    def coefficients(self, packed):
        return [packed >> 5 * j & 31 for j in range(self.length)]

    def residue(self, symbols):
        residue = 1
        for v in [int(v) for v in CONSTANTS['prefix symbols'].split()] + symbols:
            b = residue >> self.shift
            residue = (residue & (1 << self.shift) - 1) << 5 ^ v ^ sum_xor(self.gen[i] * (b >> i & 1) for i in range(5))
        return residue

    def value(self, polynomial, k):
        """A polynomial over GF(32), lowest degree first, at root^(first power + k)."""
        at, total = power(self.root, self.first + k), (0, 0)
        for coefficient in reversed(polynomial):
            total = plus(product(total, at), (coefficient, 0))
        return total

def symbols_of(text):
    return [max(CONSTANTS['alphabet'].find(c), 0) for c in text[3:].lower()]

def characters(symbols):
    return 'QS1' + ''.join(CONSTANTS['alphabet'][v] for v in symbols).upper()

def code_of(text):
    return CODES['short' if len(text) == 82 else 'long']

def encode(payload):
    """Data symbols and checksum symbols of a payload."""
    bits, count = 8 * len(payload), -(-8 * len(payload) // 5)
    code = CODES['short' if len(payload) == 41 else 'long']
    data = groups(int.from_bytes(payload, 'big') << count * 5 - bits, count, 5)
    return data, groups(code.residue(data + [0] * code.length) ^ code.target, code.length, 5)

def payload_of(text):
    code, symbols = code_of(text), symbols_of(text)
    same(code.residue(symbols), code.target)
    data = symbols[: -code.length]
    number, padding = sum(v << 5 * i for i, v in enumerate(reversed(data))), len(data) * 5 % 8
    if padding > 4 or number & (1 << padding) - 1:
        raise ValueError(f'the padding of {text} is wrong')
    return (number >> padding).to_bytes(len(data) * 5 // 8, 'big')

def proof_of(payload):
    return sha256(b'quorate/v1/card-proof' + payload)

def set_id(secret):
    return sha256(b'quorate/v1/set-id' + secret)[:4].hex()

# ---- the examples: each function takes a block and gives the block as it ought to be

def words_example(given):
    entropy = bytes.fromhex(from_vectors(given['entropy']))
    indices = word_indices(entropy)
    return {'entropy': given['entropy'], 'checksum byte': sha256(entropy)[:1].hex(), 'indices': spaced(indices),
            'words': from_vectors(words_at(indices))}

def card_example(given):
    payload = bytes.fromhex(from_vectors(given['payload']))
    data, checksum = encode(payload)
    first, threshold, count, number = payload[0], *payload[5:8]
    return {'payload': payload_of(given['text']).hex(), 'version': str(first >> 4), 'kind': str(first & 15),
            'set id': payload[1:5].hex(), 'threshold': str(threshold), 'count': str(count), 'number': str(number),
            'y': payload[8:-1].hex(), 'x': payload[-1:].hex(), 'symbols': spaced(data),
            'checksum symbols': spaced(checksum), 'text': from_vectors(characters(data + checksum)),
            'proof': proof_of(payload).hex(), 'digest': from_vectors(sha256(proof_of(payload)).hex())}

def combine_example(given):
    texts = {name: from_vectors(text) for name, text in given.items() if name.startswith('card ')}
    shares = {name.split()[1]: payload_of(text) for name, text in texts.items()}
    weights = {name: 1 for name in shares}
    for name, share in shares.items():
        for other in shares.values():
            if other is not share:
                weights[name] = times(weights[name], times(other[-1], inverse(other[-1] ^ share[-1])))
    secret = bytes(sum_xor(times(share[8 + i], weights[name]) for name, share in shares.items()) for i in range(32))
    return {**texts, **{f'x {name}': share[-1:].hex() for name, share in shares.items()},
            **{f'weight {name}': f'{weight:02x}' for name, weight in weights.items()},
            'S': from_vectors(secret.hex()),
            'set id': same(set_id(secret), *(share[1:5].hex() for share in shares.values())),
            'words': from_vectors(words_at(word_indices(secret)))}

def existing_example(given):
    secret = bytes.fromhex(from_vectors(given['S']))
    text, rest = secret[1 : 1 + secret[0]], secret[1 + secret[0] :]
    same(rest[:-16], bytes(-(1 + len(text)) % 16))
    return {'S': given['S'], 'set id': from_vectors(set_id(secret)), 'text': from_vectors(text.decode())}

def bundle_example(given):
    bundle = base64.b64decode(from_vectors(given['bundle']), validate=True)
    same(bundle[:17], b'QUORATE-BUNDLE-1\n')
    end = 21 + int.from_bytes(bundle[17:21], 'big')
    additional, ciphertext, tag = bundle[:end], bundle[end:-16], bundle[-16:]
    header = additional[21:].decode()
    members = json.loads(header)
    kdf, nonce = members['kdf'], members['cipher']['nonce']
    slots = [members[name] for name in ('bundleId', 'created', 'setId')] + [kdf['salt'], nonce, members['keyCheck']]
    template = re.search(r'^    (\{"bundleId".*?\})\n\n', PAGE_TEXT, re.S | re.M)[1].replace('\n    ', '')
    spelled = re.sub('<[^>]*>', lambda _: slots.pop(0), template).replace('262144', str(kdf['N']))
    salt, nonce = base64.b64decode(kdf['salt']), base64.b64decode(nonce)
    words = from_vectors(given['words'])
    ikm = hashlib.scrypt(words.encode(), salt=salt, n=kdf['N'], r=kdf['r'], p=kdf['p'], dklen=32)
    prk = hmac256(bytes(32), ikm)
    purposes = re.findall(r'info = "(quorate/v1/[a-z-]+)"', PAGE_TEXT)
    encryption, check, record = (hmac256(prk, info.encode() + b'\1') for info in purposes)
    plaintext, right_tag = gcm_open(encryption, nonce, additional, ciphertext)
    return {'words': words, 'bundle': given['bundle'], 'sha256': from_vectors(sha256(bundle).hex()),
            'H': str(end - 21), 'header': same(spelled, header), 'salt': salt.hex(), 'nonce': nonce.hex(),
            'ikm': ikm.hex(), 'PRK': prk.hex(), 'encryptionKey': encryption.hex(),
            'keyCheck': same(check, base64.b64decode(members['keyCheck'])).hex(), 'recordKey': record.hex(),
            'additional data bytes': str(len(additional)), 'ciphertext': ciphertext.hex(),
            'tag': same(right_tag, tag).hex(), 'plaintext': plaintext.hex(), 'text': plaintext.decode()}

def correction_example(given):
    typed, corrected = from_vectors(given['typed']), from_vectors(given['corrected'])
    code, symbols, right = code_of(typed), symbols_of(typed), symbols_of(corrected)
    x = [power(code.root, len(symbols) - 1 - i) for i in range(len(symbols))]
    unreadable = [i for i in range(len(symbols)) if typed[3 + i] == '?']
    wrong = [i for i in range(len(symbols)) if typed[3 + i] not in ('?', corrected[3 + i])]
    error = code.residue(symbols) ^ code.target
    values = {i: symbols[i] ^ right[i] for i in unreadable + wrong}
    syndromes = [code.value(code.coefficients(error), k) for k in range(8)]
    for k in range(8):
        same(syndromes[k], plus(*(product((v, 0), power(x[i], code.first + k)) for i, v in values.items())))
    reduced = syndromes
    for i in unreadable:
        reduced = [plus(after, product(x[i], here)) for here, after in zip(reduced, reduced[1:])]
    # Two errors: the recurrence whose roots are X_1 and X_2 has c_0 = X_1 * X_2 and c_1 = X_1 + X_2.
    locator = product(x[wrong[0]], x[wrong[1]]), plus(x[wrong[0]], x[wrong[1]])
    for k in range(len(reduced) - 2):
        same(reduced[k + 2], plus(product(locator[0], reduced[k]), product(locator[1], reduced[k + 1])))
    payload_of(corrected)
    return {'typed': typed, 'residue': hex(code.residue(symbols)), 'error polynomial': hex(error),
            'syndromes': elements(syndromes), 'unreadable': spaced(i + 4 for i in unreadable),
            'reduced syndromes': elements(reduced), 'locator': elements(locator),
            'wrong': spaced(i + 4 for i in wrong), 'corrected': corrected,
            'values': spaced(f'{i + 4}:{values[i]}' for i in sorted(values))}

def window_example(given):
    typed = from_vectors(given['typed'])
    code, symbols, k = code_of(typed), symbols_of(typed), len(typed) - 1 - typed.rindex('?')
    residue = code.residue(symbols)
    e = code.coefficients(residue ^ code.target)
    inverse_of_g0 = next(v for v in range(32) if gf32(v, code.g[0]) == 1)
    for _ in range(k):
        f = gf32(e[0], inverse_of_g0)
        e = [a ^ gf32(f, b) for a, b in zip(e + [0], code.g)][1:]
    for j, v in enumerate(e):
        symbols[-1 - k - j] ^= v
    corrected = from_vectors(characters(symbols))
    return {'typed': typed, 'residue': hex(residue), 'error polynomial': hex(residue ^ code.target), 'k': str(k),
            'values': spaced(e), 'corrected': corrected,
            'digest': from_vectors(sha256(proof_of(payload_of(corrected))).hex())}

def tar_example(given):
    header = bytearray(512)
    for name, at in {'name': 0, 'mode': 100, 'size': 124, 'mtime': 136}.items():
        header[at : at + len(given[name])] = given[name].encode()
    header[108:115] = header[116:123] = b'0' * 7
    header[148:157], header[257:265] = b' ' * 8 + b'0', b'ustar\x0000'
    checksum = f'{sum(header):06o}'
    header[148:156] = checksum.encode() + b'\0 '
    return {**given, 'checksum': checksum, 'sha256': sha256(header).hex()}

def journal_example(given):
    expected, last = {}, None
    for number in ('1', '2'):
        entry = json.loads(from_vectors(given[f'line {number}']))
        same(last or entry['prev'], entry['prev'])
        hashed = canonical({name: entry[name] for name in ('data', 'event', 'seq', 'time')})
        last = same(sha256(bytes.fromhex(entry['prev']) + hashed).hex(), entry['hash'])
        line = canonical(entry).decode()
        expected |= {f'line {number}': line, f'hashed {number}': hashed.decode(), f'hash {number}': last}
    words = words_at(groups(int(last, 16) >> 256 - 132, 12, 11))
    return {**expected, 'words': from_vectors(words)}

def folder_example(_):
    sums = same(FILES['SHA256SUMS'], (VECTORS / 'folders/rich/SHA256SUMS').read_text())
    paths = [line[66:] for line in sums.splitlines()]
    same(sorted(paths, key=str.encode), paths)
    return {'folder hash': from_vectors(sha256(sums.encode()).hex())}

def record_example(given):
    file = same(FILES['record'], (VECTORS / 'folders/rich/records/0002-drill-20270218T090000Z.json').read_text())
    record = json.loads(file)
    same(json.dumps(record, indent=2, ensure_ascii=False) + '\n', file)
    authenticated = canonical({name: value for name, value in record.items() if name != 'mac'})
    mac = hmac256(bytes.fromhex(given['recordKey']), authenticated).hex()
    return {'recordKey': given['recordKey'], 'authenticated': authenticated.decode(), 'mac': same(mac, record['mac']),
            'sha256': sha256(file.encode()).hex()}

EXAMPLES = {'words': words_example, 'card': card_example, 'combine': combine_example, 'existing': existing_example,
            'bundle': bundle_example, 'correction': correction_example, 'window': window_example,
            'tar header': tar_example, 'journal': journal_example, 'folder': folder_example, 'record': record_example}

# ---- everything together

def check_constants():
    """What the page says of its own constants."""
    same(sha256(WORDS_FILE).hex(), re.search(r'^    ([0-9a-f]{64})$', PAGE_TEXT, re.M)[1])
    sizes = range(32, 161, 16)
    lengths = (3 + -(-8 * (size + 9) // 5) + CODES['short' if size == 32 else 'long'].length for size in sizes)
    same(spaced(lengths), CONSTANTS['lengths'])
    same(spaced([ord(c) >> 5 for c in 'qs'] + [0] + [ord(c) & 31 for c in 'qs']), CONSTANTS['prefix symbols'])
    for code in CODES.values():
        same(power(code.root, code.order), (1, 0))
        if any(power(code.root, code.order // prime) == (1, 0) for prime in (3, 11, 31)):
            raise ValueError('the order of a root is smaller than the page says')
        for k in range(8):
            same(code.value(code.g, k), (0, 0))
    for card in (card for cards in json.loads((VECTORS / 'shares.json').read_text())['sets'] for card in cards['cards']):
        same(characters(sum(encode(bytes.fromhex(card['payload'])), [])), card['text'])

def compare(name, given):
    try:
        expected = EXAMPLES[name](given)
    except (ValueError, KeyError, IndexError) as error:
        return [f'example {name}: {type(error).__name__}: {error}']
    return [f'example {name}: {key} is {given.get(key)!r}, computed {expected.get(key)!r}'
            for key in {**given, **expected} if given.get(key) != expected.get(key)]

def main():
    problems = [f'line {number}: longer than {WIDTH}, not ASCII, or with stray white space'
                for number, line in enumerate(PAGE_TEXT.splitlines(), 1)
                if len(line) > WIDTH or not line.isascii() or line != line.rstrip() or '\t' in line]
    try:
        check_constants()
    except ValueError as error:
        problems.append(f'constants: {error}')
    examples = {name: fields_of(body) for name, body in blocks_of('example').items()}
    if list(examples) != list(EXAMPLES):
        problems.append(f'the examples are {list(examples)}, not {list(EXAMPLES)}')
    for name in set(examples) & set(EXAMPLES):
        problems += compare(name, examples[name])
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(f'{PAGE.name}: {len(examples)} examples, {sum(map(len, examples.values()))} values agree')
    return 1 if problems else 0

PAGE_TEXT = PAGE.read_text(encoding='utf-8')
CONSTANTS = fields_of(blocks_of('constants')[''])
FILES = blocks_of('file')
WORDS_FILE = (VECTORS / 'folders/rich/recover/words.txt').read_bytes()
WORDS = WORDS_FILE.decode().split('\n')[:-1]
KNOWN = {text for file in VECTORS.rglob('*.json') for text in strings_in(json.loads(file.read_text(encoding='utf-8')))}
CODES = {name: Code(name) for name in ('short', 'long')}

if __name__ == '__main__':
    sys.exit(main())
