"""The chain of a queue of open hiring, written a second time from its description in lib/ledger/chain.h, and spoilt.

usage: queue-log.py make LINES FILE | pass-over FILE | spoil FILE OUT WAY SEED
make: LINES enlistments, calls, starts and leavings. pass-over: a log with right hashes in which the second is called first.
spoil: byte, lost or swapped, at a random place of FILE; prints the number of the first line that is wrong.
"""
import hashlib
import os
import random
import sys

FIELDS = "kind date number queue_name queue_phone queue_email demands reason".split()
ERASABLE = {"queue_name", "queue_phone", "queue_email", "demands"}


def digest(text):
    return hashlib.blake2b(text.encode(), digest_size=32).hexdigest()


def write(path, steps):
    last = "0" * 64
    with open(path, "w") as out:
        out.write("\t".join(["seq"] + FIELDS + ["salt", "hash"]) + "\n")
        for seq, step in enumerate(steps, 1):
            salts, hashed = [], [str(seq)]
            for name in FIELDS:
                value = step.get(name, "")
                if name in ERASABLE and value:
                    salts.append("%032x" % (seq * 7 + len(salts)))
                    value = digest(salts[-1] + "\n" + value)
                hashed.append(value)
            last = digest(last + "\n" + "\t".join(hashed))
            out.write("\t".join([str(seq)] + [step.get(name, "") for name in FIELDS] + ["|".join(salts), last]) + "\n")
    with open(path + ".last", "w") as out:
        out.write("seq\thash\n%d\t%s\n" % (len(steps), last))
    os.chmod(path, 0o600)


def enlistment(n):
    return {"kind": "enlist", "queue_name": "Persoon %d" % n, "queue_phone": "+316%08d" % n, "demands": "lift_10"}


def make(count, path):
    steps, waiting = [], []
    while len(steps) < count:
        n = len(steps) + 1
        if n % 3 == 1 or not waiting:
            waiting.append(n)
            steps.append(enlistment(n))
        elif n % 3 == 2:
            steps.append({"kind": "call", "number": str(waiting[0])})
        else:
            end = {"kind": "started"} if n % 2 else {"kind": "left", "reason": "absent"}
            steps.append({**end, "number": str(waiting.pop(0))})
    for n, step in enumerate(steps):
        step["date"] = "20%02d-%02d-%02d" % (20 + n * 10 // count, 1 + n * 120 // count % 12, 1)
    write(path, steps)


def pass_over(path):
    write(path, [{**step, "date": "2026-11-02"} for step in (enlistment(1), enlistment(2), {"kind": "call", "number": "2"})])


def spoil(path, out, way, seed):
    chance = random.Random(seed)
    data = open(path, "rb").read()
    if way == "byte":
        at = chance.randrange(len(data))
        byte = (data[at] + chance.randrange(1, 256)) % 256
        line = data.count(b"\n", 0, at) + 1
        data = data[:at] + bytes([byte]) + data[at + 1:]
    else:
        lines = data.splitlines(keepends=True)
        line = chance.randrange(2, len(lines))
        if way == "lost":
            del lines[line - 1]
        else:
            other = chance.randrange(line + 1, len(lines) + 1)
            lines[line - 1], lines[other - 1] = lines[other - 1], lines[line - 1]
        data = b"".join(lines)
    with open(out, "wb") as file:
        file.write(data)
    print(line)


if sys.argv[1] == "make":
    make(int(sys.argv[2]), sys.argv[3])
elif sys.argv[1] == "pass-over":
    pass_over(sys.argv[2])
else:
    spoil(sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5]))
