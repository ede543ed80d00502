"""`ratestack users`: people as an operator manages them, what stands in the log of it, and what is refused."""

import json
import os
import pty
import pwd
import select
import sqlite3
import unittest

from command import CLI, CONFLICT, OK, UNUSABLE, CommandTest

EMAIL = "desk@lender.example"
PASSWORD = "gravel otter lamp"
OTHER = "velvet harbour nine"
PRODUCTION = {"RATESTACK_ENV": "production", "INTERNAL_TOKEN": "q8Jx2mVt7Lr0ZbK4wYc9NfHs3DpEg6Ua",
              "PRICING_MASTER_KEY": "fbffbf030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"}


class UsersTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.platform = self.installed()
        out, _ = self.expect(OK, "orgs", "create", "--type", "ORIGINATOR", "--name", "Lender", "--email", "admin@lender.example", "--json")
        self.org = json.loads(out)["org_id"]

    def create_arguments(self, *more, email=EMAIL, org=None):
        return ["users", "create", "--email", email, "--org", org or self.org, "--password-stdin", *more]

    def create(self, *more, password=PASSWORD, email=EMAIL, org=None, **options):
        arguments = self.create_arguments(*more, "--json", email=email, org=org)
        out, _ = self.expect(OK, *arguments, stdin=password.encode() + b"\n", **options)
        return json.loads(out)

    def reset(self, code, password, who=EMAIL, **options):
        return self.expect(code, "users", "reset-password", who, "--password-stdin", stdin=password.encode() + b"\n", **options)

    def listed(self, *more):
        out, _ = self.expect(OK, "users", "list", "--json", *more)
        return {user["email"]: user for user in json.loads(out)["items"]}

    def sql(self, statement):
        with sqlite3.connect(self.database) as database:
            answer = database.execute(statement).fetchall()
        database.close()
        return answer

    def rows(self, action):
        return [json.loads(row) for (row,) in self.sql(f"SELECT row FROM common_audit_log WHERE action = '{action}' ORDER BY id")]


class Creating(UsersTest):
    def test_a_person_is_a_member_with_their_roles(self):
        made = self.create("--name", "Dana", "--role", "LOCK_DESK", "--role", "AUDITOR", email="Desk@Lender.example")
        self.assertEqual((made["email"], made["name"], made["org_id"]), (EMAIL, "Dana", self.org))
        self.assertEqual(made["roles"], ["LOCK_DESK", "AUDITOR"])
        self.assertEqual(self.listed()[EMAIL], made)
        self.assertEqual(set(self.listed("--org", self.org)), {EMAIL, "admin@lender.example"})
        out, _ = self.expect(OK, "users", "list")
        self.assertRegex(out, rf"{made['id']}  {self.org}  {EMAIL} +LOCK_DESK AUDITOR +enabled\n")

    def test_the_row_stands_in_the_organisations_chain_and_holds_no_address(self):
        made = self.create("--role", "AUDITOR")
        row = self.rows("USER_CREATED")[-1]
        self.assertEqual(row["acting_as_org_id"], self.org)
        self.assertEqual(row["actor"]["type"], "system")
        self.assertEqual(row["actor"]["id"], pwd.getpwuid(os.geteuid()).pw_name)
        self.assertEqual((row["resource"]["id"], row["payload"]), (made["id"], {"roles": "AUDITOR"}))
        self.assertNotIn(EMAIL, json.dumps(row))
        self.expect(OK, "audit", "check")

    def test_the_password_is_kept_as_a_hash_alone(self):
        self.create()
        self.assertNotIn(PASSWORD.encode(), self.database.read_bytes())
        ((stored,),) = self.sql(f"SELECT password_hash FROM users WHERE email = '{EMAIL}'")
        self.assertTrue(stored.startswith("$2b$12$"), stored)

    def refused_create(self, code, *more, password=PASSWORD, **options):
        before = self.listed()
        err = self.refused(code, *self.create_arguments(*more, **options), stdin=password.encode())
        self.assertEqual(self.listed(), before)
        return err

    def test_roles_that_do_not_exist_there(self):
        self.assertIn("SUPER_ADMIN does not exist", self.refused_create(UNUSABLE, "--role", "SUPER_ADMIN"))
        self.assertIn("must be one of ORG_ADMIN", self.refused_create(UNUSABLE, "--role", "KING"))
        self.assertEqual(self.create("--role", "SUPER_ADMIN", org=self.platform["org_id"])["roles"], ["SUPER_ADMIN"])

    def test_addresses_that_are_taken_or_none(self):
        self.assertIn("taken", self.refused_create(CONFLICT, email="ADMIN@lender.example"))
        for email in ("desk", "@lender.example", "desk@", "a@b@c", "a b@c.example", "a@" + "b" * 260):
            self.assertIn("--email", self.refused_create(UNUSABLE, email=email))

    def test_organisations_that_are_none(self):
        self.assertIn("no organisation", self.refused_create(UNUSABLE, org="org_01J00000000000000000000000"))
        self.assertIn("org_ and 26", self.refused_create(UNUSABLE, org="lender"))

    def test_weak_passwords_are_refused_by_their_rule(self):
        for password, words in (("short", "too short"), ("password1234!", "everybody"), ("the desk is open", "own name"), ("", "too short"),
                                ("x" * 2000, "longer than 1024 bytes")):
            with self.subTest(password=password[:20]):
                self.assertIn(words, self.refused_create(UNUSABLE, password=password))

    def test_production_wants_fifteen_characters(self):
        twelve = "ochre tundra"
        err = self.refused(UNUSABLE, *self.create_arguments(), stdin=twelve.encode(), env=PRODUCTION)
        self.assertIn("too short", err)
        self.create(password=twelve)

    def test_a_stolen_password_is_refused(self):
        (self.dir / "list").write_text(PASSWORD + "\n")
        self.expect(OK, "passwords", "build-filter", "list", "-o", "filter")
        env = {"BREACHED_PASSWORDS_FILE": str(self.dir / "filter")}
        self.assertIn("stolen", self.refused(UNUSABLE, *self.create_arguments(), stdin=PASSWORD.encode(), env=env))
        self.create(password=OTHER, env=env)


