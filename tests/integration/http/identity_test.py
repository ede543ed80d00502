#!/usr/bin/env python3
"""People on the real server: signing in, what a session is worth, and how it ends."""

import base64
import json
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import people  # noqa: E402
from client import request  # noqa: E402
from installation import Installation  # noqa: E402
from people import CLIENT, Bearer, code_of, internal, password_sign_in, resolve, totp  # noqa: E402

EMAIL = "admin@lender.example"
NEW_PASSWORD = "gravel otter lamp"


def rows(site, action):
    found = site.sql("SELECT row FROM common_audit_log WHERE action = ? ORDER BY id", (action,))
    return [json.loads(row[0]) for row in found]


def address(number):
    return {"ip": f"203.0.113.{number}", "user_agent": "tests/1"}


class People(unittest.TestCase):
    """One server for each test: a lock of one must not meet another."""

    def setUp(self):
        self.site = Installation().start()
        self.addCleanup(self.site.close)
        self.platform = people.bootstrap(self.site)
        self.org = people.create_org(self.site, EMAIL)
        self.password = self.org["password"]

    def sign_in(self, password=None, client=None, **more):
        return password_sign_in(self.site.port, EMAIL, password or self.password, client, **more)

    def signed_in(self, **more):
        answer = self.sign_in(**more)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json["session_token"]

    def bearer(self, token):
        return people.access(self.site.port, token)

    def awaited(self, action):
        """Rows that the answer does not wait for."""
        end = time.monotonic() + 10
        while not rows(self.site, action) and time.monotonic() < end:
            time.sleep(0.01)
        return rows(self.site, action)

    def me(self, bearer, method="GET", path="", body=None):
        return request(self.site.port, method, "/v1/me" + path, bearer, body)


class SigningIn(People):
    def test_answers_a_session_and_who_it_is(self):
        answer = self.sign_in()
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(len(answer.json["session_token"]), 43)
        self.assertEqual(answer.json["user"]["email"], EMAIL)
        self.assertEqual(answer.json["session"]["acr"], "aal1")
        self.assertEqual(answer.json["session"]["client"], CLIENT)
        self.assertEqual([row["resource"]["id"] for row in rows(self.site, "LOGIN_SUCCEEDED")], [answer.json["user"]["id"]])
        created = rows(self.site, "SESSION_CREATED")[0]
        self.assertEqual(created["actor"], {"type": "user", "id": answer.json["user"]["id"], "key_id": None, "org_id": self.org["org_id"]})
        self.assertEqual(created["request"]["ip"], CLIENT["ip"])

    def test_address_is_taken_in_any_case(self):
        self.assertEqual(password_sign_in(self.site.port, "ADMIN@Lender.EXAMPLE", self.password).status, 200)

    def test_unknown_account_and_wrong_password_say_the_same(self):
        wrong = self.sign_in("not the password at all")
        unknown = password_sign_in(self.site.port, "nobody@lender.example", "not the password at all")
        hidden = {"correlation_id"}
        strip = lambda answer: {k: v for k, v in answer.json.items() if k not in hidden}  # noqa: E731
        self.assertEqual(code_of(wrong), (401, "invalid_credentials"))
        self.assertEqual(strip(wrong), strip(unknown))
        self.assertEqual([row["payload"]["reason"] for row in rows(self.site, "LOGIN_FAILED")], ["wrong_password", "unknown_account"])

    def test_rows_and_log_hold_no_address_and_no_secret(self):
        token = self.signed_in()
        self.sign_in("not the password at all")
        text = "\n".join(row[0] for row in self.site.sql("SELECT row FROM common_audit_log")) + self.site.log.read_text()
        for secret in (EMAIL, self.password, token, "not the password"):
            self.assertNotIn(secret, text)
        self.assertNotIn(token.encode(), self.site.database.read_bytes())

    def test_body_is_read_strictly(self):
        self.assertEqual(code_of(internal(self.site.port, "auth/password", {"email": EMAIL, "password": "x"})), (400, "invalid_field"))
        self.assertEqual(code_of(self.sign_in(client={"ip": "here"})), (400, "invalid_field"))
        self.assertEqual(code_of(self.sign_in(remember=True)), (400, "unknown_field"))
        self.assertEqual(code_of(self.sign_in("x" * 1025)), (400, "invalid_field"))

    def test_internal_token_is_asked_for_in_production(self):
        token = "q8Jx2mVt7Lr0ZbK4wYc9NfHs3DpEg6Ua"
        self.site.server.terminate()
        self.site.server.wait()
        key = (self.site.data / "master.key").read_bytes().hex()
        self.site.start(RATESTACK_ENV="production", INTERNAL_TOKEN=token, PRICING_MASTER_KEY=key, PUBLIC_ORIGIN="https://portal.example")
        self.assertEqual(code_of(self.sign_in()), (401, "internal_token_required"))
        ask = lambda shown: internal(self.site.port, "auth/password", {"email": EMAIL, "password": self.password, "client": CLIENT},  # noqa: E731
                                     **{"X-Internal-Token": shown})
        self.assertEqual(code_of(ask(token[:-1] + "b")), (401, "invalid_internal_token"))
        self.assertEqual(code_of(ask(token + "a")), (401, "invalid_internal_token"))
        self.assertEqual(ask(token).status, 200)


