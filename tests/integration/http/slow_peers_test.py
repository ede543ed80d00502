#!/usr/bin/env python3
"""500 slow readers of an export and 500 slow senders through nginx; everyone else is served as before.

Correctness is judged (every ordinary request is answered, the server lives, the chain verifies); p99 is measured before and
during, and printed for people: no test fails on a time.
"""

import json
import socket
import statistics
import sys
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from client import event, request  # noqa: E402
from installation import Installation  # noqa: E402
from load import Appenders  # noqa: E402

PEERS = 500
SAMPLES = 1500
CLIENTS = 4


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] * 1000


class Sampler(threading.Thread):
    """An ordinary client: appends and lists on one kept connection, and takes the time of each."""

    def __init__(self, site, key):
        super().__init__()
        self.site, self.key, self.times, self.failures = site, key, [], []

    def run(self):
        import http.client
        connection = http.client.HTTPConnection("127.0.0.1", self.site.edge_port, timeout=60)
        headers = self.key.header | {"Content-Type": "application/json"}
        for number in range(SAMPLES // CLIENTS):
            started = time.monotonic()
            if number % 2:
                connection.request("GET", "/v1/audit/events?limit=5", headers=headers)
            else:
                connection.request("POST", "/v1/audit/events", body=json.dumps(event("SAMPLE")), headers=headers)
            answer = connection.getresponse()
            answer.read()
            self.times.append(time.monotonic() - started)
            if answer.status not in (200, 201):
                self.failures.append(answer.status)
        connection.close()


def measure(site, key):
    samplers = [Sampler(site, key) for _ in range(CLIENTS)]
    for sampler in samplers:
        sampler.start()
    for sampler in samplers:
        sampler.join()
    return [t for s in samplers for t in s.times], [f for s in samplers for f in s.failures]


class SlowPeers(unittest.TestCase):
    def setUp(self):
        self.site = Installation().start().start_edge()
        self.addCleanup(self.site.close)
        self.platform, self.key = self.site.add_platform(), self.site.add_tenant()

    def fill(self, rows):
        payload = {"note": "x" * 400}
        for _ in range(rows // 1000):
            batch = {"events": [event(payload=payload) for _ in range(1000)]}
            self.assertEqual(request(self.site.port, "POST", "/v1/audit/events", self.key, batch).status, 201)

    def judge(self, what, before, during):
        (quiet, quiet_failures), (busy, busy_failures) = before, during
        self.assertEqual((quiet_failures, busy_failures), ([], []))
        self.assertIsNone(self.site.server.poll())
        print(f"{what}: p50 {percentile(quiet, .5):.1f} -> {percentile(busy, .5):.1f} ms, "
              f"p99 {percentile(quiet, .99):.1f} -> {percentile(busy, .99):.1f} ms, mean {statistics.mean(busy) * 1000:.1f} ms")

    def test_slow_readers_of_an_export(self):
        self.fill(3000)  # about 3 MB an export: a thousand times what a reader's socket holds
        before = measure(self.site, self.key)
        with ThreadPoolExecutor(8) as starters:
            readers = list(starters.map(lambda _: self.start_reader(), range(PEERS)))
        trickle = Trickle(lambda: [reader.recv(1) for reader in readers])
        during = measure(self.site, self.key)
        trickle.stop()
        self.judge(f"{PEERS} slow readers", before, during)
        for reader in readers:
            reader.close()

    def start_reader(self):
        """Asks for an export and reads its first byte alone; asks again where the server says that it is busy."""
        while True:
            reader = socket.socket()
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            reader.connect(("127.0.0.1", self.site.edge_port))
            reader.settimeout(60)
            reader.sendall(b"GET /v1/admin/audit/export HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                           + self.platform.text.encode() + b"\r\n\r\n")
            head = reader.recv(12)
            if head == b"HTTP/1.1 200":
                return reader
            self.assertEqual(head, b"HTTP/1.1 503")
            reader.close()
            time.sleep(0.05)

    def test_slow_senders(self):
        before = measure(self.site, self.key)
        body = json.dumps(event("SLOW")).encode()
        senders = [socket.create_connection(("127.0.0.1", self.site.edge_port)) for _ in range(PEERS)]
        for sender in senders:
            sender.sendall(b"POST /v1/audit/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                           + self.key.text.encode() + b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n")
        sent = [0]

        def send_one_byte():
            if sent[0] < len(body) - 1:
                for sender in senders:
                    sender.sendall(body[sent[0]:sent[0] + 1])
                sent[0] += 1

        trickle = Trickle(send_one_byte)
        during = measure(self.site, self.key)
        trickle.stop()
        for sender in senders:  # slow, not lost: each gets its row
            sender.sendall(body[sent[0]:])
        answers = {sender.recv(12) for sender in senders}
        for sender in senders:
            sender.close()
        self.judge(f"{PEERS} slow senders", before, during)
        self.assertEqual(answers, {b"HTTP/1.1 201"})

    def test_peers_that_leave_in_the_middle(self):
        appenders = Appenders(self.site.edge_port, self.key, threads=4)
        body = json.dumps(event("LEFT")).encode()
        for _ in range(PEERS):
            with socket.create_connection(("127.0.0.1", self.site.port)) as direct:  # past nginx: the harder case
                direct.sendall(b"POST /v1/audit/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                               + self.key.text.encode() + b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body)
        appenders.wait_for(len(appenders.acknowledged) + 100)
        appenders.stop()
        self.assertEqual(appenders.torn, 0)
        self.assertTrue(request(self.site.port, "GET", "/v1/admin/audit/verify", self.platform).json["ok"])


class Trickle(threading.Thread):
    """Does a little now and then until told to stop."""

    def __init__(self, step):
        super().__init__(daemon=True)
        self.step, self.ended = step, threading.Event()
        self.start()

    def run(self):
        while not self.ended.wait(0.25):
            self.step()

    def stop(self):
        self.ended.set()
        self.join()


if __name__ == "__main__":
    unittest.main()
