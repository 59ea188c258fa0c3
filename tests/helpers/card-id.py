"""The id of a card, made a second time from its description in lib/card/card_id.h.

usage: card-id.py KEY RECIPIENT PERSON
"""
import hashlib
import sys

with open(sys.argv[1], "rb") as file:
    key = file.read()
print(hashlib.blake2b(("kr card\n" + sys.argv[2] + "\n" + sys.argv[3]).encode(), key=key, digest_size=16).hexdigest())
