"""Runs a command on a terminal of its own and plays a person: waits for a text, then types.

Usage: person.py STEPS COMMAND...   STEPS is JSON: [[wait for, type], ...]. What is typed may also be {"run": [...]}: a
command whose output is typed, as when a person reads a card that was just printed; or {"scan": FILE, "before": [...],
"type": TEXT}: the command "before" is run, and then the memory of the command on the terminal is searched for the hex
strings of FILE, which are replaced by how often each was found; or {"signal": NAME}: nothing is typed, and the command
gets a signal. Prints all that the terminal showed and ends with the command's exit code; 98 when a text did not come.
"""
import json
import os
import pty
import select
import signal
import subprocess
import sys
import time

steps = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])



def typed(answer):
    if isinstance(answer, str):
        return answer
    if "signal" in answer:
        os.kill(child, signal.Signals[answer["signal"]])
        return ""
    if "run" in answer:
        return subprocess.run(answer["run"], capture_output=True, check=True).stdout.decode().strip() + "\r"
    subprocess.run(answer["before"], check=True)
    with open(answer["scan"]) as file:
        needles = json.load(file)
    with open(answer["scan"], "w") as file:
        json.dump(found_in_memory(child, needles), file)
    return answer["type"]


def found_in_memory(process, needles):
    """How often each needle (name to hex) stands in the writable memory of a process."""
    counts = dict.fromkeys(needles, 0)
    with open("/proc/%d/maps" % process) as maps, open("/proc/%d/mem" % process, "rb", 0) as memory:
        for line in maps:
            span, access = line.split()[:2]
            if not access.startswith("rw"):
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except (OSError, OverflowError, ValueError):
                continue
            for name, needle in needles.items():
                counts[name] += content.count(bytes.fromhex(needle))
    return counts


shown = b""
seen = 0
deadline = time.monotonic() + 100
while True:
    while steps and steps[0][0].encode() in shown[seen:]:
        wait_for, answer = steps.pop(0)
        seen = shown.index(wait_for.encode(), seen) + len(wait_for.encode())
        os.write(terminal, typed(answer).encode())
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