class Sessions(People):
    def test_resolving_says_who_and_what_they_may(self):
        token = self.signed_in()
        answer = resolve(self.site.port, token)
        self.assertEqual(answer.status, 200, answer.body)
        body = answer.json
        self.assertEqual(body["org"], {"id": self.org["org_id"], "type": "ORIGINATOR", "name": "Lender"})
        self.assertEqual(body["org_roles"], [{"org_id": self.org["org_id"], "roles": ["ORG_ADMIN"], "grants": []}])
        self.assertEqual(body["permissions"], ["loan.read", "ratesheet.read", "org.admin", "integration.manage", "audit.read"])
        self.assertLess(body["idle_expires_at"], body["absolute_expires_at"])

    def test_forged_swapped_and_malformed_tokens_open_nothing(self):
        token = self.signed_in()
        for forged in ("A" * 43, token[::-1], token[:-1] + ("A" if token[-1] != "A" else "E"), "", token + "A", "../" + token[3:]):
            self.assertEqual(code_of(resolve(self.site.port, forged)), (401, "unknown_session"), forged)

    def test_each_sign_in_has_a_token_of_its_own(self):
        first, second = self.signed_in(), self.signed_in()
        self.assertNotEqual(first, second)
        self.assertEqual(internal(self.site.port, "sessions/revoke", {"session_token": first}).status, 204)
        self.assertEqual(code_of(resolve(self.site.port, first)), (401, "session_revoked"))
        self.assertEqual(resolve(self.site.port, second).status, 200)

    def test_revoked_session_ends_its_access_token_at_once(self):
        token = self.signed_in()
        bearer = self.bearer(token)
        self.assertEqual(self.me(bearer).status, 200)
        internal(self.site.port, "sessions/revoke", {"session_token": token})
        self.assertEqual(code_of(self.me(bearer)), (401, "revoked_credentials"))
        self.assertEqual(internal(self.site.port, "sessions/revoke", {"session_token": token}).status, 204)
        self.assertEqual(len(rows(self.site, "SESSION_REVOKED")), 1)

    def test_idle_and_absolute_ends_are_kept(self):
        token = self.signed_in()
        micros = int(time.time() * 1e6)
        self.site.sql("UPDATE sessions SET seen_at = ?", (micros - 1801 * 1_000_000,))
        self.assertEqual(code_of(resolve(self.site.port, token)), (401, "session_expired"))
        self.site.sql("UPDATE sessions SET seen_at = ?", (micros,))
        self.assertEqual(resolve(self.site.port, token).status, 200)
        self.site.sql("UPDATE sessions SET expires_at = ?", (micros,))
        self.assertEqual(code_of(resolve(self.site.port, token)), (401, "session_expired"))

    def test_disabled_user_is_out_at_the_next_request(self):
        token = self.signed_in()
        bearer = self.bearer(token)
        self.site.sql("UPDATE users SET disabled_at = 1 WHERE email = ?", (EMAIL,))
        self.assertEqual(code_of(resolve(self.site.port, token)), (401, "session_revoked"))
        self.assertEqual(code_of(self.me(bearer)), (401, "revoked_credentials"))
        self.assertEqual(code_of(self.sign_in()), (401, "invalid_credentials"))

    def test_role_that_is_taken_away_beats_a_live_token(self):
        bearer = self.bearer(self.signed_in())
        listing = lambda: request(self.site.port, "GET", "/v1/audit/events", bearer)  # noqa: E731
        self.assertEqual(listing().status, 200)
        self.site.sql("UPDATE org_members SET roles = 'LOAN_OFFICER'")
        self.assertEqual(code_of(listing()), (403, "capability_missing"))

    def test_own_sessions_are_listed_and_ended(self):
        here, there = self.signed_in(), self.signed_in(client=address(9))
        bearer = self.bearer(here)
        items = self.me(bearer, path="/sessions").json["items"]
        self.assertEqual(sorted(item["client"]["ip"] for item in items), ["203.0.113.7", "203.0.113.9"])
        self.assertEqual([item["current"] for item in items], [True, False])
        self.assertNotIn("token", json.dumps(items))
        other = items[1]["id"]
        self.assertEqual(self.me(bearer, "DELETE", "/sessions/" + other).status, 204)
        self.assertEqual(code_of(self.me(bearer, "DELETE", "/sessions/" + other)), (404, "not_found"))
        self.assertEqual(code_of(resolve(self.site.port, there)), (401, "session_revoked"))
        third = self.signed_in()
        self.assertEqual(self.me(bearer, "DELETE", "/sessions").json, {"ended": 1})
        self.assertEqual(code_of(resolve(self.site.port, third)), (401, "session_revoked"))
        self.assertEqual(resolve(self.site.port, here).status, 200)

    def test_another_persons_session_is_nobodys(self):
        theirs = people.create_org(self.site, "other@investor.example", "INVESTOR", "Other")
        token = password_sign_in(self.site.port, "other@investor.example", theirs["password"]).json["session_token"]
        session = resolve(self.site.port, token).json["session"]["id"]
        self.assertEqual(code_of(self.me(self.bearer(self.signed_in()), "DELETE", "/sessions/" + session)), (404, "not_found"))
        self.assertEqual(resolve(self.site.port, token).status, 200)

    def test_an_api_key_is_no_person(self):
        self.assertEqual(code_of(self.me(Bearer(self.org["api_key"]))), (403, "session_required"))

    def test_uses_are_written_down_at_the_end(self):
        token = self.signed_in()
        self.site.sql("UPDATE sessions SET seen_at = seen_at - 60000000")
        before = self.site.sql("SELECT seen_at FROM sessions")[0][0]
        self.assertEqual(resolve(self.site.port, token).status, 200)
        self.site.server.terminate()
        self.assertEqual(self.site.server.wait(20), 0)
        self.assertGreater(self.site.sql("SELECT seen_at FROM sessions")[0][0], before)


