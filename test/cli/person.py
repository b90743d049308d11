"""Runs a command on a terminal of its own and plays a person: waits for a text, then types.

Usage: person.py STEPS COMMAND...   STEPS is JSON: [[wait for, type], ...]. Prints all that the terminal showed and ends
with the command's exit code; 98 when a text did not come.
"""
import json
import os
import pty
import select
import sys
import time

steps = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])

shown = b""
seen = 0
deadline = time.monotonic() + 40
while True:
    while steps and steps[0][0].encode() in shown[seen:]:
        wait_for, answer = steps.pop(0)
        seen = shown.index(wait_for.encode(), seen) + len(wait_for.encode())
        os.write(terminal, answer.encode())
    ready, _, _ = select.select([terminal], [], [], max(0, deadline - time.monotonic()))
    if not ready:
        os.kill(child, 9)
        break
    try:
        part = os.read(terminal, 65536)
    except OSError:
        break
    if not part:
        break
    shown += part
sys.stdout.buffer.write(shown)
_, status = os.waitpid(child, 0)
sys.exit(98 if steps else os.waitstatus_to_exitcode(status))
