#!/usr/bin/env python3
"""What an operator does on the command line, as a running server takes it."""

import base64
import json
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import people  # noqa: E402
from client import request  # noqa: E402
from installation import Installation, binaries  # noqa: E402
from people import Bearer, code_of, internal, password_sign_in, resolve, totp  # noqa: E402

EMAIL = "desk@lender.example"
PASSWORD = "gravel otter lamp"
OTHER = "velvet harbour nine"


def kid_of(bearer):
    header = bearer.text.split(".")[0]
    return json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))["kid"]


class Operator(unittest.TestCase):
    def setUp(self):
        self.site = Installation().start(**self.settings)
        self.addCleanup(self.site.close)
        people.bootstrap(self.site)
        self.org = people.create_org(self.site, "admin@lender.example")["org_id"]
        self.run_cli("users", "create", "--email", EMAIL, "--org", self.org, "--role", "AUDITOR", "--password-stdin", stdin=PASSWORD)

    settings = {}

    def run_cli(self, *arguments, stdin=""):
        done = subprocess.run([binaries() / "ratestack", *arguments], env=self.site.environment(), input=stdin, capture_output=True,
                              text=True, check=False, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def rows(self, action):
        return [json.loads(row) for (row,) in self.site.sql("SELECT row FROM common_audit_log WHERE action = ? ORDER BY id", (action,))]

    def sign_in(self, password=PASSWORD):
        return password_sign_in(self.site.port, EMAIL, password)

    def signed_in(self):
        answer = self.sign_in()
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json["session_token"]

    def me(self, bearer, method="GET", path="", body=None):
        return request(self.site.port, method, "/v1/me" + path, bearer, body)


class Organisations(Operator):
    def test_a_disabled_one_stops_at_a_running_server_within_a_second(self):
        made = people.create_org(self.site, "root@fund.example", "INVESTOR", "Fund")
        key, token = Bearer(made["api_key"]), self.signed_in()

        def with_key():
            return request(self.site.port, "GET", "/v1/audit/events", key)

        self.assertEqual(with_key().status, 200)
        self.run_cli("orgs", "disable", made["org_id"])
        self.run_cli("orgs", "disable", self.org)
        self.assertEqual(code_of(resolve(self.site.port, token)), (401, "session_revoked"))
        self.assertEqual(code_of(self.sign_in()), (401, "invalid_credentials"))
        end = time.monotonic() + 5
        while with_key().status == 200 and time.monotonic() < end:
            time.sleep(0.05)
        self.assertEqual(code_of(with_key()), (403, "org_disabled"))
        self.run_cli("orgs", "enable", self.org)
        self.assertEqual(self.sign_in().status, 200)
        self.assertEqual([row["actor"]["type"] for row in self.rows("ORG_DISABLED") + self.rows("ORG_ENABLED")], ["system"] * 3)


class Sessions(Operator):
    def listed(self, *more):
        return json.loads(self.run_cli("sessions", "list", "--json", *more))["items"]

    def test_a_created_person_signs_in_with_their_roles(self):
        resolved = resolve(self.site.port, self.signed_in()).json
        self.assertEqual(resolved["permissions"], ["loan.read", "audit.read"])

    def test_a_revoked_session_is_refused_at_its_next_request(self):
        one, other = self.signed_in(), self.signed_in()
        bearer = people.access(self.site.port, one)
        self.assertEqual(self.me(bearer).status, 200)
        session = resolve(self.site.port, one).json["session"]["id"]
        self.assertEqual({item["id"] for item in self.listed()}, {session, resolve(self.site.port, other).json["session"]["id"]})
        self.run_cli("sessions", "revoke", session)
        self.assertEqual(code_of(self.me(bearer)), (401, "revoked_credentials"))
        self.assertEqual(code_of(resolve(self.site.port, one)), (401, "session_revoked"))
        self.assertEqual(resolve(self.site.port, other).status, 200)
        (row,) = self.rows("SESSION_REVOKED")
        self.assertEqual((row["resource"]["id"], row["payload"]["reason"], row["actor"]["type"]), (session, "by_operator", "system"))

    def test_all_sessions_of_a_person_end_and_nobody_elses(self):
        mine = [self.signed_in(), self.signed_in()]
        admin = people.create_org(self.site, "root@fund.example", "INVESTOR", "Fund")
        theirs = password_sign_in(self.site.port, "root@fund.example", admin["password"]).json["session_token"]
        self.assertEqual(len(self.listed("--user", EMAIL)), 2)
        self.assertIn("2 sessions", self.run_cli("sessions", "revoke", "--user", EMAIL))
        for token in mine:
            self.assertEqual(code_of(resolve(self.site.port, token)), (401, "session_revoked"))
        self.assertEqual(resolve(self.site.port, theirs).status, 200)
        self.assertEqual(self.listed("--user", EMAIL), [])

    def test_a_disabled_person_is_out_and_comes_back_without_the_old_sessions(self):
        token = self.signed_in()
        bearer = people.access(self.site.port, token)
        self.run_cli("users", "disable", EMAIL)
        self.assertEqual(code_of(self.me(bearer)), (401, "revoked_credentials"))
        self.assertEqual(code_of(self.sign_in()), (401, "invalid_credentials"))
        self.run_cli("users", "enable", EMAIL)
        self.assertEqual(code_of(resolve(self.site.port, token)), (401, "session_revoked"))
        self.assertEqual(self.sign_in().status, 200)

    def test_a_reset_password_ends_every_session(self):
        token = self.signed_in()
        self.run_cli("users", "reset-password", EMAIL, "--password-stdin", stdin=OTHER)
        self.assertEqual(code_of(resolve(self.site.port, token)), (401, "session_revoked"))
        self.assertEqual(code_of(self.sign_in()), (401, "invalid_credentials"))
        self.assertEqual(self.sign_in(OTHER).status, 200)

    # The challenge says that the old password was right; by the time of the code it is not the password any more.
    def test_a_challenge_of_the_old_password_opens_nothing(self):
        bearer = people.access(self.site.port, self.signed_in())
        secret = self.me(bearer, "POST", "/totp").json["secret"]
        self.assertEqual(self.me(bearer, "POST", "/totp/confirm", {"code": totp(secret)}).status, 200)
        later = time.time() + 30  # a code is good for one use, and one step ahead is taken

        def second_step(challenge, code):
            return internal(self.site.port, "auth/second-factor", {"challenge": challenge, "method": "totp", "code": code, "client": people.CLIENT})

        challenge = self.sign_in().json["challenge"]
        self.run_cli("users", "reset-password", EMAIL, "--password-stdin", stdin=OTHER)
        self.assertEqual(code_of(second_step(challenge, totp(secret, later))), (401, "invalid_credentials"))
        self.assertEqual(self.rows("SESSION_CREATED")[1:], [])
        self.site.sql("UPDATE totp_factors SET last_step = 0")
        self.assertEqual(second_step(self.sign_in(OTHER).json["challenge"], totp(secret, later)).status, 200)


class Keys(Operator):
    def test_a_created_key_works_until_it_is_revoked(self):
        made = json.loads(self.run_cli("keys", "create", "--org", self.org, "--name", "feed", "--capability", "audit.read", "--json"))
        read = lambda: request(self.site.port, "GET", "/v1/audit/events", Bearer(made["api_key"]))  # noqa: E731
        self.assertEqual(read().status, 200)
        self.run_cli("keys", "revoke", made["id"])
        end = time.monotonic() + 10
        while read().status == 200 and time.monotonic() < end:
            time.sleep(0.05)
        self.assertEqual(code_of(read()), (401, "revoked_credentials"))

    def test_a_rotated_token_key_is_published_and_signs_when_it_is_due(self):
        token = self.signed_in()
        before = people.access(self.site.port, token)
        key = json.loads(self.run_cli("jwt", "rotate", "--json"))
        kids = lambda: [k["kid"] for k in request(self.site.port, "GET", "/.well-known/jwks.json").json["keys"]]  # noqa: E731
        self.awaited(lambda: key["kid"] in kids())
        self.assertEqual(sorted(kids()), sorted([key["kid"], kid_of(before)]))
        self.assertEqual(kid_of(people.access(self.site.port, self.signed_in())), kid_of(before))
        self.site.sql("UPDATE server_keys SET activates_at = activates_at - 601000000 WHERE purpose = 'access_token'")
        self.awaited(lambda: kid_of(people.access(self.site.port, self.signed_in())) == key["kid"])
        self.assertEqual(self.me(before).status, 200)  # signed by the one before, which is published yet

    def awaited(self, happened):
        """Within two rounds of the housekeeper."""
        end = time.monotonic() + 40
        while not happened():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.2)


