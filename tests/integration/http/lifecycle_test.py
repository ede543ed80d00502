#!/usr/bin/env python3
"""Start, readiness and stop of the real server: each fault named, each acknowledged row kept."""

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from client import event, request  # noqa: E402
from installation import Installation, binaries, free_port  # noqa: E402
from load import Appenders, check_acknowledged  # noqa: E402


def unanswered(site):
    """What the server says it left without an answer when it stopped."""
    return [line["unanswered"] for line in site.log_lines() if line["event"] == "stopped"][-1]


@contextlib.contextmanager
def small_disk(megabytes):
    """A file system of its own that fills up."""
    directory = tempfile.mkdtemp(prefix="ratestack-disk-")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "ratestack-test", directory],
                             stderr=subprocess.DEVNULL, check=False).returncode == 0
    try:
        if not mounted:
            raise unittest.SkipTest("a small file system cannot be mounted without root")
        yield Path(directory)
    finally:
        if mounted:
            subprocess.run(["umount", "-l", directory], check=True)  # connections of this process may still hold it
        os.rmdir(directory)


def run_server(directory, **environment):
    """Runs ratestackd to its end; for settings it cannot start with."""
    base = {"PATH": os.environ["PATH"], "RATESTACK_DATA_DIR": directory, "RATESTACK_LISTEN": f"127.0.0.1:{free_port()}"}
    return subprocess.run([binaries() / "ratestackd"], env=base | environment, capture_output=True, text=True, timeout=30, check=False)


