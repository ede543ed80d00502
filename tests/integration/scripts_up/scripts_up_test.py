#!/usr/bin/env python3
"""scripts/up as its users meet it: what it says, what it leaves on the disk, and that it leaves no process behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
from platform_process import ROOT, Platform, alive, mode  # noqa: E402

UP = ROOT / "scripts/up"


def up(*arguments):
    return subprocess.run([UP, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


class Arguments(unittest.TestCase):
    def test_unknown_flags_and_values_are_refused_with_status_2(self):
        for arguments in (["--replicas"], ["--replicas", "9"], ["--replicas", "2"], ["--tls"], ["--port"], ["--port", "http"], ["--port", "70000"], ["--port", "9000", "--portal-port", "9000"]):
            result = up(*arguments)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertIn(arguments[0], result.stderr)

    def test_help_names_every_flag(self):
        result = up("--help")
        self.assertEqual(result.returncode, 0)
        for flag in ("--data", "--port", "--portal-port", "--postgres", "--replicas", "--no-demo", "--build-only"):
            self.assertIn(flag, result.stdout)


class WithPlatform(unittest.TestCase):
    def setUp(self):
        self.data = Path(tempfile.mkdtemp(prefix="ratestack-up-"))
        self.addCleanup(shutil.rmtree, self.data)
        self.platforms = []
        self.addCleanup(lambda: [platform.stop() for platform in self.platforms if platform.process.poll() is None])

    def start(self, *flags):
        platform = Platform(self.data, *flags)
        self.platforms.append(platform)
        self.assertIsNotNone(platform.wait_until_ready(), "".join(platform.output))
        return platform

    def assert_all_gone(self, children):
        deadline = time.monotonic() + 10
        while any(alive(pid) for pid in children.values()) and time.monotonic() < deadline:
            time.sleep(0.02)
        self.assertEqual([name for name, pid in children.items() if alive(pid)], [])


class Lifecycle(WithPlatform):
    def test_second_run_finds_its_data_and_adds_none(self):
        first = self.start()
        demo = first.demo()
        self.assertEqual(set(demo), {"api", "portal", "internal_token", "checkpoint_public_key", "platform", "orgs"})
        self.assertEqual(set(demo["platform"]), {"org_id", "api_key", "email", "password"})
        self.assertEqual([set(org) for org in demo["orgs"]], [{"org_id", "type", "name", "api_key", "email", "password"}] * 2)
        self.assertEqual((mode(self.data), mode(self.data / "demo.json")), (0o700, 0o600))
        verdict = first.get("/v1/admin/audit/verify", demo["platform"]["api_key"])
        self.assertTrue(verdict["ok"])
        self.assertGreater(verdict["logs"][0]["rows"], 300)
        self.assertEqual(first.stop(), 0)

        second = self.start()
        again = second.get("/v1/admin/audit/verify", demo["platform"]["api_key"])
        self.assertEqual(again["logs"][0]["head"], verdict["logs"][0]["head"])
        self.assertEqual({**second.demo(), "api": 0, "portal": 0}, {**demo, "api": 0, "portal": 0})
        self.assertNotIn(demo["platform"]["password"], "".join(second.output))

    def test_no_demo_makes_the_platform_organisation_alone(self):
        platform = self.start("--no-demo")
        self.assertEqual(platform.demo()["orgs"], [])
        self.assertLess(platform.get("/v1/admin/audit/verify", platform.demo()["platform"]["api_key"])["logs"][0]["rows"], 20)


class Postgres(WithPlatform):
    def setUp(self):
        super().setUp()
        self.addCleanup(self.remove_cluster)

    def remove_cluster(self):
        place = self.data / "postgres.dir"  # where root's cluster is
        if place.exists():
            shutil.rmtree(place.read_text().strip())

    def test_two_servers_share_a_database_that_is_found_again(self):
        first = self.start("--postgres", "--replicas", "2", "--no-demo")
        demo = first.demo()
        children = first.children()
        self.assertIn("postgres", children)
        verdict = first.get("/v1/admin/audit/verify", demo["platform"]["api_key"])
        self.assertTrue(verdict["ok"])
        self.assertEqual(len(list((self.data / "logs").glob("ratestackd-*.log"))), 2)
        self.assertEqual(first.stop(), 0)
        self.assert_all_gone(children)

        other = up("--data", str(self.data), "--port", "1025", "--portal-port", "1026")
        self.assertEqual(other.returncode, 1)
        self.assertIn("--postgres", other.stderr)
        second = self.start("--postgres", "--no-demo")
        again = second.get("/v1/admin/audit/verify", demo["platform"]["api_key"])
        self.assertEqual(again["logs"][0]["head"], verdict["logs"][0]["head"])
        self.assertEqual(second.stop(), 0)


class Stopping(WithPlatform):
    def test_a_signal_stops_every_process(self):
        for how in (signal.SIGTERM, signal.SIGINT):
            platform = self.start("--no-demo")
            children = platform.children()
            self.assertLessEqual({"ratestackd", "nginx", "workerd"}, set(children))
            self.assertEqual(platform.stop(how), 0)
            self.assert_all_gone(children)

    def test_a_process_that_dies_is_reported_and_stops_the_rest(self):
        platform = self.start("--no-demo")
        children = platform.children()
        os.kill(children["ratestackd"], signal.SIGKILL)
        self.assertEqual(platform.wait(), 1)
        self.assertIn("ratestackd stopped by itself", "".join(platform.output))
        self.assert_all_gone(children)

    def test_nothing_is_left_when_the_script_itself_is_killed(self):
        platform = self.start("--no-demo")
        children = platform.children()
        platform.process.kill()
        platform.wait()
        self.assert_all_gone(children)


class Conflicts(WithPlatform):
    def test_a_second_instance_on_the_same_data_is_refused(self):
        platform = self.start("--no-demo")
        result = up("--data", str(self.data), "--port", "1025", "--portal-port", "1026")
        self.assertEqual(result.returncode, 1)
        self.assertIn("--data", result.stderr)
        self.assertEqual(platform.stop(), 0)

    def test_a_port_in_use_is_named_with_its_flag(self):
        for flag, other in (("--port", "--portal-port"), ("--portal-port", "--port")):
            with socket.create_server(("127.0.0.1", 0)) as holder:
                port = str(holder.getsockname()[1])
                result = up("--data", str(self.data), flag, port, other, "1025")
            self.assertEqual(result.returncode, 1)
            self.assertIn(port, result.stderr)
            self.assertIn(flag, result.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
