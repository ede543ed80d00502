"""Clients that append as fast as they are answered, and remember every row that was acknowledged."""

import collections
import http.client
import json
import threading
import time

from client import request

WAIT_BOUND = 60.0


class Appenders:
    def __init__(self, port, key, threads, batch=1):
        self.port = port
        self.key = key
        self.batch = batch
        self.acknowledged = {}  # row id -> entry_hash
        self.statuses = collections.Counter()
        self.last_acknowledged = self.longest_silence = 0.0
        self.torn = 0           # connections that ended inside an answer
        self.stopping = threading.Event()
        self.lock = threading.Condition()
        self.threads = [threading.Thread(target=self.run, args=(number,), daemon=True) for number in range(threads)]
        for thread in self.threads:
            thread.start()

    def run(self, number):
        count = 0
        while not self.stopping.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            try:
                while not self.stopping.is_set():
                    count += 1
                    self.append(connection, f"{number}-{count}")
            except http.client.IncompleteRead:
                self.torn += 1
            except (OSError, http.client.HTTPException):
                time.sleep(0.002)  # the server is down: it is to be killed and started again
            finally:
                connection.close()

    def append(self, connection, name):
        events = [{"action": "LOAD", "outcome": "success", "payload": {"name": name, "n": n}} for n in range(self.batch)]
        body = json.dumps({"events": events})
        connection.request("POST", "/v1/audit/events", body=body, headers=self.key.header | {"Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        with self.lock:
            self.statuses[answer.status] += 1
            if answer.status != 201:
                return
            now = time.monotonic()
            self.longest_silence = max(self.longest_silence, now - (self.last_acknowledged or now))
            self.last_acknowledged = now
            self.acknowledged.update({item["id"]: item["entry_hash"] for item in json.loads(text)["items"]})
            self.lock.notify_all()

    def wait_for(self, count):
        with self.lock:
            if not self.lock.wait_for(lambda: len(self.acknowledged) >= count, WAIT_BOUND):
                raise RuntimeError(f"only {len(self.acknowledged)} of {count} rows in {WAIT_BOUND} s")

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join(WAIT_BOUND)


def stored_rows(site):
    return {row: digest for row, digest in site.sql("SELECT id, lower(hex(entry_hash)) FROM common_audit_log")}


def check_acknowledged(case, site, acknowledged):
    """Every acknowledged row is stored as it was acknowledged, and a freshly started server finds the chain whole."""
    stored = stored_rows(site)
    lost = [row for row, digest in acknowledged.items() if stored.get(row) != digest]
    case.assertEqual(lost, [], f"{len(lost)} of {len(acknowledged)} acknowledged rows are not there")
    site.start()
    platform = site.add_platform()
    verdict = request(site.port, "GET", "/v1/admin/audit/verify", platform).json
    case.assertTrue(verdict["ok"], verdict)
    case.assertEqual(verdict["logs"][0]["rows"], len(stored))
