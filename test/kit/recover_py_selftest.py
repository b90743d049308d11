"""Self-test of cli/kit/recover.py: every vector, published test cases of its cryptography, and the program
itself run as a person runs it, with and without a terminal. Standard library only (the prompts need a pty).

    python3 test/kit/recover_py_selftest.py            the tests
    python3 test/kit/recover_py_selftest.py --measure  times of whole recoveries
"""
import ast
import base64
import contextlib
import hashlib
import hmac
import importlib.util
import io
import json
import os
import pty
import random
import re
import select
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import time
import unittest
from unittest import mock

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.join(ROOT, 'cli', 'kit', 'recover.py')
VECTORS = os.path.join(ROOT, 'test', 'vectors')
WORDS = os.path.join(VECTORS, 'folders', 'rich', 'recover', 'words.txt')
DATE = '2026-11-20T12:00:00Z'
ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location('recover', PROGRAM)
recover = importlib.util.module_from_spec(spec)
spec.loader.exec_module(recover)
chance = random.Random(20261120)


def vectors(name):
    with open(os.path.join(VECTORS, name), encoding='utf-8') as file:
        return json.load(file)


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(data)


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def pretty(value):
    return (json.dumps(value, indent=2, ensure_ascii=False) + '\n').encode()


def canonical(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(',', ':')).encode()


def tree(folder):
    """{relative path: bytes} of everything below a folder."""
    return {os.path.relpath(os.path.join(base, name), folder): read(os.path.join(base, name))
            for base, _, names in os.walk(folder) for name in names}


# A small sealer of our own: it makes the folders that the hostile tests then spoil.

def multiply(a, b):
    """In GF(2^8), bit by bit: not the way the program under test does it."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = a << 1 ^ (0x11b if a & 0x80 else 0)
        b >>= 1
    return product


def split(secret, threshold, count, kind=0):
    """The payloads of `count` cards."""
    set_id = hashlib.sha256(b'quorate/v1/set-id' + secret).digest()[:4]
    polynomials = [[byte] + [chance.randrange(256) for _ in range(threshold - 1)] for byte in secret]
    payloads = []
    for number, x in enumerate(chance.sample(range(1, 256), count), 1):
        y = bytearray()
        for polynomial in polynomials:
            value = 0
            for coefficient in reversed(polynomial):
                value = multiply(value, x) ^ coefficient
            y.append(value)
        payloads.append(bytes([0x10 | kind]) + set_id + bytes([threshold, count, number]) + bytes(y) + bytes([x]))
    return payloads


def card_text(payload):
    """QS1 text with its checksum; upper case as printed."""
    bits = ''.join(format(byte, '08b') for byte in payload)
    bits += '0' * (-len(bits) % 5)
    values = [int(bits[i:i + 5], 2) for i in range(0, len(bits), 5)]
    code = recover.SHORT if len(values) + 16 == 82 else recover.LONG
    end = recover.residue(code, [3, 3, 0, 17, 19] + values + [0] * code.symbols) ^ code.target
    values += [end >> 5 * i & 31 for i in reversed(range(code.symbols))]
    return 'QS1' + ''.join(ALPHABET[value] for value in values).upper()


def digest(payload):
    return sha256(hashlib.sha256(b'quorate/v1/card-proof' + payload).digest())


def tar_entry(name, data, mode=0o600, kind=b'0', prefix=b''):
    name = name.encode() if isinstance(name, str) else name
    block = bytearray(512)
    block[:len(name)] = name
    block[100:108] = b'%07o\0' % mode
    block[108:124] = b'0000000\0' * 2
    block[124:136] = b'%011o\0' % len(data)
    block[136:148] = b'%011o\0' % 1763640000
    block[148:156] = b' ' * 8
    block[156:157] = kind
    block[257:265] = b'ustar\x0000'
    block[345:345 + len(prefix)] = prefix
    block[148:156] = b'%06o\0 ' % sum(block)
    return bytes(block) + data + bytes(-len(data) % 512)


def words_of(entropy):
    words = read(WORDS).decode().split()
    bits = int.from_bytes(entropy + hashlib.sha256(entropy).digest()[:1], 'big')
    return ' '.join(words[bits >> 11 * (23 - i) & 2047] for i in range(24))


def hkdf(ikm, use):
    return hmac.new(hmac.new(bytes(32), ikm, 'sha256').digest(), b'quorate/v1/' + use + b'\1', 'sha256').digest()


def seal(plaintext, entropy, cost=1024):
    """bundle.quorate, with its own scrypt and HKDF calls; the cipher is the one checked against NIST below."""
    salt, nonce = chance.randbytes(32), chance.randbytes(12)
    ikm = hashlib.scrypt(words_of(entropy).encode(), salt=salt, n=cost, r=8, p=1, maxmem=1 << 29, dklen=32)
    encode = lambda data: base64.b64encode(data).decode()
    header = json.dumps({
        'bundleId': chance.randbytes(16).hex(), 'created': DATE,
        'setId': sha256(b'quorate/v1/set-id' + entropy)[:8],
        'kdf': {'name': 'scrypt', 'N': cost, 'r': 8, 'p': 1, 'salt': encode(salt)},
        'cipher': {'name': 'AES-256-GCM', 'nonce': encode(nonce)},
        'keyCheck': encode(hkdf(ikm, b'key-check'))}, separators=(',', ':')).encode()
    head = b'QUORATE-BUNDLE-1\n' + struct.pack('>I', len(header)) + header
    keys = recover.round_keys(hkdf(ikm, b'encrypt'))
    sealed = recover.gcm_crypt(keys, nonce, plaintext)
    return head + sealed + recover.gcm_tag(keys, nonce, head, sealed), hkdf(ikm, b'record')


def journal_lines(entries, seq=0, prev='0' * 64):
    lines = b''
    for event, data in entries:
        entry = {'data': data, 'event': event, 'seq': seq, 'time': DATE}
        entry['hash'] = sha256(bytes.fromhex(prev) + canonical(entry))
        entry['prev'], prev, seq = prev, entry['hash'], seq + 1
        lines += canonical(entry) + b'\n'
    return lines, seq, prev


def sums_of(folder):
    files = {name: data for name, data in tree(folder).items()
             if not name.startswith('records') and name != 'SHA256SUMS'}
    return ''.join('%s  %s\n' % (sha256(files[name]), name) for name in sorted(files, key=str.encode)).encode()


def make_folder(folder, keys, threshold=2, count=3, cost=1024, archive=None, edit_inner=lambda inner: None,
                label='self-test', superseded=(), roles={}):
    """A complete ceremony folder. keys: (name, path, type, mode, bytes). Returns the cards' texts."""
    entropy = chance.randbytes(32)
    payloads = split(entropy, threshold, count)
    keys = sorted(keys, key=lambda key: key[1].encode())
    described = [{'name': name, 'path': path, 'role': roles.get(name), 'host': None, 'type': kind, 'algorithm': None,
                  'publicKey': None, 'fingerprint': None, 'address': None, 'created': None, 'bytes': len(data),
                  'sha256': sha256(data)} for name, path, kind, _, data in keys]
    opened, seq, chain = journal_lines([('ceremony.opened', {'label': label})])
    inner = {
        'format': 'quorate-manifest', 'version': 1,
        'ceremony': {'id': chance.randbytes(4).hex(), 'label': label, 'purpose': 'rehearsal', 'date': DATE,
                     'planSha256': None, 'supersedes': None, 'previousClosingHead': None, 'chain': chain},
        'shareSet': {'id': payloads[0][1:5].hex(), 'kind': 0, 'threshold': threshold, 'count': count, 'cards': [
            {'number': payload[7], 'custodian': 'Custodian %d' % payload[7], 'location': 'safe', 'digest': digest(payload)}
            for payload in payloads]},
        'supersededSets': list(superseded), 'keys': described,
        'verification': {'integrityDays': 7, 'openingDays': 30, 'restoreDays': 90, 'mediaDays': 1825,
                         'keyRotationDays': 365, 'retentionDays': None},
        'software': {'name': 'self-test', 'version': '1'}}
    edit_inner(inner)
    if archive is None:
        archive = tar_entry('manifest.json', pretty(inner)) + b''.join(
            tar_entry('keys/' + path, data, mode) for _, path, _, mode, data in keys) + bytes(1024)
    bundle, record_key = seal(archive, entropy, cost)
    outer = json.loads(json.dumps(inner))
    outer = {**{name: outer[name] for name in ('format', 'version', 'ceremony')}, 'bundle': {
        'file': 'bundle.quorate', 'bytes': len(bundle), 'sha256': sha256(bundle),
        'bundleId': re.search(rb'"bundleId":"(\w+)"', bundle)[1].decode()}, **outer}
    for card in outer['shareSet']['cards']:
        card['custodian'] = card['location'] = None
    for key in outer['keys']:
        key['sha256'] = None
    del outer['ceremony']['chain']
    facts = {name: value for name, value in outer['bundle'].items() if name != 'file'}
    sealed, seq, head = journal_lines([('bundle.sealed', {**facts, 'manifest': sha256(canonical(outer))})], seq, chain)
    outer['ceremony']['chain'] = head
    write(os.path.join(folder, 'bundle.quorate'), bundle)
    write(os.path.join(folder, 'manifest.json'), pretty(outer))
    write(os.path.join(folder, 'journal.jsonl'), opened + sealed)
    write(os.path.join(folder, 'RECOVERY.txt'), b'Bring the cards.\n')
    shutil.copytree(os.path.dirname(WORDS), os.path.join(folder, 'recover'))
    shutil.copy(PROGRAM, os.path.join(folder, 'recover', 'recover.py'))
    write(os.path.join(folder, 'SHA256SUMS'), sums_of(folder))
    closing, _, _ = journal_lines([('folder.sealed', {'folderHash': sha256(sums_of(folder))}),
                                   ('ceremony.closed', {})], seq, head)
    write(os.path.join(folder, 'records', 'closing.jsonl'), closing)
    return [card_text(payload) for payload in payloads], record_key


