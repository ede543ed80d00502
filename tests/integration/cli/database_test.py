"""The commands that touch the database: what they do, and how each trouble with the file is named."""

import json
import os
import pwd
import resource
import signal
import sqlite3
import stat
import subprocess
import unittest

from command import BROKEN, CLI, CONFLICT, NOBODY, OK, UNUSABLE, CommandTest


class SetUp(CommandTest):
    def test_migrate_creates_a_private_database_once(self):
        out, _ = self.expect(OK, "migrate")
        self.assertIn("applied 0001_", out)
        self.assertEqual(stat.S_IMODE(self.data.stat().st_mode), 0o700)
        self.assertEqual(stat.S_IMODE(self.database.stat().st_mode), 0o600)
        out, _ = self.expect(OK, "migrate")
        self.assertNotIn("applied", out)

    def test_bootstrap_prints_credentials_once_and_refuses_a_second_time(self):
        created = self.installed()
        self.assertTrue(created["api_key"].startswith("rsk_dev_key_"))
        self.assertGreaterEqual(len(created["password"]), 20)
        stored = self.database.read_bytes()
        for secret in (created["password"], created["api_key"][-43:]):
            self.assertNotIn(secret.encode(), stored)
        self.assertIn("already", self.refused(CONFLICT, "bootstrap"))

    def test_production_keys_are_live(self):
        self.env.update(RATESTACK_ENV="production", INTERNAL_TOKEN="q8Jx2mVt7Lr0ZbK4wYc9NfHs3DpEg6Ua",
                        PRICING_MASTER_KEY="fbffbf030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
        self.assertTrue(self.installed()["api_key"].startswith("rsk_live_key_"))

    def test_orgs_create_refuses_a_taken_address_and_the_platform_type(self):
        self.installed()
        arguments = ["orgs", "create", "--type", "INVESTOR", "--name", "Fund", "--email", "a@fund.example"]
        out, _ = self.expect(OK, *arguments, "--json")
        self.assertEqual(json.loads(out)["type"], "INVESTOR")
        self.assertIn("taken", self.refused(CONFLICT, *arguments))
        self.refused(UNUSABLE, "orgs", "create", "--type", "PLATFORM", "--name", "P", "--email", "b@fund.example")

    def test_every_change_has_its_row_by_the_os_user(self):
        self.installed()
        out, _ = self.expect(OK, "audit", "export")
        rows = [json.loads(line)["row"] for line in out.splitlines() if line.startswith('{"entry_hash"')]
        self.assertEqual([row["action"] for row in rows], ["ORG_CREATED", "USER_CREATED", "API_KEY_CREATED", "AUDIT_EXPORTED"])
        self.assertEqual({row["actor"]["type"] for row in rows}, {"system"})
        self.assertEqual({row["actor"]["id"] for row in rows}, {pwd.getpwuid(os.geteuid()).pw_name})


class ExportAndCheck(CommandTest):
    def test_export_verifies_offline_and_is_private(self):
        self.installed()
        self.expect(OK, "audit", "export", "-o", "log.ndjson")
        self.assertEqual(stat.S_IMODE((self.dir / "log.ndjson").stat().st_mode), 0o600)
        self.expect(OK, "audit", "verify", "log.ndjson")
        self.assertEqual(sorted(p.name for p in self.dir.iterdir()), ["data", "log.ndjson"])

    def test_export_of_one_organisation_and_of_a_range(self):
        org = self.installed()["org_id"]
        self.expect(OK, "audit", "export", "--org", org, "-o", "org.ndjson")
        out, _ = self.expect(OK, "audit", "verify", "--json", "org.ndjson")
        self.assertEqual(json.loads(out)["org_id"], org)
        self.expect(OK, "audit", "export", "--from", "2", "--to", "3", "-o", "range.ndjson")
        out, _ = self.expect(OK, "audit", "verify", "--json", "range.ndjson")
        self.assertEqual((json.loads(out)["rows"], json.loads(out)["first_id"]), (2, 2))

    def test_failed_export_leaves_nothing_behind(self):
        self.installed()
        (self.dir / "kept.ndjson").write_text("before")
        self.refused(UNUSABLE, "audit", "export", "--from", "99", "-o", "kept.ndjson")
        self.assertEqual((self.dir / "kept.ndjson").read_text(), "before")
        self.assertEqual(sorted(p.name for p in self.dir.iterdir()), ["data", "kept.ndjson"])
        self.refused(UNUSABLE, "audit", "export", "-o", "absent/x.ndjson")
        self.refused(UNUSABLE, "audit", "export", "-o", self.dir)

    def test_unknown_organisation_is_not_an_empty_log(self):
        self.installed()
        unknown = "org_01J00000000000000000000000"
        self.assertIn(unknown, self.refused(UNUSABLE, "audit", "check", "--org", unknown))
        self.assertIn("org_ and 26", self.refused(UNUSABLE, "audit", "export", "--org", "acme"))

    def test_export_to_a_full_device_fails(self):
        self.installed()
        with open("/dev/full", "wb") as full:
            done = subprocess.run([CLI, "audit", "export"], stdout=full, stderr=subprocess.PIPE, env=self.env, check=False)
        self.assertEqual(done.returncode, UNUSABLE)
        self.assertIn(b"standard output", done.stderr)

    def test_check_names_the_edited_row(self):
        self.installed()
        out, _ = self.expect(OK, "audit", "check", "--json")
        self.assertTrue(json.loads(out)["ok"])
        self.edit_row(2)
        out, _ = self.expect(BROKEN, "audit", "check")
        self.assertIn("Broken at row 2:", out)
        out, _ = self.expect(BROKEN, "audit", "check", "--json")
        self.assertEqual(json.loads(out)["logs"][0]["first_break"]["reason"], "entry_hash_mismatch")
        self.expect(OK, "audit", "export", "-o", "log.ndjson")
        out, _ = self.expect(BROKEN, "audit", "verify", "log.ndjson")
        self.assertIn("Broken at row 2 (line 3):", out)

    def edit_row(self, row_id):
        with sqlite3.connect(self.database) as database:
            for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                database.execute(f"DROP TRIGGER {trigger}")
            database.execute("UPDATE common_audit_log SET row = replace(row, 'success', 'failure') WHERE id = ?", (row_id,))
        database.close()


class Trouble(CommandTest):
    def test_missing_database(self):
        for command in (["audit", "check"], ["audit", "export", "-o", "x"], ["bootstrap"]):
            with self.subTest(command=command):
                self.assertIn("ratestack migrate", self.refused(UNUSABLE, *command))
        self.assertFalse(self.database.exists())

    def test_file_that_is_no_database(self):
        self.data.mkdir()
        self.database.write_bytes(b"not a database at all" * 1000)
        for command in (["audit", "check"], ["migrate"]):
            self.assertIn("no database of ours", self.refused(UNUSABLE, *command))

    def test_newer_schema(self):
        self.installed()
        with sqlite3.connect(self.database) as database:
            columns = [row[1] for row in database.execute("PRAGMA table_info(schema_migrations)")]
            values = [{"version": 999, "name": "0999_future"}.get(c, database.execute(
                f"SELECT {c} FROM schema_migrations LIMIT 1").fetchone()[0]) for c in columns]
            database.execute(f"INSERT INTO schema_migrations VALUES ({','.join('?' * len(columns))})", values)
        database.close()
        for command in (["audit", "check"], ["migrate"]):
            self.assertIn("newer program", self.refused(UNUSABLE, *command))

    def test_locked_database(self):
        self.installed()
        holder = sqlite3.connect(self.database, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        self.addCleanup(holder.close)
        self.assertIn("locked", self.refused(UNUSABLE, "orgs", "create", "--type", "INVESTOR", "--name", "n", "--email", "e@x.example"))
        self.expect(OK, "audit", "check")  # reading goes on

    def test_read_only_database(self):
        self.installed()
        self.database.chmod(0o444)
        self.data.chmod(0o555)
        self.addCleanup(self.data.chmod, 0o700)
        self.dir.chmod(0o755)
        as_other = {"user": NOBODY, "group": NOBODY} if os.geteuid() == 0 else {}
        err = self.refused(UNUSABLE, "orgs", "create", "--type", "INVESTOR", "--name", "n", "--email", "e@x.example", **as_other)
        self.assertIn("refuses writes", err)

    def test_disk_that_is_full(self):
        self.installed()

        def no_file_grows():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

        arguments = ["orgs", "create", "--type", "INVESTOR", "--name", "n", "--email", "e@x.example"]
        self.assertIn("no space is left", self.refused(UNUSABLE, *arguments, preexec_fn=no_file_grows))
        self.expect(OK, *arguments)  # nothing half done stayed
        self.expect(OK, "audit", "check")

    def test_data_directory_that_is_a_file(self):
        self.data.write_text("")
        self.refused(UNUSABLE, "migrate")


if __name__ == "__main__":
    unittest.main()