class Start(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.mkdtemp(prefix="ratestack-start-")
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)

    def test_says_one_line_when_it_is_ready(self):
        with Installation() as site:
            self.assertEqual(request(site.port, "GET", "/readyz").json["status"], "ready")
            started = [line for line in site.log_lines() if line["event"] == "started"]
            self.assertEqual([line["listen"] for line in started], [f"127.0.0.1:{site.port}"])

    def test_production_names_every_fault_at_once(self):
        result = run_server(self.directory, RATESTACK_ENV="production", RATESTACK_LISTEN="0.0.0.0:8080")
        self.assertEqual(result.returncode, 2)
        self.assertIn("INTERNAL_TOKEN", result.stderr)
        self.assertIn("PRICING_MASTER_KEY", result.stderr)
        self.assertIn("RATESTACK_LISTEN", result.stderr)

    def test_listens_on_loopback_alone(self):
        self.assertEqual(run_server(self.directory, RATESTACK_LISTEN="0.0.0.0:8080").returncode, 2)

    def test_a_port_in_use(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            result = run_server(self.directory, RATESTACK_LISTEN=f"127.0.0.1:{taken.getsockname()[1]}")
        self.assertEqual(result.returncode, 1)
        self.assertIn("cannot listen", result.stderr)

    def test_a_file_that_is_no_database(self):
        (Path(self.directory) / "ratestack.db").write_bytes(b"not a database, but long enough to look like one" * 100)
        result = run_server(self.directory)
        self.assertEqual(result.returncode, 1)
        self.assertIn("damaged", result.stderr)

    def test_a_database_without_its_migrations(self):
        sqlite3.connect(Path(self.directory) / "ratestack.db").execute("CREATE TABLE t (x)").connection.close()
        result = run_server(self.directory)
        self.assertEqual(result.returncode, 1)
        self.assertIn("ratestack.db", result.stderr)


class Faults(unittest.TestCase):
    def test_a_locked_database_answers_503_and_recovers(self):
        with Installation() as site:
            key = site.add_tenant()
            self.assertEqual(request(site.port, "POST", "/v1/audit/events", key, event()).status, 201)
            lock = sqlite3.connect(site.database, isolation_level=None)
            lock.execute("BEGIN IMMEDIATE")
            answer = request(site.port, "POST", "/v1/audit/events", key, event())
            self.assertEqual((answer.status, answer.json["code"]), (503, "unavailable"))
            self.assertIn("retry-after", answer.headers)
            self.assertEqual(request(site.port, "GET", "/v1/audit/events", key).status, 200)  # readers are not held up
            lock.execute("ROLLBACK")
            self.assertEqual(request(site.port, "POST", "/v1/audit/events", key, event()).status, 201)

    def test_a_full_disk_answers_507_loses_nothing_and_recovers(self):
        with small_disk(6) as disk, Installation(disk / "site") as site:
            platform, key = site.add_platform(), site.add_tenant()
            ballast = disk / "ballast"
            ballast.write_bytes(b"x" * (2 << 20))
            acknowledged, answer = 0, None
            for _ in range(200):
                answer = request(site.port, "POST", "/v1/audit/events", key, event(payload={"filler": "x" * 100_000}))
                if answer.status != 201:
                    break
                acknowledged = answer.json["items"][0]["id"]
            self.assertEqual((answer.status, answer.json["code"]), (507, "storage_full"))
            self.assertIn("retry-after", answer.headers)
            self.assertEqual(request(site.port, "GET", "/v1/audit/events?limit=1", key).json["items"][0]["id"], acknowledged)
            ballast.unlink()
            again = request(site.port, "POST", "/v1/audit/events", key, event())
            self.assertEqual((again.status, again.json["items"][0]["id"]), (201, acknowledged + 1))
            verdict = request(site.port, "GET", "/v1/admin/audit/verify", platform).json
            self.assertEqual((verdict["ok"], verdict["logs"][0]["rows"]), (True, acknowledged + 1))

    def test_an_edited_row_is_named(self):
        with Installation() as site:
            platform, key = site.add_platform(), site.add_tenant()
            request(site.port, "POST", "/v1/audit/events", key, {"events": [event("A") for _ in range(10)]})
            site.sql("DROP TRIGGER common_audit_log_no_update")
            site.sql("UPDATE common_audit_log SET row = replace(row, '\"action\":\"A\"', '\"action\":\"B\"') WHERE id = 7")
            verdict = request(site.port, "GET", "/v1/admin/audit/verify", platform)
            self.assertEqual((verdict.status, verdict.json["ok"]), (200, False))
            found = verdict.json["logs"][0]["first_break"]
            self.assertEqual((found["row_id"], found["reason"]), (7, "entry_hash_mismatch"))
            self.assertNotEqual(found["expected"], found["actual"])
            self.assertEqual(verdict.json["logs"][0]["summary"], "Broken at row 7: The row does not hash to its entry hash: it was changed after it was written.")


class Stop(unittest.TestCase):
    def stop_under_load(self, how, through_edge):
        with Installation() as site:
            key = site.add_tenant()
            if through_edge:
                site.start_edge()
            appenders = Appenders(site.edge_port or site.port, key, threads=16)
            appenders.wait_for(200)
            self.assertEqual(site.stop(how, timeout=40), 0)
            self.assertEqual(unanswered(site), 0)
            appenders.stop()
            check_acknowledged(self, site, appenders.acknowledged)

    def test_sigterm_under_load_loses_nothing_acknowledged(self):
        self.stop_under_load(signal.SIGTERM, through_edge=False)

    def test_sigint_through_nginx_loses_nothing_acknowledged(self):
        self.stop_under_load(signal.SIGINT, through_edge=True)

    def test_no_request_that_was_taken_is_left_without_an_answer(self):
        with Installation() as site:
            key = site.add_tenant()
            appenders = Appenders(site.port, key, threads=16)
            appenders.wait_for(200)
            site.stop()
            appenders.stop()
            # The server closes a connection only between answers: a torn one would be an acknowledged row that nobody knows of.
            self.assertEqual(appenders.torn, 0)

    def test_clients_that_left_are_not_waited_for(self):
        with Installation() as site:
            key, body = site.add_tenant(), b'{"action":"LEFT","outcome":"gone"}'
            for _ in range(50):
                with socket.create_connection(("127.0.0.1", site.port)) as client:
                    client.sendall(b"POST /v1/audit/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                                   + key.text.encode() + b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body)
            self.assertEqual(site.stop(), 0)
            self.assertEqual(unanswered(site), 0)

    def test_a_log_that_nobody_reads_does_not_hold_the_process(self):
        with Installation() as site:
            site.stop()
            reading, writing = os.pipe()
            site.server = subprocess.Popen([binaries() / "ratestackd"], env=site.environment(), stdout=writing, stderr=writing)
            site.wait_until(site.port, site.server)
            threads = [threading.Thread(target=lambda: [request(site.port, "GET", "/healthz") for _ in range(100)]) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()  # 800 lines of about 200 bytes: more than the pipe holds
            self.assertEqual(site.stop(), 0)
            os.close(writing)
            os.close(reading)


if __name__ == "__main__":
    unittest.main()
