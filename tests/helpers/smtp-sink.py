"""A mail server for one test: takes mail on 127.0.0.1 and puts each message as it came into FOLDER/new of a maildir.

usage: smtp-sink.py FOLDER   (writes its port to FOLDER/port; ends with its standard input)
"""
import os
import socketserver
import sys
import threading

folder = sys.argv[1]
for part in ("tmp", "new", "cur"):
    os.makedirs(os.path.join(folder, part), exist_ok=True)
count = [0]
lock = threading.Lock()


class Session(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode("ascii") + b"\r\n")

    def take(self):
        lines = []
        while True:
            line = self.rfile.readline()
            if not line:
                return
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b".") else line)
        with lock:
            count[0] += 1
            name = "%06d" % count[0]
        with open(os.path.join(folder, "tmp", name), "wb") as out:
            for address in self.to:
                out.write(b"Delivered-To: " + address + b"\r\n")
            out.writelines(lines)
        os.rename(os.path.join(folder, "tmp", name), os.path.join(folder, "new", name))

    def handle(self):
        self.to = []
        self.say("220 sink")
        while True:
            line = self.rfile.readline()
            word = line[:4].upper()
            if not line or word == b"QUIT":
                self.say("221 bye")
                return
            if word == b"DATA":
                self.say("354 go on")
                self.take()
                self.to = []
            if word == b"RCPT":
                self.to.append(line.split(b":", 1)[1].strip().split(b" ")[0])
            self.say("250 ok")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


with Server(("127.0.0.1", 0), Session) as server:
    with open(os.path.join(folder, "port.new"), "w") as out:
        out.write("%d\n" % server.server_address[1])
    os.rename(os.path.join(folder, "port.new"), os.path.join(folder, "port"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    server.shutdown()