def segment(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


class AccessTokens(People):
    def test_key_set_is_public_and_holds_no_private_part(self):
        answer = request(self.site.port, "GET", "/.well-known/jwks.json")
        self.assertEqual(answer.headers["content-type"], "application/jwk-set+json")
        (key,) = answer.json["keys"]
        self.assertEqual({k: key[k] for k in ("kty", "crv", "alg", "use")}, {"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig"})
        self.assertNotIn("d", key)

    def test_forged_tokens_are_refused(self):
        text = self.bearer(self.signed_in()).text
        header, claims, signature = text.split(".")
        read = lambda part: json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))  # noqa: E731
        fields, body = read(header), read(claims)
        self.assertEqual(fields["typ"], "at+jwt")
        self.assertLessEqual(body["exp"] - body["iat"], 300)
        for forged in (f"{segment(fields | {'alg': 'none'})}.{claims}.", f"{segment(fields | {'alg': 'HS256'})}.{claims}.{signature}",
                       f"{header}.{segment(body | {'org_id': self.platform['org_id']})}.{signature}",
                       f"{segment(fields | {'kid': 'other'})}.{claims}.{signature}", f"{header}.{claims}.{'A' * 86}",
                       f"{segment(fields | {'jwk': {}})}.{claims}.{signature}", f"{header}.{claims}", text + ".", text + "=", "e30.e30."):
            self.assertEqual(code_of(self.me(Bearer(forged))), (401, "invalid_credentials"), forged)

    def test_same_token_serves_a_session_for_a_while(self):
        token = self.signed_in()
        self.assertEqual(self.bearer(token).text, self.bearer(token).text)


