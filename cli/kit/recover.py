#!/usr/bin/env python3
"""Quorate recovery: brings keys back from one stick and K share cards. Python 3.9 or newer, nothing else.

    python3 recover.py --to NEW-FOLDER        run from the stick; asks for the cards one by one
    python3 recover.py --help                 everything else

Written from FORMATS.txt, which lies beside it: "section" in a comment is a section of that page.
Exit codes: 0 done, 2 usage, 3 integrity, 4 shares, 5 refused by a safety guard, 6 medium or files, 1 other.
Python cannot wipe its memory: use a machine that was never online and switch it off afterwards.
"""
import argparse, base64, calendar, collections, functools, hashlib, hmac, json, operator, os, re, secrets, stat
import struct, sys, time, unicodedata
from types import SimpleNamespace

class Refusal(Exception):  # an end we expect; its arguments: exit code, what happened, what to do
    def __str__(self): return self.args[1]
def need(good, code, message, hint=''):
    if not good: raise Refusal(code, message, hint)
def attempt(problems, action, *arguments):  # what the action returns, or None and a line in `problems`
    try:
        return action(*arguments)
    except (Refusal, OSError) as problem:
        problems.append(str(problem))
def printable(text):  # text from a stick may hold terminal commands: control and direction characters
    return ''.join(c if c.isprintable() else c.encode('unicode_escape').decode() for c in str(text))
def say(text): print(printable(text), file=sys.stderr, flush=True)
def progress(what, done):
    if sys.stderr.isatty():
        print('\r%s: %d %%' % (what, 100 * done), end='\n' if done == 1 else '', file=sys.stderr, flush=True)
def ask(question):  # a line typed on the terminal, '' where there is none
    if not sys.stdin.isatty(): return ''
    print(printable(question), end=' ', file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()
def sha256(data): return hashlib.sha256(data).hexdigest()
def number(data): return int.from_bytes(data, 'big')
def xor(values): return functools.reduce(operator.xor, values, 0)

# Sections 0, 5, 6: JSON. What does not come out the same when it is written again is refused.
INNER = 'format version ceremony shareSet supersededSets keys verification software'
OUTER = 'format version ceremony bundle shareSet supersededSets keys verification software'
RECORD = 'format version ceremonyId folderHash stick number type time people data previous mac'
FORBIDDEN = re.compile('[\x00-\x09\x0b-\x1f\x80-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]'
                       r'|(?<!\\)(\\\\)*\\[^"\\]')  # the second half: an escaped control character
def pretty(value): return (json.dumps(value, ensure_ascii=False, indent=2) + '\n').encode()  # manifest, record
def canonical(value):  # journal line: RFC 8785, which comes down to this for ASCII names and whole numbers
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(',', ':')).encode()
def parse_json(data, what, spelling, members, sound):  # `sound` tells a right value, and may fail on a mistyped one
    try:
        value = json.loads(data.decode(), parse_float=int, parse_constant=int)
        need(value.get('version', 1) <= 1, 3, '%s: made by a newer program, format version %s' % (what, value.get('version')))
        if spelling(value) == data and list(value) == members.split() and not FORBIDDEN.search(data.decode()) and sound(value):
            return value
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError): pass
    raise Refusal(3, '%s is missing, damaged or not written as the format says' % what)
def sound_manifest(manifest):
    cards, keys, numbers = manifest['shareSet'], manifest['keys'], [card['number'] for card in manifest['shareSet']['cards']]
    return (manifest['format'] == 'quorate-manifest' and cards['kind'] == 0 and re.fullmatch(TIME, manifest['ceremony']['date'])
            and numbers == list(range(1, cards['count'] + 1)) and 2 <= cards['threshold'] <= cards['count'] <= 255
            and all(key['path'].startswith(key['name'] + '/') for key in keys)
            and [key['path'] for key in keys] == sorted({key['path'] for key in keys}))
def parse_journal(data, what, before, first, last):  # a chain after the entries `before`; each hash is computed again
    entries = list(before)
    for line in data.split(b'\n')[:-1]:
        seq, prev = len(entries), entries[-1]['hash'] if entries else '0' * 64
        def proved(entry):
            hashed = canonical({name: entry[name] for name in ('data', 'event', 'seq', 'time')})
            return [entry['seq'], entry['prev'], entry['hash']] == [seq, prev, sha256(bytes.fromhex(prev) + hashed)]
        entries.append(parse_json(line, '%s, entry %d,' % (what, seq), canonical, 'data event hash prev seq time', proved))
    events = [entry['event'] for entry in entries[len(before):]]
    need(data[-1:] == b'\n' and [events[0], events[-1]] == [first, last], 3, '%s does not run from %s to %s' % (what, first, last))
    return entries
