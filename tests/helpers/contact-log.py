"""The chain of a log of asking, written and checked a second time from its description in lib/ledger/chain.h.

usage: contact-log.py make LINES FILE | check FILE
"""
import hashlib
import os
import sys

FIELDS = ("kind date by ask card_id person_id employer_id vacancy_id region desk outcome wage_subsidy weeks until shown purpose "
          "ground message mark registered_on").split()
ERASABLE = {"card_id", "person_id", "desk", "message"}


def digest(text):
    return hashlib.blake2b(text.encode(), digest_size=32).hexdigest()


def hashed(seq, values, salts):
    out = [str(seq)]
    for name in FIELDS:
        value = values.get(name, "")
        if name in ERASABLE and value.startswith("erased:"):
            value = value[7:]
        elif name in ERASABLE and value:
            value = digest(salts.pop(0) + "\n" + value)
        out.append(value)
    return "\t".join(out)


def make(count, path):
    last = "0" * 64
    with open(path, "w") as out:
        out.write("\t".join(["seq"] + FIELDS + ["salt", "hash"]) + "\n")
        for seq in range(1, count + 1):
            ask = seq - 1 if seq % 2 == 0 else 0
            values = {"kind": "answer" if ask and ask != count - 1 else "ask", "date": "2026-11-%02d" % (1 + seq % 28 // 10), "by": "desk",
                      "card_id": "%032x" % (seq - (1 if ask else 0)), "person_id": "p%d" % (seq // 2),
                      "employer_id": "W%d" % (seq % 97), "vacancy_id": "v%d" % (seq % 997), "region": "AM%02d" % (1 + seq % 35)}
            if values["kind"] == "answer":
                values.update(ask=str(ask), outcome=("yes", "no", "later")[seq % 3])
            salts = ["%032x" % (seq * 7 + i) for i in range(2)]
            line = hashed(seq, values, list(salts))
            last = digest(last + "\n" + line)
            out.write("\t".join([str(seq)] + [values.get(name, "") for name in FIELDS] + ["|".join(salts), last]) + "\n")
    with open(path + ".last", "w") as out:
        out.write("seq\thash\n%d\t%s\n" % (count, last))
    os.chmod(path, 0o600)


def check(path):
    last = "0" * 64
    with open(path) as lines:
        assert next(lines).rstrip("\n").split("\t") == ["seq"] + FIELDS + ["salt", "hash"]
        for number, text in enumerate(lines, 1):
            cells = text.rstrip("\n").split("\t")
            values = dict(zip(FIELDS, cells[1:]))
            salts = cells[-2].split("|") if cells[-2] else []
            last = digest(last + "\n" + hashed(number, values, salts))
            assert int(cells[0]) == number and cells[-1] == last and not salts, "line %d" % (number + 1)
    with open(path + ".last") as file:
        assert file.read() == "seq\thash\n%d\t%s\n" % (number, last), "LOG.last"


if sys.argv[1] == "make":
    make(int(sys.argv[2]), sys.argv[3])
else:
    check(sys.argv[2])