class Lockout(People):
    def test_ten_failures_lock_the_account_and_the_network_apart(self):
        for _ in range(10):
            self.assertEqual(self.sign_in("wrong wrong wrong").status, 401)
        refused = self.sign_in()
        self.assertEqual(code_of(refused), (429, "locked_out"))
        self.assertGreater(int(refused.headers["retry-after"]), 800)
        self.assertEqual(code_of(self.sign_in(client=address(99))), (429, "locked_out"))  # the account
        self.assertEqual(code_of(password_sign_in(self.site.port, "root@platform.example", self.platform["password"])), (429, "locked_out"))  # the network
        self.assertEqual(password_sign_in(self.site.port, "root@platform.example", self.platform["password"], address(99)).status, 200)
        self.assertEqual(sorted(row["payload"]["by"] for row in rows(self.site, "LOCKED_OUT")), ["account", "network"])

    def test_guesses_at_the_same_moment_cost_as_many(self):
        answers = []
        guess = lambda n: answers.append(self.sign_in("wrong wrong wrong", client=address(n)).status)  # noqa: E731
        threads = [threading.Thread(target=guess, args=(n,)) for n in range(1, 31)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertLessEqual(answers.count(401), 10)
        self.assertEqual(answers.count(401) + answers.count(429) + answers.count(503), 30)

    def test_known_device_is_not_locked_by_others(self):
        device = self.sign_in().json["device"]
        for number in range(10):
            self.sign_in("wrong wrong wrong", client=address(number + 20))
        self.assertEqual(code_of(self.sign_in(client=address(90))), (429, "locked_out"))
        self.assertEqual(self.sign_in(client=address(90), device=device).status, 200)
        self.assertEqual(code_of(self.sign_in(client=address(90), device=device[:-2] + "AA")), (429, "locked_out"))

    def test_right_password_gives_its_own_place_back_alone(self):
        for _ in range(9):
            self.sign_in("wrong wrong wrong")
        for _ in range(3):
            self.assertEqual(self.sign_in().status, 200)
        self.assertEqual(self.sign_in("wrong wrong wrong").status, 401)
        self.assertEqual(code_of(self.sign_in()), (429, "locked_out"))

    def test_api_key_bucket_holds_five_guesses(self):
        key = self.org["api_key"]
        wrong = Bearer(key[:-3] + ("AAA" if key[-3:] != "AAA" else "BBA"))
        listing = lambda bearer: request(self.site.port, "GET", "/v1/audit/events?limit=1", bearer)  # noqa: E731
        for _ in range(20):
            self.assertEqual(listing(Bearer(key)).status, 200)
        statuses = [listing(wrong).status for _ in range(6)]
        self.assertEqual(statuses, [401] * 5 + [429])
        self.assertEqual(code_of(listing(Bearer(key))), (429, "locked_out"))
        self.assertEqual([row["payload"]["by"] for row in self.awaited("LOCKED_OUT")], ["api_key"])


class Passwords(People):
    def change(self, bearer, current, new):
        return self.me(bearer, "POST", "/password", {"current_password": current, "new_password": new})

    def test_change_ends_other_sessions_and_keeps_this_one(self):
        here, there = self.signed_in(), self.signed_in()
        self.assertEqual(self.change(self.bearer(here), self.password, NEW_PASSWORD).status, 204)
        self.assertEqual(resolve(self.site.port, here).status, 200)
        self.assertEqual(code_of(resolve(self.site.port, there)), (401, "session_revoked"))
        self.assertEqual(code_of(self.sign_in()), (401, "invalid_credentials"))
        self.assertEqual(self.sign_in(NEW_PASSWORD).status, 200)
        self.assertEqual(len(rows(self.site, "PASSWORD_CHANGED")), 1)

    def test_wrong_present_password_changes_nothing(self):
        bearer = self.bearer(self.signed_in())
        self.assertEqual(code_of(self.change(bearer, "not the password", NEW_PASSWORD)), (403, "wrong_password"))
        self.assertEqual(self.sign_in().status, 200)

    def test_weak_passwords_are_named(self):
        bearer = self.bearer(self.signed_in())
        for new, reason in (("short", "too_short"), ("password1234!", "too_common"), ("my admin's lamp", "contains_name"),
                            (self.password, "reused")):
            answer = self.change(bearer, self.password, new)
            self.assertEqual((answer.status, answer.json["code"], answer.json["reason"]), (422, "weak_password", reason), new)

    def test_password_does_not_come_back_within_the_window(self):
        bearer = self.bearer(self.signed_in())
        self.assertEqual(self.change(bearer, self.password, NEW_PASSWORD).status, 204)
        answer = self.change(bearer, NEW_PASSWORD, self.password)
        self.assertEqual(answer.json["reason"], "reused")

    def test_long_password_counts_whole(self):
        bearer = self.bearer(self.signed_in())
        long = "gravel otter lamp " * 5
        self.assertEqual(self.change(bearer, self.password, long).status, 204)
        self.assertEqual(code_of(self.sign_in(long[:72])), (401, "invalid_credentials"))
        self.assertEqual(self.sign_in(long).status, 200)

    def test_imported_hash_is_upgraded_at_the_next_sign_in(self):
        old = "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"  # of "U*U", cost 5
        self.site.sql("UPDATE users SET password_hash = ? WHERE email = ?", (old, EMAIL))
        self.assertEqual(self.sign_in("U*U").status, 200)
        self.assertTrue(self.site.sql("SELECT password_hash FROM users WHERE email = ?", (EMAIL,))[0][0].startswith("$2b$12$"))
        self.assertEqual(self.sign_in("U*U").status, 200)


class SecondFactor(People):
    def setUp(self):
        super().setUp()
        self.token = self.signed_in()
        self.caller = self.bearer(self.token)
        made = self.me(self.caller, "POST", "/totp")
        self.assertEqual(made.status, 201, made.body)
        self.secret = made.json["secret"]
        self.assertIn(f"secret={self.secret}", made.json["uri"])

    def confirm(self, at=None):
        answer = self.me(self.caller, "POST", "/totp/confirm", {"code": totp(self.secret, at)})
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json["recovery_codes"]

    def go_on(self, method, code):
        challenge = self.sign_in().json["challenge"]
        return self.code(challenge, method, code)

    def code(self, challenge, method, code):
        return internal(self.site.port, "auth/second-factor", {"challenge": challenge, "method": method, "code": code, "client": CLIENT})

    def next_code(self):
        """A code that has not been used: the server's drift window allows the step after the present one."""
        return totp(self.secret, time.time() + 30)

    def test_counts_once_it_is_confirmed(self):
        self.assertEqual(self.sign_in().status, 200)
        self.assertEqual(code_of(self.me(self.caller, "POST", "/totp/confirm", {"code": "000000"})), (401, "invalid_credentials"))
        codes = self.confirm()
        self.assertEqual(len(set(codes)), 10)
        answer = self.sign_in()
        self.assertEqual((answer.status, answer.json["methods"]), (202, ["totp", "recovery_code"]))
        self.assertNotIn("session_token", answer.json)

    def test_code_opens_a_session_of_two_factors_and_works_once(self):
        self.confirm()
        code = self.next_code()
        answer = self.go_on("totp", code)
        self.assertEqual((answer.status, answer.json["session"]["acr"], answer.json["session"]["methods"]), (200, "aal2", ["password", "totp"]))
        self.assertEqual(code_of(self.go_on("totp", code)), (401, "invalid_credentials"))

    def test_challenge_is_good_for_one_session(self):
        codes = self.confirm()
        challenge = self.sign_in().json["challenge"]
        self.assertEqual(self.code(challenge, "recovery_code", codes[0]).status, 200)
        self.assertEqual(code_of(self.code(challenge, "recovery_code", codes[1])), (401, "challenge_expired"))
        self.assertEqual(code_of(self.code(challenge[:-4] + "AAAA", "recovery_code", codes[2])), (401, "challenge_expired"))

    def test_recovery_code_works_once_and_in_any_spelling(self):
        codes = self.confirm()
        self.assertEqual(self.go_on("recovery_code", codes[3].lower().replace("-", " ")).status, 200)
        self.assertEqual(code_of(self.go_on("recovery_code", codes[3])), (401, "invalid_credentials"))
        self.assertEqual(self.me(self.bearer(self.token)).json["second_factors"]["recovery_codes_left"], 9)
        self.assertEqual(len(rows(self.site, "MFA_RECOVERY_CODE_USED")), 1)

    def test_wrong_codes_lock_the_factor_and_not_the_password(self):
        self.confirm()
        for number in range(10):
            challenge = self.sign_in(client=address(number + 20)).json["challenge"]
            self.assertEqual(internal(self.site.port, "auth/second-factor", {"challenge": challenge, "method": "totp", "code": "000000",
                                                                            "client": address(number + 20)}).status, 401)
        answer = self.sign_in(client=address(80))
        self.assertEqual(answer.status, 202)
        locked = internal(self.site.port, "auth/second-factor", {"challenge": answer.json["challenge"], "method": "totp", "code": self.next_code(),
                                                                 "client": address(80)})
        self.assertEqual(code_of(locked), (429, "locked_out"))

    def test_step_up_replaces_the_token(self):
        self.confirm()
        self.site.sql("UPDATE sessions SET authenticated_at = authenticated_at - ?", (16 * 60 * 1_000_000,))
        self.assertEqual(code_of(self.me(self.caller, "POST", "/recovery-codes", {})), (403, "step_up_required"))
        stale = internal(self.site.port, "auth/step-up", {"session_token": self.token, "password": "wrong wrong wrong", "client": CLIENT})
        self.assertEqual(code_of(stale), (401, "invalid_credentials"))
        answer = internal(self.site.port, "auth/step-up", {"session_token": self.token, "method": "totp", "code": self.next_code(), "client": CLIENT})
        self.assertEqual((answer.status, answer.json["session"]["acr"]), (200, "aal2"))
        self.assertEqual(code_of(resolve(self.site.port, self.token)), (401, "unknown_session"))
        fresh = self.bearer(answer.json["session_token"])
        self.assertEqual(self.me(fresh, "POST", "/recovery-codes", {}).status, 200)
        self.assertEqual(len(rows(self.site, "SESSION_STEPPED_UP")), 1)

    def test_is_removed_by_who_has_lately_proven(self):
        self.confirm()
        self.assertEqual(self.me(self.caller, "DELETE", "/totp").status, 204)
        self.assertEqual(self.sign_in().status, 200)

    def test_secret_and_codes_stand_nowhere_in_the_clear(self):
        codes = self.confirm()
        stored = self.site.database.read_bytes() + (self.site.data / "ratestack.db-wal").read_bytes()
        for secret in [self.secret.encode(), base64.b32decode(self.secret), *[code.encode() for code in codes]]:
            self.assertNotIn(secret, stored)


class ApiKeys(People):
    def keys(self, method="GET", path="", body=None, bearer=None, org=None):
        return request(self.site.port, method, f"/v1/orgs/{org or self.org['org_id']}/api-keys{path}", bearer or self.caller, body)

    def setUp(self):
        super().setUp()
        self.caller = self.bearer(self.signed_in())

    def works(self, text):
        return request(self.site.port, "GET", "/v1/audit/events?limit=1", Bearer(text)).status

    def test_is_shown_once_works_and_ends(self):
        made = self.keys("POST", body={"name": "feed", "capabilities": ["audit.read", "provider.loan.import"]})
        self.assertEqual(made.status, 201, made.body)
        text, key = made.json["api_key"], made.json["id"]
        self.assertTrue(text.startswith(f"rsk_dev_{key}_"))
        self.assertEqual(self.works(text), 200)
        listed = [item for item in self.keys().json["items"] if item["id"] == key]
        self.assertEqual(listed[0]["name"], "feed")
        self.assertNotIn(text[-43:], json.dumps(self.keys().json))
        self.assertEqual(self.keys("DELETE", "/" + key).status, 204)
        self.assertEqual(self.works(text), 401)
        self.assertEqual(code_of(self.keys("DELETE", "/" + key)), (404, "not_found"))
        self.assertEqual(len(rows(self.site, "API_KEY_REVOKED")), 1)

    def test_rotation_overlaps(self):
        made = self.keys("POST", body={"name": "feed", "capabilities": ["audit.read"]}).json
        fresh = self.keys("POST", f"/{made['id']}/rotate", {"overlap_seconds": 3600})
        self.assertEqual(fresh.status, 201, fresh.body)
        self.assertEqual((self.works(made["api_key"]), self.works(fresh.json["api_key"])), (200, 200))
        self.assertEqual(fresh.json["capabilities"], ["audit.read"])
        self.assertIsNotNone([i for i in self.keys().json["items"] if i["id"] == made["id"]][0]["expires_at"])

    def test_nobody_gives_what_the_organisation_may_not(self):
        for beyond in ("lock.commit", "provider.ratesheet.publish"):
            answer = self.keys("POST", body={"name": "feed", "capabilities": ["audit.read", beyond]})
            self.assertEqual((code_of(answer), answer.json["capability"]), ((422, "beyond_org_type"), beyond))

    def test_a_key_gives_no_more_than_it_has(self):
        made = self.keys("POST", body={"name": "feed", "capabilities": ["org.admin", "audit.read"]}).json
        answer = self.keys("POST", body={"name": "feed", "capabilities": ["loan.write"]}, bearer=Bearer(made["api_key"]))
        self.assertEqual((code_of(answer), answer.json["capability"]), ((403, "beyond_maker"), "loan.write"))

    def test_expired_key_is_refused(self):
        made = self.keys("POST", body={"name": "feed", "capabilities": ["audit.read"], "expires_at": "2126-01-01T00:00:00Z"})
        self.assertEqual(made.status, 201, made.body)
        self.assertEqual(code_of(self.keys("POST", body={"name": "n", "capabilities": ["audit.read"], "expires_at": "2020-01-01T00:00:00Z"})),
                         (400, "invalid_field"))
        self.site.sql("UPDATE api_keys SET expires_at = 1 WHERE id = ?", (made.json["id"],))
        time.sleep(1.1)  # a proven record is kept for a second
        self.assertEqual(self.works(made.json["api_key"]), 401)

    def test_keys_of_others_are_nobodys(self):
        other = people.create_org(self.site, "other@investor.example", "INVESTOR", "Other")
        key = other["api_key"].split("_")[2:4]
        theirs = "_".join(key)
        self.assertEqual(code_of(self.keys(org=other["org_id"])), (404, "not_found"))
        self.assertEqual(code_of(self.keys("DELETE", "/" + theirs)), (404, "not_found"))
        self.assertEqual(code_of(self.keys("POST", f"/{theirs}/rotate", {})), (404, "not_found"))


if __name__ == "__main__":
    unittest.main()
