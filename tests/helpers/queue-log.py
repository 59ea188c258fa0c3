"""A log of open hiring, by the second implementation of its chain.

usage: queue-log.py make LINES FILE | pass-over FILE
make: LINES enlistments, calls, starts and leavings. pass-over: a log with right hashes in which the second is called first.
"""
import sys

from chain import Chain

LOG = Chain("kind date number queue_name queue_phone queue_email demands reason".split(),
            ("queue_name", "queue_phone", "queue_email", "demands"))


def enlistment(n):
    return {"kind": "enlist", "queue_name": "Persoon %d" % n, "queue_phone": "+316%08d" % n, "demands": "lift_10"}


def steps(count):
    made, waiting = [], []
    while len(made) < count:
        n = len(made) + 1
        if n % 3 == 1 or not waiting:
            waiting.append(n)
            made.append(enlistment(n))
        elif n % 3 == 2:
            made.append({"kind": "call", "number": str(waiting[0])})
        else:
            end = {"kind": "started"} if n % 2 else {"kind": "left", "reason": "absent"}
            made.append({**end, "number": str(waiting.pop(0))})
    for n, step in enumerate(made):
        step["date"] = "20%02d-%02d-%02d" % (20 + n * 10 // count, 1 + n * 120 // count % 12, 1)
    return made


if sys.argv[1] == "make":
    LOG.write(sys.argv[3], steps(int(sys.argv[2])))
else:
    LOG.write(sys.argv[2], [{**step, "date": "2026-11-02"} for step in (enlistment(1), enlistment(2), {"kind": "call", "number": "2"})])
