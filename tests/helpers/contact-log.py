"""A log of asking, by the second implementation of its chain.

usage: contact-log.py make LINES FILE | check FILE
"""
import sys

from chain import Chain

LOG = Chain(("kind date by ask card_id person_id employer_id vacancy_id region desk outcome wage_subsidy weeks until shown purpose "
             "ground message mark registered_on").split(), ("card_id", "person_id", "desk", "message"))


def step(seq, count):
    ask = seq - 1 if seq % 2 == 0 else 0
    values = {"kind": "answer" if ask and ask != count - 1 else "ask", "date": "2026-11-%02d" % (1 + seq % 28 // 10), "by": "desk",
              "card_id": "%032x" % (seq - (1 if ask else 0)), "person_id": "p%d" % (seq // 2),
              "employer_id": "W%d" % (seq % 97), "vacancy_id": "v%d" % (seq % 997), "region": "AM%02d" % (1 + seq % 35)}
    if values["kind"] == "answer":
        values.update(ask=str(ask), outcome=("yes", "no", "later")[seq % 3])
    return values


if sys.argv[1] == "make":
    count = int(sys.argv[2])
    LOG.write(sys.argv[3], [step(seq, count) for seq in range(1, count + 1)])
else:
    LOG.check(sys.argv[2])
