#!/usr/bin/env python3
"""The real server over a PostgreSQL that is slow, gone, full, a standby, or of another schema: each with its name, a 503 in
bounded time meanwhile, and nothing lost afterwards."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from client import event, request  # noqa: E402
from lifecycle_test import small_disk  # noqa: E402
from load import Appenders  # noqa: E402
from people import Bearer, password_sign_in  # noqa: E402
from replicas import DATABASE, OWNER, SERVER, Cluster, Replica, Site, ratestack  # noqa: E402
from replicas_test import check_whole  # noqa: E402

ANSWER_BOUND = 12.0  # seconds: a transaction's deadline of docs/scale.md, and room for this machine


def server_processes(cluster):
    """The postmaster and its children."""
    postmaster = cluster.postmaster()
    children = subprocess.run(["pgrep", "-P", str(postmaster)], capture_output=True, text=True, check=False).stdout.split()
    return [postmaster, *map(int, children)]


class Meanwhile(unittest.TestCase):
    def bounded(self, *arguments):
        started = time.monotonic()
        answer = request(*arguments)
        self.assertLess(time.monotonic() - started, ANSWER_BOUND)
        return answer

    def test_a_lost_database_is_told_from_a_slow_one(self):
        with Site(replicas=1, durable=False) as site:
            port, key = site.first.port, site.first.add_tenant()
            self.assertEqual(request(port, "POST", "/v1/audit/events", key, event()).status, 201)
            stopped = server_processes(site.cluster)
            for pid in stopped:
                os.kill(pid, signal.SIGSTOP)
            slow = self.bounded(port, "GET", "/readyz")
            append = self.bounded(port, "POST", "/v1/audit/events", key, event())
            for pid in stopped:
                os.kill(pid, signal.SIGCONT)
            self.assertEqual((slow.status, slow.json["checks"]["store"]), (503, "too_slow"))
            self.assertEqual((append.status, append.json["code"]), (503, "unavailable"))
            self.assertIn("retry-after", append.headers)
            site.cluster.stop("immediate")
            end = time.monotonic() + 10  # between two tries to connect, what the one before found is answered
            while (lost := self.bounded(port, "GET", "/readyz")).json["checks"]["store"] == "too_slow" and time.monotonic() < end:
                time.sleep(0.1)
            self.assertEqual((lost.status, lost.json["checks"]["store"]), (503, "unavailable"))
            append = self.bounded(port, "POST", "/v1/audit/events", key, event())
            self.assertEqual((append.status, append.json["code"]), (503, "unavailable"))
            self.assertEqual(request(port, "GET", "/healthz").status, 200)
            site.cluster.start()
            end = time.monotonic() + 20
            while request(port, "GET", "/readyz").status != 200 and time.monotonic() < end:
                time.sleep(0.1)
            self.assertEqual(request(port, "POST", "/v1/audit/events", key, event()).status, 201)

    def test_while_the_database_is_gone_many_requests_are_refused_soon(self):
        with Site(replicas=1, durable=False) as site:
            load = Appenders(site.first.port, site.first.add_tenant(), threads=32)
            load.wait_for(100)
            site.cluster.stop("immediate")
            time.sleep(11)  # the length of the outage is what is tested: longer than a transaction's deadline
            refused = load.statuses[503]
            site.cluster.start()
            load.wait_for(len(load.acknowledged) + 100)
            load.stop()
            self.assertGreater(refused, 0)
            self.assertEqual(set(load.statuses) - {201, 503}, set(), load.statuses)
            check_whole(self, site, load.acknowledged)

    def test_a_full_disk_refuses_loses_nothing_and_is_survived(self):
        with small_disk(160) as disk:
            place = disk / "pg"
            with Site(replicas=1, cluster_directory=place, shared_buffers="16MB", min_wal_size="32MB", max_wal_size="48MB") as site:
                load = Appenders(site.first.port, site.first.add_tenant(), threads=8, batch=200)
                end = time.monotonic() + 90
                while not {507, 503} & set(load.statuses) and time.monotonic() < end:
                    time.sleep(0.1)
                load.stop()
                self.assertTrue({507, 503} & set(load.statuses), load.statuses)
                self.assertEqual(load.statuses[500], 0, load.statuses)
                # More room; the server crashes where it cannot write its log, so it may have to be started again.
                subprocess.run(["mount", "-o", "remount,size=600m", disk], check=True)
                site.cluster.stop("immediate")
                site.cluster.start()
                check_whole(self, site, load.acknowledged)


class Start(unittest.TestCase):
    """What ratestackd says, in one line, when it cannot start."""

    def refused(self, url, says):
        with tempfile.TemporaryDirectory() as directory:
            done = subprocess.run([Path(os.environ["RATESTACK_BIN"]) / "ratestackd"], capture_output=True, text=True, check=False, timeout=60,
                                  env={"PATH": os.environ["PATH"], "DATABASE_URL": url, "RATESTACK_DATA_DIR": directory,
                                       "RATESTACK_LISTEN": "127.0.0.1:1"})
        self.assertEqual(done.returncode, 1, done.stderr)
        complaint = [line for line in done.stderr.splitlines() if line.startswith("ratestackd: ") and "warning:" not in line]
        self.assertEqual(len(complaint), 1, done.stderr)
        self.assertIn(says, complaint[0])

    def test_each_fault_has_its_line(self):
        with Site(replicas=0, durable=False) as site:
            cluster = site.cluster
            self.refused(cluster.url("with_password:wrong", DATABASE), "password")
            self.refused(cluster.url(SERVER, "no_such"), "CREATE DATABASE")
            self.refused(cluster.url(OWNER, DATABASE), "could rewrite the log")
            self.refused(cluster.url("outsider", DATABASE), "lacks a right")
            self.refused("postgresql://x@127.0.0.1:1/x", "nothing listens there")
            cluster.make_database("bare")
            self.refused(cluster.url(SERVER, "bare"), "migrate")
            cluster.sql("INSERT INTO schema_migrations VALUES (9999, '9999_future', '', 0)", DATABASE)
            self.refused(cluster.url(SERVER, DATABASE), "newer")
            cluster.sql("DELETE FROM schema_migrations WHERE version = 9999; UPDATE schema_migrations SET checksum = 'x'", DATABASE)
            self.refused(cluster.url(SERVER, DATABASE), "history of migrations")

    def test_a_standby_is_named(self):
        with Site(replicas=0) as site:
            standby = Cluster(tempfile.mkdtemp(prefix="ratestack-standby-", dir="/tmp"))
            try:
                standby.standby_of(site.cluster).start()
                self.refused(standby.url(SERVER, DATABASE), "standby")
            finally:
                standby.remove()


EMAIL = "root@platform.example"


class Move(unittest.TestCase):
    def test_an_installation_moves_to_postgresql_and_its_keys_work_there(self):
        with Site(replicas=0, durable=False) as site, tempfile.TemporaryDirectory() as directory:
            file = Path(directory) / "ratestack.db"
            self.assertEqual(ratestack("migrate", RATESTACK_DATA_DIR=directory).returncode, 0)
            made = ratestack("bootstrap", "--email", EMAIL, "--json", RATESTACK_DATA_DIR=directory)
            source, target = f"sqlite://{file}", site.cluster.url(SERVER, DATABASE)
            moved = ratestack("migrate", "--from", source, "--to", target)
            self.assertEqual(moved.returncode, 0, moved.stderr)
            self.assertIn("verified: 3 rows", moved.stdout)
            again = ratestack("migrate", "--from", source, "--to", target)
            self.assertIn("3 were there already", again.stdout)
            self.assertEqual(ratestack("migrate", RATESTACK_DATA_DIR=directory + "/other").returncode, 0)
            ratestack("bootstrap", RATESTACK_DATA_DIR=directory + "/other")
            clash = ratestack("migrate", "--from", f"sqlite://{directory}/other/ratestack.db", "--to", target)
            self.assertEqual(clash.returncode, 3, clash.stderr)
            with Replica(site.cluster) as server:
                created = json.loads(made.stdout)
                verdict = request(server.port, "GET", "/v1/admin/audit/verify", Bearer(created["api_key"])).json
                self.assertTrue(verdict["ok"])
                self.assertEqual(verdict["logs"][0]["rows"], 3)
                self.assertEqual(password_sign_in(server.port, EMAIL, created["password"]).status, 200)

    def test_a_target_that_was_served_is_left_alone(self):
        with Site(replicas=1, durable=False) as site, tempfile.TemporaryDirectory() as directory:
            self.assertEqual(ratestack("migrate", RATESTACK_DATA_DIR=directory).returncode, 0)
            ratestack("bootstrap", RATESTACK_DATA_DIR=directory)
            moved = ratestack("migrate", "--from", f"sqlite://{directory}/ratestack.db", "--to", site.cluster.url(SERVER, DATABASE))
            self.assertEqual(moved.returncode, 3, moved.stdout)
            self.assertIn("a server has run on the target", moved.stderr)


if __name__ == "__main__":
    unittest.main()