class Settings(Operator):
    settings = {"RATESTACK_SESSION_IDLE_SECONDS": "60", "RATESTACK_SESSION_ABSOLUTE_SECONDS": "300", "RATESTACK_RECENT_PROOF_SECONDS": "30",
                "RATESTACK_LOCKOUT_FAILURES": "3", "RATESTACK_KEY_TRIES": "2"}

    def test_sessions_end_as_they_say(self):
        token = self.signed_in()
        micros = int(time.time() * 1e6)
        self.site.sql("UPDATE sessions SET seen_at = ?", (micros - 61_000_000,))
        self.assertEqual(code_of(resolve(self.site.port, token)), (401, "session_expired"))
        ((created, expires),) = self.site.sql("SELECT created_at, expires_at FROM sessions")
        self.assertEqual(expires - created, 300_000_000)

    def test_a_proof_is_recent_as_long_as_they_say(self):
        bearer = people.access(self.site.port, self.signed_in())
        self.site.sql("UPDATE sessions SET authenticated_at = authenticated_at - 31000000")
        self.assertEqual(code_of(self.me(bearer, "POST", "/totp")), (403, "step_up_required"))

    def test_so_many_tries_lock(self):
        for _ in range(3):
            self.assertEqual(self.sign_in("wrong wrong wrong").status, 401)
        self.assertEqual(code_of(self.sign_in()), (429, "locked_out"))
        made = json.loads(self.run_cli("keys", "create", "--org", self.org, "--name", "feed", "--capability", "audit.read", "--json"))
        wrong = Bearer(made["api_key"][:-3] + ("AAA" if made["api_key"][-3:] != "AAA" else "BBA"))
        answers = [request(self.site.port, "GET", "/v1/audit/events", wrong).status for _ in range(3)]
        self.assertEqual(answers, [401, 401, 429])