class AtTheTerminal(UsersTest):
    def type(self, *lines):
        """Runs the command at a terminal of its own, types each line when it is asked for, and answers its exit code and what was shown."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.dir)
            os.execve(CLI, [CLI, *self.create_arguments()[:-1]], self.env)
        try:
            shown = b""
            for prompt, line in zip((b"Password: ", b"Once more: "), lines):
                while prompt not in shown:
                    shown += self.shown_next(terminal)
                os.write(terminal, line)
            while more := self.shown_next(terminal):
                shown += more
            return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.decode()
        finally:
            os.close(terminal)  # hangs up on a command that still waits

    def shown_next(self, terminal):
        """Nothing once the command has ended."""
        ready, _, _ = select.select([terminal], [], [], 30)
        self.assertTrue(ready, "the command says nothing more")
        try:
            return os.read(terminal, 4096)
        except OSError:  # how Linux says that the other end is closed
            return b""

    def test_the_password_is_asked_for_twice_and_not_shown(self):
        code, shown = self.type(PASSWORD.encode() + b"\n", PASSWORD.encode() + b"\n")
        self.assertEqual(code, OK, shown)
        self.assertNotIn("gravel", shown)
        self.assertIn(EMAIL, self.listed())

    def test_two_that_differ_change_nothing(self):
        code, shown = self.type(PASSWORD.encode() + b"\n", OTHER.encode() + b"\n")
        self.assertEqual(code, UNUSABLE)
        self.assertIn("not the same", shown)
        self.assertNotIn(EMAIL, self.listed())

    def test_an_interrupt_ends_it(self):
        code, shown = self.type(b"grav\x03")
        self.assertEqual(code, -2, shown)
        self.assertNotIn("grav", shown)
        self.assertNotIn(EMAIL, self.listed())

    def test_without_a_terminal_it_says_what_to_do(self):
        err = self.refused(UNUSABLE, *self.create_arguments()[:-1], stdin=PASSWORD.encode())
        self.assertIn("--password-stdin", err)


class Disabling(UsersTest):
    def test_disabled_and_enabled_by_id_or_address(self):
        made = self.create()
        self.expect(OK, "users", "disable", made["id"])
        self.assertIsNotNone(self.listed()[EMAIL]["disabled_at"])
        self.assertIn("already", self.refused(CONFLICT, "users", "disable", EMAIL))
        self.expect(OK, "users", "enable", EMAIL.upper())
        self.assertIsNone(self.listed()[EMAIL]["disabled_at"])
        self.assertIn("not disabled", self.refused(CONFLICT, "users", "enable", EMAIL))
        for action in ("USER_DISABLED", "USER_ENABLED"):
            (row,) = self.rows(action)
            self.assertEqual((row["resource"]["id"], row["acting_as_org_id"]), (made["id"], self.org))

    def test_nobody(self):
        for who in ("nobody@lender.example", "usr_01J00000000000000000000000"):
            self.assertIn(who, self.refused(UNUSABLE, "users", "disable", who))


class ResettingAPassword(UsersTest):
    def test_sets_it_with_its_row(self):
        made = self.create()
        self.reset(OK, OTHER)
        (row,) = self.rows("PASSWORD_CHANGED")
        self.assertEqual((row["resource"]["id"], row["payload"]["sessions_ended"]), (made["id"], "all"))
        self.assertGreater(self.listed()[EMAIL]["password_set_at"], made["password_set_at"])

    def test_the_window_of_earlier_ones_counts(self):
        self.create()
        self.assertIn("before", self.reset(UNUSABLE, PASSWORD)[1])
        self.reset(OK, OTHER)
        self.assertIn("before", self.reset(UNUSABLE, PASSWORD)[1])
        few = {"RATESTACK_PASSWORD_REUSE_LAST": "1", "RATESTACK_PASSWORD_REUSE_DAYS": "0"}
        self.reset(OK, "cobalt ferry plum", env=few)
        self.reset(OK, PASSWORD, env=few)
        self.assertEqual(len(self.rows("PASSWORD_CHANGED")), 3)


if __name__ == "__main__":
    unittest.main()
