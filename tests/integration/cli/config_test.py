"""`ratestack config check`: where each setting came from, and every fault at once."""

import unittest

from command import OK, UNUSABLE, CommandTest

KEY = "fbffbf030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
TOKEN = "q8Jx2mVt7Lr0ZbK4wYc9NfHs3DpEg6Ua"


class ConfigCheck(CommandTest):
    def lines(self, out):
        return {line.split()[0]: line.split()[1:] for line in out.splitlines() if " " in line}

    def test_sources_are_named(self):
        (self.dir / "r.toml").write_text('listen = "127.0.0.1:1"\nlog_level = "debug"\n')
        out, _ = self.expect(OK, "config", "check", "--file", "r.toml", "--listen", "127.0.0.1:3",
                             env={"RATESTACK_ENV": "development"})
        lines = self.lines(out)
        self.assertEqual(lines["RATESTACK_LISTEN"], ["127.0.0.1:3", "flag"])
        self.assertEqual(lines["RATESTACK_LOG_LEVEL"], ["debug", "file"])
        self.assertEqual(lines["RATESTACK_ENV"], ["development", "environment"])
        self.assertEqual(lines["RATESTACK_DATA_DIR"][-1], "environment")

    def test_production_names_every_fault_in_one_message(self):
        out, err = self.expect(UNUSABLE, "config", "check",
                               env={"RATESTACK_ENV": "production", "RATESTACK_LISTEN": "0.0.0.0:1",
                                    "DATABASE_URL": "mysql://db", "INTERNAL_TOKEN": "hunter2"})
        self.assertIn("4 faults", err)
        for words in ("RATESTACK_LISTEN", "DATABASE_URL: must be sqlite:///", "INTERNAL_TOKEN", "PRICING_MASTER_KEY"):
            self.assertIn(words, err)
        self.assertNotIn("hunter2", out + err)

    def test_a_database_url_is_shown_without_its_password(self):
        url = "postgresql://me:hunter2@db.example/rates"
        out, err = self.expect(OK, "config", "check", env={"DATABASE_URL": url})
        self.assertIn("postgresql://me@db.example/rates", out)
        self.assertNotIn("hunter2", out + err)
        out, err = self.expect(UNUSABLE, "config", "check", "--database-url", url)
        self.assertIn("a command line is public", err)
        self.assertNotIn("hunter2", out + err)

    def test_production_wants_the_database_to_prove_who_it_is(self):
        production = {"RATESTACK_ENV": "production", "INTERNAL_TOKEN": TOKEN, "PRICING_MASTER_KEY": KEY}
        url = "postgresql://me@db.example/rates"
        self.expect(OK, "config", "check", env=production | {"DATABASE_URL": url})
        _, err = self.expect(UNUSABLE, "config", "check", env=production | {"DATABASE_URL": url + "?sslmode=require"})
        self.assertIn("sslmode=verify-full", err)
        _, err = self.expect(OK, "config", "check", env={"DATABASE_URL": url + "?sslmode=require"})
        self.assertIn("warning: DATABASE_URL", err)

    def test_sound_production_passes_and_hides_the_secret(self):
        env = {"RATESTACK_ENV": "production", "INTERNAL_TOKEN": TOKEN, "PRICING_MASTER_KEY": KEY}
        out, err = self.expect(OK, "config", "check", env=env)
        self.assertIn("set, 32 characters", out)
        self.assertIn("set, 64 characters", out)
        self.assertNotIn(TOKEN, out + err)
        self.assertNotIn(KEY, out + err)

    def test_settings_of_identity_are_told_by_their_bounds(self):
        out, _ = self.expect(OK, "config", "check", env={"RATESTACK_PASSWORD_REUSE_LAST": "24", "RATESTACK_LOCKOUT_WINDOW_SECONDS": "1"})
        lines = self.lines(out)
        self.assertEqual(lines["RATESTACK_PASSWORD_REUSE_LAST"], ["24", "environment"])
        self.assertEqual(lines["RATESTACK_PASSWORD_MIN_LENGTH"], ["12", "default"])
        for name, value in (("SESSION_IDLE_SECONDS", "59"), ("SESSION_ABSOLUTE_SECONDS", "2592001"), ("RECENT_PROOF_SECONDS", "x"),
                            ("PASSWORD_MIN_LENGTH", "11"), ("PASSWORD_REUSE_LAST", "25"), ("PASSWORD_REUSE_LAST", "0"),
                            ("PASSWORD_REUSE_DAYS", "-1"), ("LOCKOUT_FAILURES", "0"), ("LOCKOUT_WINDOW_SECONDS", "0"), ("KEY_TRIES", "0"),
                            ("KEY_REFILL_SECONDS", "0"), ("KEY_REFILL_SECONDS", "1.5"), ("LOCKOUT_FAILURES", "99999999999999999999")):
            with self.subTest(name=name, value=value):
                _, err = self.expect(UNUSABLE, "config", "check", env={"RATESTACK_" + name: value})
                self.assertIn(f"1 fault:\n  RATESTACK_{name}: must be a number", err)

    def test_a_session_may_not_be_unused_longer_than_it_lives(self):
        _, err = self.expect(UNUSABLE, "config", "check", env={"RATESTACK_SESSION_IDLE_SECONDS": "3600", "RATESTACK_SESSION_ABSOLUTE_SECONDS": "3599"})
        self.assertIn("RATESTACK_SESSION_ABSOLUTE_SECONDS: is shorter than", err)

    def test_production_wants_fifteen_characters_of_a_password(self):
        production = {"RATESTACK_ENV": "production", "INTERNAL_TOKEN": TOKEN, "PRICING_MASTER_KEY": KEY}
        out, _ = self.expect(OK, "config", "check", env=production)
        self.assertEqual(self.lines(out)["RATESTACK_PASSWORD_MIN_LENGTH"], ["15", "default"])
        _, err = self.expect(UNUSABLE, "config", "check", env=production | {"RATESTACK_PASSWORD_MIN_LENGTH": "14"})
        self.assertIn("RATESTACK_PASSWORD_MIN_LENGTH: must be at least 15", err)

    def test_a_list_of_stolen_passwords_must_be_one(self):
        (self.dir / "list").write_text("gravel otter lamp\n")
        self.expect(OK, "passwords", "build-filter", "list", "-o", "filter")
        (self.dir / "short").write_bytes((self.dir / "filter").read_bytes()[:-1])
        self.expect(OK, "config", "check", env={"BREACHED_PASSWORDS_FILE": "filter"})
        for file, words in (("absent", "cannot read absent"), ("list", "list is no filter"), ("short", "cut off")):
            _, err = self.expect(UNUSABLE, "config", "check", env={"BREACHED_PASSWORDS_FILE": file})
            self.assertIn("BREACHED_PASSWORDS_FILE: ", err)
            self.assertIn(words, err)

    def test_a_key_of_systemds_credentials_is_named_as_such(self):
        (self.dir / "pricing_master_key").write_text(KEY)
        (self.dir / "pricing_master_key").chmod(0o400)
        out, _ = self.expect(OK, "config", "check", env={"CREDENTIALS_DIRECTORY": str(self.dir)})
        self.assertEqual(self.lines(out)["PRICING_MASTER_KEY"], ["set", "credential"])

    def test_a_key_twice_or_mistyped(self):
        _, err = self.expect(UNUSABLE, "config", "check", env={"PRICING_MASTER_KEY": KEY, "PRICING_MASTER_KEY_PREVIOUS": KEY.upper()})
        self.assertIn("is the same key", err)
        _, err = self.expect(UNUSABLE, "config", "check", env={"PRICING_MASTER_KEY": KEY + ".00000000"})
        self.assertIn("mistyped", err)
        self.assertNotIn(KEY, err)

    def test_faults_of_a_file_name_its_line(self):
        (self.dir / "r.toml").write_text('env = "development"\nlisten = 127.0.0.1\nportt = 1\n')
        _, err = self.expect(UNUSABLE, "config", "check", "--config", "r.toml")
        self.assertIn("r.toml:2", err)
        self.assertIn("r.toml:3: no such setting", err)

    def test_missing_file(self):
        self.assertIn("absent.toml", self.refused(UNUSABLE, "config", "check", "--file", "absent.toml"))

    def test_faulty_settings_stop_the_commands_that_use_them(self):
        self.assertIn("DATABASE_URL", self.refused(UNUSABLE, "migrate", "--database-url", "mysql://db"))
        self.assertFalse(self.data.exists())


if __name__ == "__main__":
    unittest.main()
