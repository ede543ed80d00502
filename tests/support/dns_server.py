"""A small DNS server on loopback, over UDP and TCP (RFC 1035): says what it was told to say.

    with DnsServer({"a.example": {"A": ["203.0.113.7"], "AAAA": []}, "b.example": {"CNAME": "a.example"}}) as dns:
        ... dns.address  # "127.0.0.1:40123"

What a zone's name may hold: A and AAAA (lists of addresses), CNAME (followed within the zone), "silent" (no answer at all),
"rcode" (a number), "truncated" (UDP answers with the TC bit alone, TCP answers fully). Other names do not exist.
"""

import ipaddress
import socket
import struct
import threading

A, CNAME, AAAA = 1, 5, 28
NXDOMAIN = 3
RESPONSE, TRUNCATED = 0x8180, 0x0200


def encode_name(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.rstrip(".").split(".")) + b"\0"


def read_question(query):
    labels, at = [], 12
    while query[at]:
        labels.append(query[at + 1:at + 1 + query[at]].decode())
        at += 1 + query[at]
    kind, = struct.unpack_from("!H", query, at + 1)
    return ".".join(labels).lower(), kind, query[12:at + 5]


class DnsServer:
    def __init__(self, zone):
        self.zone = zone
        self.asked = []  # (name, type, "udp" or "tcp")
        self.udp, self.tcp = self.bind_both()
        self.address = "127.0.0.1:%d" % self.udp.getsockname()[1]
        self.threads = [threading.Thread(target=run, daemon=True) for run in (self.serve_udp, self.serve_tcp)]

    @staticmethod
    def bind_both():
        while True:  # until a port is free for both
            udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            udp.bind(("127.0.0.1", 0))
            try:
                return udp, socket.create_server(udp.getsockname())
            except OSError:
                udp.close()

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        for each in (self.udp, self.tcp):
            try:
                each.shutdown(socket.SHUT_RDWR)  # wakes whoever waits in it
            except OSError:
                pass
            each.close()
        for thread in self.threads:
            thread.join()

    def serve_udp(self):
        while True:
            try:
                query, peer = self.udp.recvfrom(4096)
            except OSError:
                return
            answer = self.answer(query, "udp") if query else None
            if answer:
                self.udp.sendto(answer, peer)

    def serve_tcp(self):
        while True:
            try:
                peer, _ = self.tcp.accept()
            except OSError:
                return
            threading.Thread(target=self.serve_peer, args=(peer,), daemon=True).start()

    def serve_peer(self, peer):
        with peer, peer.makefile("rb") as stream:
            while len(size := stream.read(2)) == 2:
                answer = self.answer(stream.read(*struct.unpack("!H", size)), "tcp")
                if answer:
                    peer.sendall(struct.pack("!H", len(answer)) + answer)

    def records(self, name, kind):
        """(owner, type, data) along the aliases, or None where the chain ends in a name that does not exist."""
        out = []
        for _ in range(16):
            entry = self.zone.get(name)
            if entry is None:
                return None
            if "CNAME" not in entry:
                break
            out.append((name, CNAME, encode_name(entry["CNAME"])))
            name = entry["CNAME"]
        texts = entry.get({A: "A", AAAA: "AAAA"}.get(kind, ""), [])
        return out + [(name, kind, ipaddress.ip_address(text).packed) for text in texts]

    def answer(self, query, how):
        name, kind, question = read_question(query)
        self.asked.append((name, kind, how))
        entry = self.zone.get(name, {})
        if entry.get("silent"):
            return None
        records = self.records(name, kind)
        rcode = entry.get("rcode", NXDOMAIN if records is None else 0)
        flags, records = RESPONSE | rcode, records or []
        if entry.get("truncated") and how == "udp":
            flags, records = flags | TRUNCATED, []
        body = b"".join(encode_name(owner) + struct.pack("!HHIH", type_, 1, 60, len(data)) + data
                        for owner, type_, data in records)
        return query[:2] + struct.pack("!HHHHH", flags, 1, len(records), 0, 0) + question + body
