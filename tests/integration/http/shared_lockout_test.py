#!/usr/bin/env python3
"""Two servers that count together in a real Redis: what one has seen the other knows, and an outage opens nothing."""

import shutil
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import people  # noqa: E402
from installation import Installation  # noqa: E402
from people import CLIENT, code_of, password_sign_in  # noqa: E402

EMAIL = "admin@lender.example"
BOUND = 20.0  # seconds; a bound on waiting


class Redis:
    """On a socket of its own, without a file."""

    def __init__(self, directory):
        self.socket = Path(directory) / "redis.sock"

    def start(self):
        self.process = subprocess.Popen(
            [shutil.which("redis-server"), "--port", "0", "--unixsocket", self.socket, "--save", "", "--appendonly", "no",
             "--maxmemory-policy", "noeviction"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + BOUND
        while not self.socket.exists():
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError("redis-server did not start")
            time.sleep(0.02)
        return self

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.socket.unlink(missing_ok=True)


class SharedLockout(unittest.TestCase):
    def setUp(self):
        self.first = Installation()
        self.addCleanup(self.first.close)
        self.first.dir.mkdir(exist_ok=True)
        self.redis = Redis(self.first.dir).start()
        self.addCleanup(self.redis.kill)
        settings = {"REDIS_URL": f"unix://{self.redis.socket}", "RATESTACK_REPLICAS": "2"}
        self.first.start(**settings)
        people.bootstrap(self.first)
        self.password = people.create_org(self.first, EMAIL)["password"]
        self.second = Installation(self.first.dir)  # the same file, another port
        self.second.log = self.first.dir / "second.log"
        self.second.start(**settings)
        self.addCleanup(lambda: (self.second.server.kill(), self.second.server.wait()))

    def sign_in(self, server, password="wrong wrong wrong", number=7):
        return password_sign_in(server.port, EMAIL, password, CLIENT | {"ip": f"203.0.113.{number}"})

    def modes(self, count):
        end = time.monotonic() + BOUND
        while time.monotonic() < end:
            found = [row[0] for row in self.first.sql("SELECT json_extract(row, '$.payload.counted') FROM common_audit_log "
                                                      "WHERE action = 'LOCKOUT_MODE_CHANGED' ORDER BY id")]
            if len(found) >= count:
                return found
            time.sleep(0.05)
        return found

    def test_failures_at_one_server_lock_at_the_other(self):
        for number in range(10):
            self.assertEqual(self.sign_in(self.first, number=number).status, 401)
        self.assertEqual(code_of(self.sign_in(self.second, self.password, 99)), (429, "locked_out"))

    def test_outage_opens_nothing_and_is_recorded_both_ways(self):
        self.redis.kill()
        answers = [self.sign_in(self.first, number=number).status for number in range(12)]
        self.assertEqual(answers[:5], [401] * 5)  # its share of ten
        self.assertIn(429, answers)
        self.assertLessEqual(answers.count(401), 6)  # one may have been counted while Redis was being given up
        self.assertIn("local", self.modes(1))
        self.redis.start()
        self.assertEqual(sorted(set(self.modes(3))), ["local", "shared"])
        self.assertEqual(self.sign_in(self.second, self.password, 98).status, 200)


if __name__ == "__main__":
    unittest.main()