# Running the program: in a session without a terminal, or with a pty whose prompts are answered.

def run(*arguments, stdin=None, script=PROGRAM):
    """Without any terminal. The answer's stderr has no traceback, or the test fails."""
    done = subprocess.run([sys.executable, script, *arguments], input=stdin.encode() if stdin else None,
                          stdin=None if stdin else subprocess.DEVNULL, capture_output=True, start_new_session=True,
                          timeout=120, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def run_inside(*arguments):
    """The same without a new process, for the long tables of cases: the ends are those of the program's last lines."""
    out, err = io.StringIO(), io.StringIO()
    with open(os.devnull) as nothing, mock.patch.object(sys, 'stdin', nothing), mock.patch.object(os, 'sync'), \
            contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            recover.main(arguments)
            code = 0
        except recover.Refusal as end:
            code, message, hint = end.args
            err.write('recover: %s\nhint: %s\n' % (message, hint))
        except OSError as end:
            code = 6
            err.write('recover: %s\nhint: x\n' % end)
    return code, out.getvalue(), err.getvalue()


def run_on_terminal(arguments, answers, script=PROGRAM):
    """answers: (what the prompt ends with, what is typed). All prompts must come, in this order."""
    master, terminal = pty.openpty()
    child = subprocess.Popen([sys.executable, script, *arguments], stdin=terminal, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, start_new_session=True)
    os.close(terminal)
    seen, shown, answers = b'', 0, list(answers)
    try:
        while True:
            ready, _, _ = select.select([child.stderr], [], [], 30)
            if not ready:
                child.kill()
                raise AssertionError('it waits for something: %s' % seen.decode())
            piece = os.read(child.stderr.fileno(), 65536)
            if not piece:
                break
            seen += piece
            while answers and answers[0][0].encode() in seen[shown:]:
                prompt, text = answers.pop(0)
                shown += seen[shown:].index(prompt.encode()) + len(prompt)
                os.write(master, text.encode() + b'\n')
        out = child.stdout.read().decode()
        code = child.wait(60)
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
        child.stderr.close()
        os.close(master)
    if answers:
        raise AssertionError('prompt %r never came: %s' % (answers[0][0], seen.decode()))
    return code, out, seen.decode()


class Case(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.mkdtemp(prefix='quorate-selftest-')
        self.addCleanup(shutil.rmtree, self.place)
        self.stick = os.path.join(self.place, 'stick')
        self.to = os.path.join(self.place, 'restored')

    def share_files(self, texts):
        arguments = []
        for i, text in enumerate(texts):
            path = os.path.join(self.place, 'card-%d-%d.txt' % (i, chance.randrange(10 ** 9)))
            write(path, text.encode())
            arguments += ['--share', path]
        return arguments

    def refused(self, answer, code, *texts):
        """The exit code, one line of what happened, one of what to do, no traceback."""
        self.assertEqual(answer[0], code, answer[2])
        self.assertNotIn('Traceback', answer[2])
        self.assertEqual(len(re.findall('recover: .', answer[2])), 1, answer[2])
        self.assertEqual(len(re.findall('^hint: .', answer[2], re.M)), 1, answer[2])
        for text in texts:
            self.assertIn(text, answer[2])

    def done(self, answer):
        self.assertEqual(answer[0], 0, answer[2])
        self.assertNotIn('Traceback', answer[2])


class Cryptography(unittest.TestCase):
    def test_aes_256_of_fips_197(self):
        lanes = [bytes([0x11 * i]) for i in range(16)]
        sealed = b''.join(recover.encrypt_blocks(recover.round_keys(bytes(range(32))), lanes))
        self.assertEqual(sealed.hex(), '8ea2b7ca516745bfeafc49904b496089')

    def test_gcm_of_nist(self):
        text = ('d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525'
                'b16aedf5aa0de657ba637b391aafd255')
        sealed = ('522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b10568288'
                  '38c5f61e6393ba7a0abcc9f662898015ad')
        key = 'feffe9928665731c6d6a8f9467308308' * 2
        cases = [  # key, nonce, additional data, plaintext, ciphertext, tag
            ('00' * 32, '00' * 12, '', '', '', '530f8afbc74536b9a963b4f1c4cb738b'),
            ('00' * 32, '00' * 12, '', '00' * 16, 'cea7403d4d606b6e074ec5d3baf39d18', 'd0d1c8a799996bf0265b98b5d48ab919'),
            (key, 'cafebabefacedbaddecaf888', '', text, sealed, 'b094dac5d93471bdec1a502270e3cc6c'),
            (key, 'cafebabefacedbaddecaf888', 'feedfacedeadbeeffeedfacedeadbeefabaddad2', text[:120], sealed[:120],
             '76fc6ece0f4e1768cddf8853bb2d551b'),
            ('b52c505a37d78eda5dd34f20c22540ea1b58963cf8e5bf8ffa85f9f2492505b4', '516c33929df5a3284ff463d7', '', '', '',
             'bdc1ac884d332457a1d2664f168c76f0'),
            ('31bdadd96698c204aa9ce1448ea94ae1fb4a9a0b3c9d773b51bb1822666b8f22', '0d18e06c7c725ac9e362e1ce', '',
             '2db5168e932556f8089a0622981d017d', 'fa4362189661d163fcd6a56d8bf0405a', 'd636ac1bbedd5cc3ee727dc2ab4a9489')]
        for case in cases:
            key, nonce, extra, plain, sealed, tag = map(bytes.fromhex, case)
            keys = recover.round_keys(key)
            self.assertEqual(recover.gcm_crypt(keys, nonce, plain), sealed)
            self.assertEqual(recover.gcm_crypt(keys, nonce, sealed), plain)
            self.assertEqual(recover.gcm_tag(keys, nonce, extra, sealed), tag)

    def test_counter_runs_on_over_chunks(self):
        keys, nonce, data = recover.round_keys(bytes(range(32))), bytes(12), bytes((2 << 20) + 5)
        whole = recover.gcm_crypt(keys, nonce, data)
        for at in (0, (1 << 20) - 16, 1 << 20, 2 << 20):
            block = recover.gcm_crypt(keys, nonce, bytes(16), 2 + at // 16)
            self.assertEqual(whole[at:at + 16], block[:len(whole[at:at + 16])])

    def test_scrypt_in_python_is_scrypt(self):
        without = mock.Mock(spec=['sha256', 'pbkdf2_hmac'], pbkdf2_hmac=hashlib.pbkdf2_hmac)
        for cost, password, salt in ((16, b'pleaseletmein', b'SodiumChloride'), (64, b'', b''), (32, b'x' * 200, bytes(32))):
            expected = hashlib.scrypt(password, salt=salt, n=cost, r=8, p=1, dklen=32)
            with mock.patch.object(recover, 'hashlib', without):
                self.assertEqual(recover.scrypt(password, salt, cost), expected)

    def test_shamir_against_the_bitwise_field(self):
        for threshold, count in ((2, 2), (3, 5), (7, 20)):
            secret = chance.randbytes(32)
            cards = [recover.read_card(card_text(payload))[0] for payload in split(secret, threshold, count)]
            chance.shuffle(cards)
            self.assertEqual(recover.combine(cards[:threshold]), secret)
            self.assertEqual(recover.combine(cards), secret)


class Vectors(unittest.TestCase):
    def refuses(self, action, *arguments):
        with self.assertRaises(recover.Refusal) as caught:
            action(*arguments)
        return caught.exception

    def test_bundles(self):
        for case in vectors('bundles.json')['valid']:
            data = base64.b64decode(case['bundle'])
            facts, set_id, parts = recover.parse_bundle(data)
            plaintext, _ = recover.open_bundle(case['passphrase'].encode(), *parts)
            self.assertEqual((set_id, facts['sha256'], facts['bytes']), (case['setId'], case['sha256'], len(data)))
            self.assertEqual((len(plaintext), sha256(plaintext)), (case['plaintextBytes'], case['plaintextSha256']))
        for case in vectors('bundles.json')['invalid']:
            with self.subTest(case['why']):
                work = mock.Mock(side_effect=recover.scrypt)
                with mock.patch.object(recover, 'scrypt', work):
                    end = self.refuses(lambda data: recover.open_bundle(case['passphrase'].encode(), *recover.parse_bundle(data)[2]),
                                       base64.b64decode(case['bundle']))
                self.assertEqual(end.args[0], 3)
                self.assertTrue('version 2' in end.args[1] or end.args[2].startswith("compare the bundle's SHA-256"))
                if case['why'].startswith(('N ', 'r ', 'p ', 'kdf')):
                    work.assert_not_called()

    def test_cards(self):
        for case in vectors('shares.json')['sets']:
            cards = []
            for stated in case['cards']:
                card, fixes = recover.read_card(stated['text'])
                self.assertEqual((card.number, card.digest, fixes), (stated['number'], stated['digest'], []))
                self.assertEqual((card.kind, card.set_id, card.threshold, card.count),
                                 (case['kind'], case['setId'], case['threshold'], case['count']))
                cards.append(card)
            chosen = chance.sample(cards, case['threshold'])
            secret = recover.combine(chosen)
            self.assertEqual(secret.hex(), case['secret'])
            self.assertEqual(recover.passphrase_of(secret, cards[0].kind, os.path.dirname(os.path.dirname(WORDS))),
                             case['passphrase'].encode())
        for case in vectors('shares.json')['invalid']:
            if 'QR code' not in case['why']:  # case is folded when a person typed it
                with self.subTest(case['why']):
                    self.assertEqual(self.refuses(recover.read_card, case['text']).args[0], 4)

    def test_passphrases(self):
        folder = os.path.dirname(os.path.dirname(WORDS))
        for case in vectors('passphrase.json')['generated']:
            self.assertEqual(recover.passphrase_of(bytes.fromhex(case['entropy']), 0, folder), case['words'].encode())
        for case in vectors('passphrase.json')['existing']:
            secret = bytes.fromhex(case['secretWithoutBlinding']) + chance.randbytes(16)
            self.assertEqual(recover.passphrase_of(secret, 1, folder), case['text'].encode())
        for start in ('00' * 16, '81' + '70' * 143, '0178' + '00' * 13 + '01', '0178' + '00' * 30, '11' + '70' * 15,
                      '02c328' + '00' * 13, '020a0a' + '00' * 13, '017f' + '00' * 14):
            self.refuses(recover.passphrase_of, bytes.fromhex(start) + bytes(16), 1, folder)

    def test_corrections(self):
        for case in vectors('correction.json')['cases']:
            card, fixes = recover.read_card(case['typed'], [case['digest']])
            letters = list(case['typed'])
            for place, typed, meant in fixes:
                self.assertEqual(letters[place].lower(), typed)
                letters[place] = meant.upper()
            self.assertEqual((''.join(letters), card.digest), (case['correct'], case['digest']))
            self.assertEqual(len(fixes), case['wrong'] + case['unreadable'])
            if case['needsDigest']:
                self.refuses(recover.read_card, case['typed'])
                self.refuses(recover.read_card, case['typed'], ['0' * 64])
            else:
                self.assertEqual(recover.read_card(case['typed'])[0], card)
        for case in vectors('correction.json')['refused']:
            self.refuses(recover.read_card, case['typed'])

    def test_typed_text(self):
        case = vectors('shares.json')['sets'][0]['cards'][0]
        text = case['text']
        for typed in (text.lower(), ' '.join(text), '-'.join(text), text[:41] + '\r\n\t' + text[41:].lower()):
            self.assertEqual(recover.read_card(typed)[1], [])
        for foreign in 'b1io!\u212a\u00e9\u4e00\U0001d11e':  # outside the alphabet: as good as a ?
            card, fixes = recover.read_card(text[:20] + foreign + text[21:])
            self.assertEqual((card.digest, [fix[0] for fix in fixes]), (case['digest'], [20]))

    def test_archives(self):
        for case in vectors('archives.json')['invalid']:
            with self.subTest(case['why']):
                self.assertIn('section 3', str(self.refuses(recover.read_tar, base64.b64decode(case['tar']))))

    def test_journal(self):
        case = vectors('journal.json')
        data = lambda lines: ''.join(line + '\n' for line in lines).encode()
        entries = recover.parse_journal(data(case['lines']), 'journal', [], 'ceremony.opened', 'bundle.sealed')
        self.assertEqual(entries[-1]['hash'], case['head'])
        for wrong in case['invalid']:
            with self.subTest(wrong['why']):
                self.refuses(recover.parse_journal, data(wrong['lines']), 'journal', [], 'ceremony.opened', 'bundle.sealed')
        for spoiled in (data(case['lines'])[:-1], data(case['lines']) + b'\n', b'', data(case['lines'][:2])):
            self.refuses(recover.parse_journal, spoiled, 'journal', [], 'ceremony.opened', 'bundle.sealed')


class Archive(unittest.TestCase):
    end = bytes(1024)

    def names(self, *entries):
        first = tar_entry('manifest.json', b'{}\n')
        return [path for path, _, _ in recover.read_tar(first + b''.join(entries) + self.end)]

    def test_what_is_allowed(self):
        files = tar_entry('keys/a/b', b'x'), tar_entry('c', b'y' * 513, 0o644, prefix=b'keys/a'), tar_entry('keys/a/d', b'', 0o400)
        self.assertEqual(self.names(*files), ['manifest.json', 'keys/a/b', 'keys/a/c', 'keys/a/d'])
        folders = tar_entry('keys/', b'', 0o700, b'5'), tar_entry('keys/a', b'', 0o700, b'5')
        self.assertEqual(self.names(*folders, *files), ['manifest.json', 'keys/a/b', 'keys/a/c', 'keys/a/d'])
        self.assertEqual(self.names(tar_entry('keys/com10.txt/console', b'')), ['manifest.json', 'keys/com10.txt/console'])

    def test_what_is_refused(self):
        for entry in (
                tar_entry('keys/a', b'x', 0o666), tar_entry('keys/a', b'x', 0o700), tar_entry('keys/a', b'x', 0o4600),
                tar_entry('keys/a', b'', 0o755, b'5'), tar_entry('keys/alone', b'', 0o700, b'5'),
                tar_entry('keys/a', b'', 0o600, b'\0'), tar_entry('keys/LPT9.key', b''), tar_entry('keys/a\x7f', b''),
                tar_entry('keys/a\u0085', b''), tar_entry('keys/a /b', b''), tar_entry(b'keys/\xff', b''),
                tar_entry('keys/stra\u00dfe', b'') + tar_entry('keys/STRASSE', b''),
                tar_entry('keys/e\u0301', b'') + tar_entry('keys/\u00c9', b''),
                tar_entry('keys/D', b'') + tar_entry('keys/d/e', b''), tar_entry('keys', b''),
                tar_entry('keys/a', b'') + tar_entry('manifest.json', b'')):
            with self.assertRaises(recover.Refusal):
                self.names(entry)
        whole = tar_entry('manifest.json', b'{}\n') + tar_entry('keys/a', b'x')
        for data in (whole, whole + bytes(512), whole + bytes(1025), b'', bytes(1024), whole + bytes(1024) + whole):
            with self.assertRaises(recover.Refusal):
                recover.read_archive(data)


class WholeFolders(Case):
    """The vectors' folders, at production cost of scrypt."""

    def recovered(self, name):
        shutil.copytree(os.path.join(VECTORS, 'folders', name), self.stick)
        shutil.copy(WORDS, self.place)
        shutil.copy(PROGRAM, self.place)
        case = vectors('folders/%s.json' % name)
        before = tree(self.stick)
        answer = run(self.stick, '--to', self.to, '--folder-hash', case['folderHash'].upper(), '--original-stopped',
                     '--min-height', '41', *self.share_files(chance.sample(case['cards'], 3)),
                     script=os.path.join(self.place, 'recover.py'))
        self.done(answer)
        restored = tree(self.to)
        state = restored.pop('validator/priv_validator_state.json')
        self.assertEqual(state, b'{\n  "height": "42",\n  "round": 0,\n  "step": 0\n}')
        self.assertEqual(sorted(map(sha256, restored.values())), sorted(case['files']))
        after = tree(self.stick)
        (record,) = set(after) - set(before)
        self.assertEqual({key: after[key] for key in before}, before)
        return record, after[record]

    def test_foreign(self):
        name, data = self.recovered('foreign')
        record = json.loads(data)
        self.assertEqual(pretty(record), data)
        self.assertEqual(record['previous'], sha256(read(os.path.join(self.stick, 'records', 'closing.jsonl'))))
        self.assertTrue(name.startswith('records/0001-recovery-'))

    def test_rich(self):
        name, data = self.recovered('rich')
        self.assertEqual(stat.S_IMODE(os.stat(os.path.join(self.to, 'tls', 'server.crt')).st_mode), 0o644)
        self.assertEqual(stat.S_IMODE(os.stat(os.path.join(self.to, 'other', 'secret.bin')).st_mode) & ~0o600, 0)
        self.assertEqual(stat.S_IMODE(os.stat(os.path.join(self.to, 'other')).st_mode), 0o700)
        self.assertTrue(name.startswith('records/0003-recovery-'))
        last = [file for file in os.listdir(os.path.join(self.stick, 'records')) if file.startswith('0002')][0]
        self.assertEqual(json.loads(data)['previous'], sha256(read(os.path.join(self.stick, 'records', last))))


class Recovery(Case):
    keys = [('app', 'app/secret.bin', 'opaque', 0o600, bytes(range(256)) * 5), ('app', 'app/empty', 'opaque', 0o400, b''),
            ('tls', 'tls/server.crt', 'x509-certificate', 0o644, b'-----BEGIN CERTIFICATE-----\n')]

    def setUp(self):
        super().setUp()
        self.cards, self.record_key = make_folder(self.stick, self.keys)
        self.script = os.path.join(self.stick, 'recover', 'recover.py')

    def recover(self, *arguments, cards=None, script=None):
        cards = self.cards[:2] if cards is None else cards
        return run('--to', self.to, *arguments, *self.share_files(cards), script=script or self.script)

    def records(self):
        folder = os.path.join(self.stick, 'records')
        return [json.loads(read(os.path.join(folder, name))) for name in sorted(os.listdir(folder)) if name[0] == '0']

    def nothing_written(self):
        self.assertEqual(tree(self.to) if os.path.exists(self.to) else {}, {})

    def test_from_the_stick_with_modes_and_a_record(self):
        answer = self.recover()
        self.done(answer)
        self.assertIn('not authenticated against paper', answer[2])
        for _, path, _, mode, data in self.keys:
            place = os.path.join(self.to, path)
            self.assertEqual((read(place), stat.S_IMODE(os.stat(place).st_mode)), (data, mode))
        self.assertEqual(stat.S_IMODE(os.stat(os.path.join(self.to, 'app')).st_mode), 0o700)
        (record,) = self.records()
        mac = record.pop('mac')
        self.assertEqual(mac, hmac.new(self.record_key, canonical(record), 'sha256').hexdigest())
        self.assertEqual((record['number'], record['type'], record['data']['cards']), (1, 'recovery', [1, 2]))
        self.assertEqual(record['folderHash'], sha256(read(os.path.join(self.stick, 'SHA256SUMS'))))
        again = os.path.join(self.place, 'again')  # the record is taken for what it is by the next recovery
        answer = run('--to', again, *self.share_files(self.cards[1:]), script=self.script)
        self.done(answer)
        self.assertNotIn('TAMPERING', answer[2])
        self.assertEqual([record['number'] for record in self.records()], [1, 2])

    def test_umask_does_not_change_modes(self):
        before = os.umask(0o000)
        try:
            self.done(self.recover())
        finally:
            os.umask(before)
        self.assertEqual(stat.S_IMODE(os.stat(os.path.join(self.to, 'app')).st_mode), 0o700)
        self.assertEqual(stat.S_IMODE(os.stat(os.path.join(self.to, 'tls', 'server.crt')).st_mode), 0o644)

    def test_a_folder_without_a_bundle(self):
        for folder in (self.place, self.place + '/nowhere', PROGRAM):
            self.refused(self.recover(folder), 6, 'not the folder that holds bundle.quorate')

    def test_cards_from_stdin_and_mixed_case(self):
        self.done(run('--to', self.to, '--share', '-', stdin='\n'.join(self.cards[:2]).lower() + '\n', script=self.script))

    def test_only(self):
        self.done(self.recover('--only', 'tls'))
        self.assertEqual(list(tree(self.to)), ['tls/server.crt'])
        self.refused(self.recover('--only', 'nothing'), 2)

    def test_list_needs_no_card(self):
        answer = run('--list', script=self.script)
        self.done(answer)
        self.assertIn('app/secret.bin', answer[1])
        self.assertEqual(self.records(), [])

    def test_folder_hash(self):
        right = sha256(read(os.path.join(self.stick, 'SHA256SUMS')))
        answer = self.recover('--folder-hash', ' '.join([right[:32].upper(), right[32:]]))
        self.done(answer)
        self.assertNotIn('not authenticated', answer[2])
        self.refused(self.recover('--folder-hash', '0' * 64), 3, 'folder hash')
        self.refused(self.recover('--folder-hash', 'abc'), 3, 'folder hash')

    def test_nothing_is_overwritten(self):
        write(os.path.join(self.to, 'tls', 'server.crt'), b'mine')
        self.refused(self.recover(), 6, 'tls/server.crt')
        self.assertEqual(tree(self.to), {'tls/server.crt': b'mine'})

    def test_never_through_a_link(self):
        os.makedirs(self.to)
        elsewhere = os.path.join(self.place, 'elsewhere')
        os.makedirs(elsewhere)
        os.symlink(elsewhere, os.path.join(self.to, 'tls'))
        self.refused(self.recover(), 6, 'link')
        os.unlink(os.path.join(self.to, 'tls'))
        os.symlink(os.path.join(elsewhere, 'x'), os.path.join(self.to, 'tls'))
        self.refused(self.recover(), 6)
        self.assertEqual(tree(elsewhere), {})

    def test_not_into_the_ceremony_folder(self):
        self.refused(run('--to', os.path.join(self.stick, 'x'), *self.share_files(self.cards), script=self.script), 2)

    def test_a_file_where_a_folder_should_be(self):
        write(os.path.join(self.to, 'tls'), b'in the way')
        self.refused(self.recover(), 6)
        self.assertEqual(tree(self.to), {'tls': b'in the way'})

    def test_a_full_disk_leaves_nothing(self):
        limit = lambda: __import__('resource').setrlimit(__import__('resource').RLIMIT_FSIZE, (1000, 1000))
        done = subprocess.run([sys.executable, self.script, '--to', self.to, *self.share_files(self.cards[:2])],
                              stdin=subprocess.DEVNULL, capture_output=True, preexec_fn=limit, check=False)
        self.assertEqual(done.returncode, 6, done.stderr)
        self.nothing_written()

    def test_a_stick_that_cannot_be_written(self):
        if os.geteuid() == 0:  # root writes everywhere: a file instead of the folder does the same
            shutil.rmtree(os.path.join(self.stick, 'records'))
            write(os.path.join(self.stick, 'records'), b'')
        else:
            os.chmod(os.path.join(self.stick, 'records'), 0o500)
        answer = self.recover()
        self.done(answer)
        self.assertIn('no record', answer[2])

    def test_names_are_printed_harmless(self):
        hostile = 'evil\u001b[2J\u202e'
        write(os.path.join(self.stick, hostile), b'x')
        answer = self.recover()
        self.done(answer)
        self.assertIn('evil\\x1b[2J\\u202e', answer[2])
        self.assertNotIn('\x1b', answer[2])

    def test_without_closing_record(self):
        os.unlink(os.path.join(self.stick, 'records', 'closing.jsonl'))
        answer = self.recover()
        self.done(answer)
        self.assertIn('never seen after it was written', answer[2])
        self.assertEqual(self.records()[0]['previous'], sha256(read(os.path.join(self.stick, 'SHA256SUMS'))))

    # Cards

    def test_too_few_cards(self):
        self.refused(self.recover(cards=self.cards[:1]), 4, '1 of the 2')
        (record,) = self.records()
        self.assertEqual((record['mac'], record['data']['outcome']), (None, 'failed'))
        self.nothing_written()

    def test_no_cards_and_no_terminal(self):
        self.refused(self.recover(cards=[]), 4)
        self.assertEqual(self.records(), [])

    def test_one_card_twice(self):
        self.refused(self.recover(cards=[self.cards[0]] * 2), 4, 'same share')

    def test_cards_of_another_set(self):
        other = [card_text(payload) for payload in split(chance.randbytes(32), 2, 3)]
        self.refused(self.recover(cards=[self.cards[0], other[1]]), 4, 'belongs to set', "hint: compare the bundle's SHA-256")

    def test_a_superseded_card_is_named(self):
        old = split(chance.randbytes(32), 2, 3)
        self.stick += '2'
        self.cards, _ = make_folder(self.stick, self.keys, superseded=[
            {'setId': old[0][1:5].hex(), 'ceremonyId': '01234567', 'date': '2026-02-01T00:00:00Z'}])
        self.script = os.path.join(self.stick, 'recover', 'recover.py')
        self.refused(self.recover(cards=[self.cards[0], card_text(old[1])]), 4, 'replaced on 2026-02-01')

    def test_a_split_passphrase_card(self):
        foreign = split(b'\1x' + bytes(14) + chance.randbytes(16), 2, 3, kind=1)
        self.refused(self.recover(cards=[card_text(payload) for payload in foreign]), 4)

    def altered(self, text, change=lambda payload: payload[:10] + bytes([payload[10] ^ 1]) + payload[11:]):
        values = [ALPHABET.index(letter) for letter in text.lower()[3:69]]
        bits = ''.join(format(value, '05b') for value in values)
        return card_text(change(bytes(int(bits[i:i + 8], 2) for i in range(0, 328, 8))))

    def test_an_altered_card_is_named(self):
        cards = [self.cards[0], self.altered(self.cards[1]), self.cards[2]]
        self.refused(self.recover(cards=cards), 4, 'card 2')
        answer = run_on_terminal(['--to', self.to, *self.share_files(cards)], [('(yes or no)', 'yes')], self.script)
        self.refused(answer, 4, 'altered')
        answer = run_on_terminal(['--to', self.to, *self.share_files(cards[:2])], [('(yes or no)', 'no')], self.script)
        self.refused(answer, 4, 'card 2')

    def test_the_odd_card_is_found_without_a_manifest(self):
        os.unlink(os.path.join(self.stick, 'manifest.json'))
        cards = [self.cards[0], self.altered(self.cards[1]), self.cards[2]]
        answer = run_on_terminal(['--to', self.to, '--despite-tampering', *self.share_files(cards)],
                                 [('go on despite tampering', 'go on despite tampering')], self.script)
        self.refused(answer, 4, 'altered')

    def test_same_x(self):
        def same_x(payload):
            return payload[:-1] + bytes([self.first_x])
        self.first_x = recover.read_card(self.cards[0])[0].x
        os.unlink(os.path.join(self.stick, 'manifest.json'))
        answer = run_on_terminal(['--to', self.to, '--despite-tampering', *self.share_files(
            [self.cards[0], self.altered(self.cards[1], same_x)])],
            [('go on despite tampering', 'go on despite tampering')], self.script)
        self.refused(answer, 4, 'same share')

    def test_corrections_need_a_yes(self):
        typed = [self.cards[0][:30] + '?' + self.cards[0][31:], self.cards[1]]
        self.refused(self.recover(cards=typed), 4, 'not confirmed', 'row B, group 3: ? is read as')
        answer = self.recover('--yes-correct', cards=typed)
        self.done(answer)
        self.assertIn('row B, group 3', answer[2])

    def test_cards_typed_on_a_terminal(self):
        one, two = self.cards[0], self.cards[2].lower()
        wrong = '?' + one
        window = two[:30] + '?' * 13 + two[43:]
        answer = run_on_terminal(['--to', self.to], [
            ('card 1', wrong), ('...', ''), ("not a card's text", ''),  # the line is asked for again
        ][:2] + [('card 1', one[:41]), ('...', one[41:]), ('...', ''), ('card 2', one), ('...', ''), ('card 2', window),
                 ('...', ''), ('(yes or no)', 'yes')], self.script)
        self.done(answer)
        self.assertIn("not a card's text", answer[2])
        self.assertIn('same share', answer[2])
        self.assertEqual(len(tree(self.to)), 3)

    def test_secrets_are_never_arguments(self):
        words = words_of(bytes(32))
        answer = run('--to', self.to, '--share', self.cards[0], script=self.script)
        self.refused(answer, 2, 'history')
        self.assertNotIn(self.cards[0].lower()[:20], answer[2].lower())
        for arguments in ([self.cards[0]], ['--share=' + self.cards[0].lower()], [words], words.split(),
                          [self.cards[0][:20] + ' ' + self.cards[0][20:]], ['--state', words.upper()]):
            with self.assertRaises(recover.Refusal) as end:
                recover.main(['--to', self.to, *arguments])
            self.assertEqual(end.exception.args[0], 2)
            self.assertIn('history', end.exception.args[2])
            self.assertNotRegex(' '.join(end.exception.args[1:]).lower(), 'abandon|' + self.cards[0].lower()[:20])

    def test_usage(self):
        self.refused(run('--to', script=self.script), 2)
        for arguments in ([], ['--nonsense', '--to', self.to], ['--to', self.to, '--min-height', 'x'],
                          ['--to', self.to, '--min-height', '5', '--accept-stale-state']):
            with self.assertRaises(recover.Refusal) as end:
                recover.main(arguments)
            self.assertEqual(end.exception.args[0], 2)
        self.done(run('--help', script=self.script))

    # The folder

    def spoil(self, name, data=None):
        """Another content (None: gone) for one file of the stick; the original comes back afterwards."""
        path = os.path.join(self.stick, name)
        original = read(path)
        os.unlink(path) if data is None else write(path, data)
        return lambda: write(path, original)

    def findings(self):
        """What the program finds outside the bundle, without running it."""
        wrong = []
        with mock.patch.object(recover, 'say'):
            content = recover.read_folder(self.stick, wrong.append)
            facts, _, _ = recover.parse_bundle(content['bundle.quorate'])
            recover.inspect(content, facts, '', wrong)
        return wrong

    def test_tampering_with_each_file(self):
        self.assertEqual(self.findings(), [])
        files = tree(self.stick)
        for name, data in sorted(files.items()):
            changes = [data + b'\n', data[:-1] + bytes([data[-1] ^ 1]), b'']
            if name not in ('bundle.quorate', 'records/closing.jsonl'):
                changes.append(None)  # no bundle: no folder; closing.jsonl: see test_without_closing_record
            for change in changes if name != 'bundle.quorate' else changes[:2]:
                with self.subTest(name=name, change=change and sha256(change)):
                    restore = self.spoil(name, change)
                    if name != 'records/closing.jsonl' or change:
                        self.assertNotEqual(self.findings(), [])
                    restore()
            if name in ('recover/recover.py', 'recover/words.txt'):
                continue  # the running program, and its words: see test_altered_words_and_program
            restore = self.spoil(name, changes[0])
            self.refused(self.recover('--despite-tampering'), 3, 'TAMPERING')  # no terminal: not enough
            self.nothing_written()
            if name != 'bundle.quorate':
                code, _, text = run_on_terminal(
                    ['--to', self.to, '--despite-tampering', *self.share_files(self.cards[1:])],
                    [('go on despite tampering', 'go on despite tampering')], self.script)
                self.assertEqual(code, 0, text)
                self.assertEqual(len(tree(self.to)), 3)
                shutil.rmtree(self.to)
            restore()
            for record in os.listdir(os.path.join(self.stick, 'records')):
                if record[0] == '0':
                    os.unlink(os.path.join(self.stick, 'records', record))
        self.done(self.recover())

    def test_refused_without_the_flag(self):
        self.spoil('manifest.json', b'{}\n')
        self.refused(self.recover(), 3, 'TAMPERING', '--despite-tampering')
        self.assertEqual(self.records(), [])

    def test_hostile_json_never_ends_in_a_traceback(self):
        """Any value of any type at any place of manifest, journal, closing record and records."""
        self.done(self.recover())
        odd = [None, True, 0, -1, 1.5, 10 ** 30, '', 'x', '\u202e', [], [[]], {}, {'a': None}, ['x'], [{}], 'é' * 600]
        files = [name for name in tree(self.stick) if name.endswith(('.json', '.jsonl'))]
        shares = self.share_files(self.cards[:2])
        shutil.copy(WORDS, os.path.join(self.place, 'words.txt'))
        for turn in range(40):
            name = chance.choice(files)
            lines = read(os.path.join(self.stick, name)).splitlines() if name.endswith('l') else [read(os.path.join(self.stick, name))]
            at = chance.randrange(len(lines))
            whole = value = json.loads(lines[at])
            while True:  # walk to a random place and put something odd there, take it away or add to it
                key = chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
                if isinstance(value[key], (dict, list)) and value[key] and chance.random() < 0.7:
                    value = value[key]
                    continue
                if chance.random() < 0.15:
                    del value[key]
                else:
                    value[key] = chance.choice(odd)
                break
            if name.endswith('l'):
                hashed = {n: whole[n] for n in ('data', 'event', 'seq', 'time') if n in whole}
                if chance.random() < 0.8 and isinstance(whole.get('prev'), str) and len(whole['prev']) == 64:
                    whole['hash'] = sha256(bytes.fromhex(whole['prev']) + canonical(hashed))
                lines[at] = canonical(whole)
            else:
                lines[at] = pretty(whole)[:-1]
            restore = self.spoil(name, b'\n'.join(lines) + b'\n')
            with mock.patch.object(recover, 'trust'), mock.patch.object(recover, 'say'), \
                    mock.patch.object(recover, 'ask', lambda question: 'yes'), mock.patch.object(os, 'sync'), \
                    mock.patch.object(recover, 'HERE', self.place):
                to = os.path.join(self.place, 'fuzz-%d' % turn)
                try:
                    recover.main([self.stick, '--to', to, *shares])
                    with mock.patch('builtins.print'):
                        recover.main([self.stick, '--list'])
                except recover.Refusal:
                    pass
            restore()
            for record in os.listdir(os.path.join(self.stick, 'records')):
                if record[:4] > '0001' and record[0] == '0':
                    os.unlink(os.path.join(self.stick, 'records', record))

    def test_a_wrong_sentence_is_a_no(self):
        self.spoil('RECOVERY.txt', b'phone this number')
        answer = run_on_terminal(['--to', self.to, '--despite-tampering'], [('go on despite tampering', 'yes')], self.script)
        self.refused(answer, 3)

    def test_altered_words_and_program(self):
        self.spoil('recover/words.txt', read(WORDS).replace(b'abandon', b'abandom'))
        answer = run_on_terminal(['--to', self.to, '--despite-tampering', *self.share_files(self.cards[1:])],
                                 [('go on despite tampering', 'go on despite tampering')], self.script)
        self.refused(answer, 6, 'words.txt')

    def test_a_link_in_the_folder(self):
        os.symlink('/etc/hostname', os.path.join(self.stick, 'recover', 'link'))
        self.refused(self.recover(), 3, 'link')
        os.unlink(os.path.join(self.stick, 'recover', 'link'))
        os.rename(os.path.join(self.stick, 'bundle.quorate'), os.path.join(self.place, 'bundle'))
        os.symlink(os.path.join(self.place, 'bundle'), os.path.join(self.stick, 'bundle.quorate'))
        self.assertIn(self.recover()[0], (3, 6))
        self.nothing_written()

    def test_unlisted_files_are_only_reported(self):
        write(os.path.join(self.stick, '.DS_Store'), b'x')
        write(os.path.join(self.stick, 'records', 'note.txt'), b'x')
        answer = self.recover()
        self.done(answer)
        for name in ('.DS_Store', 'records/note.txt'):
            self.assertIn('note: unlisted file %s' % name, answer[2])

    def test_everything_rewritten_together(self):
        """A forger without the passphrase makes the outside consistent: the inner copy and paper tell."""
        folder_hash = sha256(read(os.path.join(self.stick, 'SHA256SUMS')))
        manifest = json.loads(read(os.path.join(self.stick, 'manifest.json')))
        manifest['ceremony']['label'] = 'forged'
        self.forge(manifest)
        self.refused(self.recover('--folder-hash', folder_hash), 3, 'not the one from paper')
        self.refused(self.recover(), 3, 'differs from the copy in the bundle')

    def forge(self, manifest):
        chain = manifest['ceremony'].pop('chain')
        facts = {name: value for name, value in manifest['bundle'].items() if name != 'file'}
        lines, seq, head = journal_lines([('ceremony.opened', {'label': 'self-test'}),
                                          ('bundle.sealed', {**facts, 'manifest': sha256(canonical(manifest))})])
        manifest['ceremony']['chain'] = head
        self.assertNotEqual(chain, head)
        write(os.path.join(self.stick, 'manifest.json'), pretty(manifest))
        write(os.path.join(self.stick, 'journal.jsonl'), lines)
        write(os.path.join(self.stick, 'SHA256SUMS'), sums_of(self.stick))
        closing, _, _ = journal_lines([('folder.sealed', {'folderHash': sha256(sums_of(self.stick))}),
                                       ('ceremony.closed', {})], seq, head)
        write(os.path.join(self.stick, 'records', 'closing.jsonl'), closing)

    def test_published_names_must_be_the_inner_ones(self):
        manifest = json.loads(read(os.path.join(self.stick, 'manifest.json')))
        manifest['shareSet']['cards'][0]['custodian'] = 'Custodian 1'
        self.forge(manifest)
        self.done(self.recover())
        shutil.rmtree(self.to)
        manifest['shareSet']['cards'][0]['custodian'] = 'Mallory'
        manifest['ceremony']['chain'] = ''
        self.forge(manifest)
        for record in os.listdir(os.path.join(self.stick, 'records')):
            if record[0] == '0':
                os.unlink(os.path.join(self.stick, 'records', record))
        self.refused(self.recover(), 3, 'differs from the copy in the bundle')

    def test_a_record_that_does_not_go_on(self):
        self.done(self.recover())
        shutil.rmtree(self.to)
        name = [name for name in os.listdir(os.path.join(self.stick, 'records')) if name[0] == '0'][0]
        path = os.path.join(self.stick, 'records', name)
        for change in ({'number': 2}, {'previous': '0' * 64}, {'folderHash': '0' * 64}, {'extra': 1}, {'data': 1.5}):
            original = read(path)
            write(path, pretty({**json.loads(original), **change}))
            self.refused(self.recover(), 3, name)
            write(path, original)
            for later in os.listdir(os.path.join(self.stick, 'records')):
                if later[:4] > '0001' and later[0] == '0':
                    os.unlink(os.path.join(self.stick, 'records', later))

    def test_json_spellings(self):
        manifest = read(os.path.join(self.stick, 'manifest.json'))
        for changed in (manifest.replace(b'"version": 1', b'"version": 1.0', 1), manifest.replace(b'"version": 1', b'"version": 1,\n  "version": 1', 1),
                        manifest.replace(b'self-test', b'self\\u002dtest', 1), manifest.replace(b'"kind": 0', b'"kind": -0', 1),
                        b'\xef\xbb\xbf' + manifest, manifest.replace(b'self-test', b'self\\u0007test', 1), b'[' * 100000, b'{}\n', b'[]\n',
                        manifest.replace(b'"threshold": 2', b'"threshold": "2"', 1), manifest.replace(b'"threshold": 2', b'"threshold": 1', 1),
                        manifest.replace(b'self-test', 'self\u202etest'.encode(), 1), b'9' * 5000):
            wrong = []
            self.assertNotEqual(changed, manifest)
            self.assertIsNone(recover.attempt(wrong.append, recover.parse_json, changed, 'manifest.json', recover.pretty,
                                              [*recover.INNER[:3], 'bundle', *recover.INNER[3:]], recover.sound_manifest))
        newer = manifest.replace(b'"version": 1', b'"version": 2', 1)
        write(os.path.join(self.stick, 'manifest.json'), newer)
        self.refused(self.recover(), 3, 'manifest.json: made by a newer program, version 2')

    # The inside

    def inside(self, answer_text, **how):
        folder = os.path.join(self.place, 'inside')
        cards, _ = make_folder(folder, self.keys, **how)
        answer = run_inside(folder, '--to', self.to, *self.share_files(cards[:2]))
        shutil.rmtree(folder)
        self.refused(answer, 3, answer_text)
        self.nothing_written()

    def test_archives_that_do_not_fit_their_manifest(self):
        def drop(inner): inner['keys'].pop()
        def size(inner): inner['keys'][0]['bytes'] += 1
        def other(inner): inner['keys'][0]['sha256'] = '0' * 64
        def order(inner): inner['keys'].reverse()
        for edit in (drop, size, other):
            self.inside('archive not as listed', edit_inner=edit)
        self.inside('manifest.json is missing, damaged', edit_inner=order)
        self.inside('manifest.json is missing, damaged', edit_inner=lambda inner: inner.update(extra=1))
        self.inside('section 3', archive=b'not an archive' * 100)


class DoubleSigning(Case):
    def another(self, name):
        """A consensus key that is not self.key."""
        return self.key.replace(b'PrivKeyEd25519", "value": "x"'.replace(b', ', b',\n    '), b'PrivKeyEd25519",\n    "value": "%s"' % name.encode())

    key = json.dumps({'address': 'A' * 40, 'pub_key': {'type': 'tendermint/PubKeyEd25519', 'value': 'x'},
                      'priv_key': {'type': 'tendermint/PrivKeyEd25519', 'value': 'x'}}, indent=2).encode()

    def state(self, height, turn=0, step=0):
        return json.dumps({'height': str(height), 'round': turn, 'step': step, 'signature': 'eA=='}, indent=2).encode()

    def make(self, keys, **roles):
        shutil.rmtree(self.stick, ignore_errors=True)
        shutil.rmtree(self.to, ignore_errors=True)
        self.cards, _ = make_folder(self.stick, keys, roles=roles)
        return self

    def with_state(self, height):
        return self.make([('val', 'val/config/priv_validator_key.json', 'cometbft-priv-validator-key', 0o600, self.key),
                          ('val', 'val/data/priv_validator_state.json', 'cometbft-priv-validator-state', 0o600, self.state(height, 1, 2))])

    def recover(self, *arguments):
        return run_inside(self.stick, '--to', self.to, *arguments, *self.share_files(self.cards[:2]))

    def restored(self, answer):
        self.done(answer)
        return tree(self.to)

    def no(self, answer, code=5, *texts):
        self.refused(answer, code, *texts)
        self.assertEqual(tree(self.to) if os.path.exists(self.to) else {}, {})

    def state_here(self, data):
        write(os.path.join(self.to, 'val/data/priv_validator_state.json'), data)

    def test_refused_without_the_original_stopped(self):
        self.with_state(100)
        self.no(self.recover(), 5, 'equivocation', 'tombstoned', 'hint: check')
        self.no(self.recover('--min-height', '200'))
        self.no(self.recover('--original-stopped'), 5, '--min-height')
        self.no(self.recover('--original-stopped', '--only', 'val/data/priv_validator_state.json'))

    def test_whatever_the_manifest_calls_it(self):
        node_key = b'{"priv_key":{"type":"x","value":"y"}}'
        options = recover.argparse.Namespace(only=[], original_stopped=False)
        def guarded(type_, data):
            inner = {'ceremony': {'date': DATE}, 'keys': [{'name': 'v', 'path': 'v/file', 'type': type_, 'publicKey': None}]}
            try:
                return not recover.plan(options, self.to, inner, {'v/file': (0o600, data)})
            except recover.Refusal as end:
                return end.args[0] == 5
        for type_, data in (
                ('opaque', self.key), ('cometbft-node-key', b' ' + self.key), ('opaque', node_key), ('x', b'\xef\xbb\xbf' + self.key),
                ('x', self.key.replace(b'priv_key', b'Priv_Key')), ('x', self.key.replace(b'"x"', b'"\xff"', 1)),
                ('json-key', b'{"priv_key":1,"last_height":"7","last_round":"0","last_step":3}'), ('opaque', self.state(1)),
                ('cometbft-priv-validator-legacy', b'unreadable'), ('cometbft-priv-validator-key', b'')):
            self.assertTrue(guarded(type_, data), data)
        for type_, data in (('cometbft-node-key', node_key), ('opaque', b'[]'), ('opaque', b'{"height":1}'), ('opaque', b'\xff')):
            self.assertFalse(guarded(type_, data), data)
        self.make([('v', 'v/file', 'opaque', 0o600, self.key)])
        self.no(self.recover(), 5, 'equivocation')

    def test_cards_are_not_asked_for_in_vain(self):
        self.with_state(100)
        self.no(run_on_terminal([self.stick, '--to', self.to], []), 5, 'equivocation', '--original-stopped')

    def test_min_height(self):
        self.with_state(100)
        self.no(self.recover('--original-stopped', '--min-height', '99'), 5, '100')
        files = self.restored(self.recover('--original-stopped', '--min-height', '100'))
        self.assertEqual(files, {'val/config/priv_validator_key.json': self.key, 'val/data/priv_validator_state.json':
                                 b'{\n  "height": "101",\n  "round": 0,\n  "step": 0\n}'})

    def test_the_state_is_never_left_out(self):
        self.with_state(100)
        files = self.restored(self.recover('--original-stopped', '--min-height', '500', '--only', 'val/config/priv_validator_key.json'))
        self.assertEqual(json.loads(files['val/data/priv_validator_state.json'])['height'], '501')
        self.to += '2'
        files = self.restored(self.recover('--original-stopped', '--min-height', '500', '--only', 'val/data/priv_validator_state.json'))
        self.assertEqual(list(files), ['val/data/priv_validator_state.json'])
        self.assertEqual(json.loads(files['val/data/priv_validator_state.json'])['height'], '501')

    def test_where_the_state_goes(self):
        cases = [(['a/config/priv_validator_key.json'], {'a/data/priv_validator_state.json'}),
                 (['a/key.json'], {'a/priv_validator_state.json'}),
                 (['a/k.json', 'a/state/own.json'], {'a/state/own.json'})]
        for paths, expected in cases:
            shutil.rmtree(self.stick, ignore_errors=True)
            self.make([('a', path, 'opaque', 0o600, self.state(3) if 'own' in path else self.key) for path in paths])
            files = self.restored(self.recover('--original-stopped', '--min-height', '10'))
            states = {path for path, data in files.items() if b'"height": "11"' in data}
            self.assertEqual((states, len(files)), (expected, len(paths) + (0 if 'own' in paths[-1] else len(paths))))
            shutil.rmtree(self.to)

    def test_two_keys_are_restored_one_by_one(self):
        paths = ['a/n1/config/k.json', 'a/n2/config/k.json']
        self.make([('a', paths[0], 'opaque', 0o600, self.key), ('a', paths[1], 'opaque', 0o600, self.another('y'))])
        state = os.path.join(self.place, 'state.json')
        write(state, self.state(10))
        for settled in (['--min-height', '10'], ['--state', state]):
            self.no(self.recover('--original-stopped', *settled), 5, 'several keys', '--only')
            for path in paths:
                self.restored(self.recover('--original-stopped', *settled, '--only', path))
            self.assertEqual(set(tree(self.to)), {*paths, 'a/n1/data/priv_validator_state.json', 'a/n2/data/priv_validator_state.json'})
            shutil.rmtree(self.to)

    def test_two_keys_that_would_share_a_state(self):
        self.make([('a', 'a/config/%s.json' % name, 'opaque', 0o600, self.another(name)) for name in 'yz'])
        self.no(self.recover('--original-stopped', '--min-height', '10'), 5, 'another key', '--only')

    def test_one_key_twice_is_held_to_its_newest_state(self):
        self.make([(name, '%s/%s' % (name, path), 'opaque', 0o600, data) for name, height in (('old', 9), ('new', 100))
                   for path, data in (('config/k.json', self.key), ('data/priv_validator_state.json', self.state(height, 0, 3)))])
        self.no(self.recover('--original-stopped', '--min-height', '200'), 5, 'another key', '--only', 'newest')
        self.no(self.recover('--original-stopped', '--min-height', '99', '--only', 'old'), 5, '(100, 0, 3)')
        accept = [self.stick, '--to', self.to, '--original-stopped', '--accept-stale-state', *self.share_files(self.cards[:2])]
        self.no(run_on_terminal([*accept, '--only', 'old'], []), 5, '(100, 0, 3)')
        self.assertEqual(json.loads(self.restored(self.recover('--original-stopped', '--min-height', '100', '--only', 'old'))[
            'old/data/priv_validator_state.json'])['height'], '101')
        shutil.rmtree(self.to)
        answer = run_on_terminal([*accept, '--only', 'new'], [('accept height 100"', 'accept height 100')])
        self.assertEqual(self.restored(answer)['new/data/priv_validator_state.json'], self.state(100, 0, 3))

    def test_the_state_of_a_fresh_node_says_nothing(self):
        path = os.path.join(self.place, 'state.json')
        for data, restored in ((self.state(0), False), (self.state(0, 0, 1), True)):
            shutil.rmtree(self.stick, ignore_errors=True)
            self.make([('val', 'val/config/k.json', 'opaque', 0o600, self.key), ('val', 'val/data/s.json', 'opaque', 0o600, data)])
            accept = [self.stick, '--to', self.to, '--original-stopped', '--accept-stale-state', *self.share_files(self.cards[:2])]
            answer = run_on_terminal(accept, [('accept height 0"', 'accept height 0')] if restored else [])
            self.restored(answer) if restored else self.no(answer, 5, 'nothing settles')
        shutil.rmtree(self.to)
        shutil.rmtree(self.stick)
        self.make([('val', 'val/config/k.json', 'opaque', 0o600, self.key)])
        write(path, self.state(0))
        self.no(self.recover('--original-stopped', '--state', path), 5, 'nothing settles')
        write(os.path.join(self.to, 'val/data/priv_validator_state.json'), self.state(0))
        self.refused(self.recover('--original-stopped'), 5, 'nothing settles')

    def test_state_file(self):
        self.with_state(100)
        path = os.path.join(self.place, 'state.json')
        for data, expected in ((self.state(100, 1, 3), self.state(100, 1, 3)), (self.state(100, 1, 1), self.state(100, 1, 2)),
                               (self.state(99, 9, 3), self.state(100, 1, 2))):
            write(path, data)
            files = self.restored(self.recover('--original-stopped', '--state', path))
            self.assertEqual(files['val/data/priv_validator_state.json'], expected)
            shutil.rmtree(self.to)
        write(path, b'{"height": 5}')
        self.no(self.recover('--original-stopped', '--state', path), 5, 'no signing state')

    def test_a_newer_state_at_the_destination_stays(self):
        self.with_state(100)
        self.state_here(self.state(100, 1, 3))
        files = self.restored(self.recover('--original-stopped'))
        self.assertEqual(files['val/data/priv_validator_state.json'], self.state(100, 1, 3))
        self.assertEqual(files['val/config/priv_validator_key.json'], self.key)

    def test_an_older_or_unreadable_state_at_the_destination(self):
        self.with_state(100)
        for data, arguments, code in (
                (self.state(99), [], 5), (self.state(99), ['--min-height', '200'], 6), (b'{}', ['--min-height', '200'], 5)):
            self.state_here(data)
            self.refused(self.recover('--original-stopped', *arguments), code)
            self.assertEqual(tree(self.to), {'val/data/priv_validator_state.json': data})

    def test_a_newer_state_at_the_destination_stays_whatever_height_is_given(self):
        self.with_state(100)
        for data in (self.state(300), self.state(201, 1)):
            self.state_here(data)
            files = self.restored(self.recover('--original-stopped', '--min-height', '200'))
            self.assertEqual((len(files), files['val/data/priv_validator_state.json']), (2, data))
            shutil.rmtree(self.to)

    def test_the_same_command_again_after_a_crash(self):
        self.with_state(100)
        self.restored(self.recover('--original-stopped', '--min-height', '200'))
        os.unlink(os.path.join(self.to, 'val/config/priv_validator_key.json'))
        files = self.restored(self.recover('--original-stopped', '--min-height', '200'))
        self.assertEqual(len(files), 2)

    def test_accept_stale_state(self):
        self.with_state(100)
        self.no(self.recover('--original-stopped', '--accept-stale-state'), 5, 'terminal')
        arguments = [self.stick, '--to', self.to, '--original-stopped', '--accept-stale-state', *self.share_files(self.cards[:2])]
        self.no(run_on_terminal(arguments, [('accept height 100"', 'accept height 10')]), 5)
        answer = run_on_terminal(arguments, [('accept height 100"', 'accept height 100')])
        self.assertEqual(self.restored(answer)['val/data/priv_validator_state.json'], self.state(100, 1, 2))
        self.assertRegex(answer[2], r'-?\d+ days old')

    def test_nothing_to_accept(self):
        self.make([('val', 'val/key.json', 'cometbft-priv-validator-key', 0o600, self.key)])
        self.no(self.recover('--original-stopped', '--accept-stale-state'), 5)

    def test_a_legacy_file_carries_its_own_state(self):
        legacy = json.dumps({'address': 'x', 'pub_key': {}, 'last_height': '70', 'last_round': '0', 'last_step': 3, 'priv_key': {}}).encode()
        self.make([('v', 'v/priv_validator.json', 'cometbft-priv-validator-legacy', 0o600, legacy)])
        self.no(self.recover('--original-stopped', '--min-height', '69'), 5, '70')
        files = self.restored(self.recover('--original-stopped', '--min-height', '70'))
        self.assertEqual(json.loads(files['v/priv_validator_state.json'])['height'], '71')

    def remote(self, height, form):
        state = {'height': str(height), 'round': '0', 'step': 6 if form == 'tmkms' else 3}
        return json.dumps({**state, 'block_id': None} if form == 'tmkms' else state, indent=2).encode()

    shard = b'{"pubKey": "eA==", "privateShard": "eA==", "id": 1}'

    def test_both_states_of_a_horcrux_shard_come_back_in_its_form(self):
        self.make([('h', 'h/c_shard.json', 'json-key', 0o600, self.shard),
                   ('h', 'h/state/c_priv_validator_state.json', 'opaque', 0o600, self.remote(900, 'horcrux')),
                   ('h', 'h/state/c_share_sign_state.json', 'opaque', 0o600, self.remote(905, 'horcrux'))])
        self.no(self.recover('--min-height', '1000'), 5, 'equivocation')
        self.no(self.recover('--original-stopped', '--min-height', '902'), 5, '(905, 0, 3)')
        files = self.restored(self.recover('--original-stopped', '--min-height', '1000', '--only', 'h/c_shard.json'))
        refusing = b'{\n  "height": "1001",\n  "round": "0",\n  "step": 0\n}'
        self.assertEqual(files, {'h/c_shard.json': self.shard, 'h/state/c_priv_validator_state.json': refusing,
                                 'h/state/c_share_sign_state.json': refusing})

    def test_a_remote_signer_never_comes_without_a_state_it_can_read(self):
        for data, type_ in ((self.shard, 'json-key'), (b'eA==' * 11, 'cometbft-priv-validator-key')):
            self.make([('h', 'h/k', type_, 0o600, data)])
            self.no(self.recover('--original-stopped', '--min-height', '1000'), 5, 'is without a state', '--state')
            path = os.path.join(self.place, 'state.json')
            write(path, self.remote(50, 'horcrux'))
            files = self.restored(self.recover('--original-stopped', '--state', path))
            self.assertEqual(files['h/priv_validator_state.json'], self.remote(50, 'horcrux'))

    def test_tmkms_counts_its_steps_otherwise(self):
        self.make([('k', 'k/secrets/c.key', 'cometbft-priv-validator-key', 0o600, b'eA==' * 11),
                   ('k', 'k/state/c.json', 'opaque', 0o600, self.remote(100, 'tmkms'))])
        path = os.path.join(self.place, 'state.json')
        for given, expected in ((self.state(100, 0, 3), self.remote(100, 'tmkms')), (self.state(101, 0, 1), b'"step": 3')):
            write(path, given)
            files = self.restored(self.recover('--original-stopped', '--state', path))
            self.assertIn(expected, files['k/state/c.json'])
            self.assertIn('block_id', json.loads(files['k/state/c.json']))
            shutil.rmtree(self.to)
        files = self.restored(self.recover('--original-stopped', '--min-height', '200'))
        self.assertEqual(json.loads(files['k/state/c.json']), {'height': '201', 'round': '0', 'step': 0, 'block_id': None})

    def test_keys_that_only_the_plan_knows_to_sign(self):
        for type_ in ('json-key', 'opaque'):
            for role, signs in (('validator', True), ('Signer', True), ('secrets', False)):
                self.make([('pq', 'pq/keys.bin', type_, 0o600, b'secret')], pq=role)
                if signs:
                    self.no(self.recover('--min-height', '5'), 5, 'equivocation')
                    self.restored(self.recover('--original-stopped', '--min-height', '5'))
                else:
                    self.restored(self.recover())
                self.assertEqual(len(tree(self.to)), 2 if signs else 1)
        self.make([('v', 'v/config/priv_validator_key.json', 'opaque', 0o600, self.key), ('v', 'v/notes', 'opaque', 0o600, b'x')], v='validator')
        self.no(self.recover('--min-height', '5'), 5, 'equivocation')
        self.restored(self.recover('--only', 'v/notes'))

    def test_the_state_is_written_before_the_key(self):
        self.with_state(100)
        order, rename = [], os.rename
        shutil.copy(WORDS, os.path.join(self.place, 'words.txt'))
        with mock.patch.object(os, 'rename', lambda old, new: (order.append(os.path.basename(new)), rename(old, new))), \
                mock.patch.object(recover, 'say'):
            recover.main([self.stick, '--to', self.to, '--original-stopped', '--min-height', '100',
                          *self.share_files(self.cards[:2])])
        self.assertEqual(order[:2], ['priv_validator_state.json', 'priv_validator_key.json'])


class Combining(Case):
    def test_prints_a_passphrase_after_two_names(self):
        for case in vectors('shares.json')['sets'][2:7:2]:
            texts = [card['text'] for card in chance.sample(case['cards'], case['threshold'])]
            arguments = ['--combine', *self.share_files(texts)]
            script = os.path.join(self.place, 'recover.py')
            shutil.copy(PROGRAM, script)
            shutil.copy(WORDS, self.place)
            code, out, text = run_on_terminal(arguments, [('Operator', 'Ada'), ('Witness', 'Grace')], script)
            self.assertEqual((code, out), (0, case['passphrase'] + '\n'), text)
        self.refused(run_on_terminal(arguments, [('Operator', 'Ada'), ('Witness', 'ada')], script), 5)
        self.refused(run_on_terminal(arguments, [('Operator', ''), ('Witness', 'Ada')], script), 5)
        self.refused(run(*arguments, script=script), 5, 'terminal')
        self.refused(run('--combine', *self.share_files(texts[:1]), script=script), 4)

    def test_bad_combinations(self):
        for case in vectors('shares.json')['badCombinations']:
            answer = run_on_terminal(['--combine', *self.share_files(case['cards'])], [])
            self.refused(answer, 4, 'card 2' if 'card 2' in case['why'] else '')
            self.assertEqual(answer[1], '')


class TheFile(unittest.TestCase):
    def test_stays_readable_and_old_enough(self):
        text = read(PROGRAM).decode()
        ast.parse(text, feature_version=(3, 9))
        lines = text.splitlines()
        self.assertLessEqual(len(lines), 465)
        self.assertLessEqual(max(map(len, lines)), 110)
        nodes = list(ast.walk(ast.parse(text)))
        imports = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
        imports |= {node.module.split('.')[0] for node in nodes if isinstance(node, ast.ImportFrom)}
        self.assertLessEqual(imports, set(getattr(sys, 'stdlib_module_names', imports)))


def measure():
    place = tempfile.mkdtemp(prefix='quorate-measure-')
    try:
        case = vectors('folders/rich.json')
        rich = os.path.join(place, 'rich')
        shutil.copytree(os.path.join(VECTORS, 'folders', 'rich'), rich)
        jobs = [('folders/rich', rich, case['cards'][:3], ['--original-stopped', '--min-height', '1'])]
        for size in (1, 10):
            folder = os.path.join(place, '%d-MiB' % size)
            cards, _ = make_folder(folder, [('big', 'big/file', 'opaque', 0o600, chance.randbytes(size << 20))], cost=1 << 18)
            jobs.append(('%d MiB bundle' % size, folder, cards[:2], []))
        for label, folder, cards, extra in jobs:
            start = time.monotonic()
            code, _, text = run(folder, '--to', os.path.join(place, 'to', label), '--share', '-', *extra, stdin='\n'.join(cards),
                                script=os.path.join(folder, 'recover', 'recover.py') if 'MiB' in label else PROGRAM)
            print('%-14s exit %d  %.1f s' % (label, code, time.monotonic() - start), text if code else '')
    finally:
        shutil.rmtree(place)


if __name__ == '__main__':
    measure() if '--measure' in sys.argv else unittest.main()