class StolenPasswords(unittest.TestCase):
    def setUp(self):
        self.site = Installation()
        self.addCleanup(self.site.close)
        self.filter = self.site.dir / "filter"
        (self.site.dir / "list").write_text(OTHER + "\n")
        people.command(self.site, "passwords", "build-filter", str(self.site.dir / "list"), "-o", str(self.filter))

    def test_nobody_may_choose_one(self):
        self.site.start(BREACHED_PASSWORDS_FILE=str(self.filter))
        people.bootstrap(self.site)
        org = people.create_org(self.site, EMAIL)
        bearer = people.access(self.site.port, password_sign_in(self.site.port, EMAIL, org["password"]).json["session_token"])
        answer = request(self.site.port, "POST", "/v1/me/password", bearer, {"current_password": org["password"], "new_password": OTHER})
        self.assertEqual((answer.status, answer.json["reason"]), (422, "breached"))
        answer = request(self.site.port, "POST", "/v1/me/password", bearer, {"current_password": org["password"], "new_password": PASSWORD})
        self.assertEqual(answer.status, 204, answer.body)

    def refused_start(self, words):
        self.site.launch(BREACHED_PASSWORDS_FILE=str(self.filter))
        self.assertNotEqual(self.site.server.wait(20), 0)
        text = self.site.log.read_text()
        self.assertIn("BREACHED_PASSWORDS_FILE", text)
        self.assertIn(words, text)

    def test_a_server_does_not_start_with_a_changed_list(self):
        content = bytearray(self.filter.read_bytes())
        content[-1] ^= 1
        self.filter.unlink()
        self.filter.write_bytes(content)
        self.refused_start("has changed")

    def test_nor_without_the_one_that_is_named(self):
        self.filter.unlink()
        self.refused_start("cannot read")


if __name__ == "__main__":
    unittest.main()
