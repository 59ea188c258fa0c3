"""Reads mails with Python's parser and says what is wrong with them.

usage: check-mail.py [--to ADDRESS] [--name NAME] [--subject TEXT] [--body TEXT ...] [--language L] FILE...
       check-mail.py --list FILE   (a line a mail: file, address, name, language and a part of the body, escaped as in a record)
Each mail must have our headers once, no defect, short lines, and what is asked for.
"""
import argparse
import email
import email.policy
import sys

HEADERS = ["from", "to", "subject", "date", "message-id", "mime-version", "content-type", "content-transfer-encoding",
           "content-language", "auto-submitted"]

options = argparse.ArgumentParser()
for name in ("--to", "--name", "--subject", "--language"):
    options.add_argument(name)
options.add_argument("--body", action="append", default=[])
options.add_argument("--delivered", action="store_true", help="through a server: other headers and line ends may be there")
options.add_argument("--list")
options.add_argument("files", nargs="*")
given = options.parse_args()
wrong = []


def without_blanks(text):
    # Python puts a blank between the encoded words of one name, where RFC 2047, 6.2 has none.
    return "".join(text.split())


def plain(value):
    return value.replace("\\\\", "\0").replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r").replace("\0", "\\")


def check(path, asked):
    with open(path, "rb") as file:
        data = file.read()
    if not asked.delivered:
        for line in data.split(b"\n"):
            if len(line) > 78 or any(byte > 126 or (byte < 32 and byte != 9) for byte in line):
                wrong.append("%s: a line that is long or not ASCII" % path)
    mail = email.message_from_bytes(data, policy=email.policy.default)
    names = [name.lower() for name in mail.keys()]
    if asked.delivered:
        names = [name for name in names if name in HEADERS]
    if sorted(names) != sorted(HEADERS):
        wrong.append("%s: headers %s" % (path, names))
        return
    defects = list(mail.defects)
    for name in mail.keys():
        defects += getattr(mail[name], "defects", ())
    if defects:
        wrong.append("%s: %s" % (path, defects))
    to = mail["to"].addresses
    if len(to) != 1 or len(mail["from"].addresses) != 1:
        wrong.append("%s: not one address: %s" % (path, mail["to"]))
    if asked.to and to[0].addr_spec != asked.to:
        wrong.append("%s: to %s" % (path, to[0].addr_spec))
    if asked.name is not None and without_blanks(to[0].display_name) != without_blanks(asked.name):
        wrong.append("%s: name %r" % (path, to[0].display_name))
    if asked.subject and asked.subject not in mail["subject"]:
        wrong.append("%s: subject %r" % (path, mail["subject"]))
    if asked.language and mail["content-language"] != asked.language:
        wrong.append("%s: language %s" % (path, mail["content-language"]))
    if mail["date"].datetime is None or mail.get_content_type() != "text/plain" or mail.get_content_charset() != "utf-8":
        wrong.append("%s: date or type" % path)
    body = mail.get_content().replace("\r\n", "\n")
    if not body.endswith("\n"):
        wrong.append("%s: body %r" % (path, body))
    for text in asked.body:
        if text not in body:
            wrong.append("%s: no %r in %r" % (path, text, body))


for each in given.files:
    check(each, given)
if given.list:
    with open(given.list, encoding="utf-8") as lines:
        for line in lines:
            path, to, name, language, body = map(plain, line.rstrip("\n").split("\t"))
            check(path, argparse.Namespace(to=to, name=name, language=language, body=[body], subject=None, delivered=False))
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
