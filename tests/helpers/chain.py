"""The chain of a log, written a second time from its description in lib/ledger/chain.h, and spoilt.

usage: chain.py spoil FILE OUT WAY SEED
spoil: byte, lost or swapped, at a random place of FILE; prints the number of the first line that is wrong.
"""
import hashlib
import os
import random
import sys


def digest(text):
    return hashlib.blake2b(text.encode(), digest_size=32).hexdigest()


class Chain:
    """A kind of log: its fields, and those of them that can be erased."""

    def __init__(self, fields, erasable):
        self.fields = fields
        self.erasable = erasable

    def header(self):
        return ["seq"] + self.fields + ["salt", "hash"]

    def salts_needed(self, values):
        """How many salts a line takes: one for each value that can be erased and was not."""
        return sum(1 for name in self.erasable if values.get(name) and not values[name].startswith("erased:"))

    def next_hash(self, last, seq, values, salts):
        """The hash of line seq, of which salts are used up."""
        hashed = [str(seq)]
        for name in self.fields:
            value = values.get(name, "")
            if name in self.erasable and value.startswith("erased:"):
                value = value[7:]
            elif name in self.erasable and value:
                value = digest(salts.pop(0) + "\n" + value)
            hashed.append(value)
        return digest(last + "\n" + "\t".join(hashed))

    def write(self, path, steps):
        """Writes the steps as a log and its .last file."""
        last = "0" * 64
        with open(path, "w") as out:
            out.write("\t".join(self.header()) + "\n")
            for seq, values in enumerate(steps, 1):
                salts = ["%032x" % (seq * 7 + i) for i in range(self.salts_needed(values))]
                last = self.next_hash(last, seq, values, list(salts))
                out.write("\t".join([str(seq)] + [values.get(name, "") for name in self.fields] + ["|".join(salts), last]) + "\n")
        with open(path + ".last", "w") as out:
            out.write("seq\thash\n%d\t%s\n" % (seq, last))
        os.chmod(path, 0o600)

    def check(self, path):
        """Ends with an assertion where the log does not hold."""
        last = "0" * 64
        with open(path) as lines:
            assert next(lines).rstrip("\n").split("\t") == self.header()
            for number, text in enumerate(lines, 1):
                cells = text.rstrip("\n").split("\t")
                salts = cells[-2].split("|") if cells[-2] else []
                last = self.next_hash(last, number, dict(zip(self.fields, cells[1:])), salts)
                assert int(cells[0]) == number and cells[-1] == last and not salts, "line %d" % (number + 1)
        with open(path + ".last") as file:
            assert file.read() == "seq\thash\n%d\t%s\n" % (number, last), "LOG.last"


def spoil(path, out, way, seed):
    chance = random.Random(seed)
    with open(path, "rb") as file:
        data = file.read()
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
    return line


if __name__ == "__main__":
    assert sys.argv[1] == "spoil"
    print(spoil(sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5])))
