#!/usr/bin/env python3
"""Logout tokens of a provider's (OpenID Connect Back-Channel Logout 1.0) on the real server: which sessions end, once, and
which tokens end none."""

import sys
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
import people  # noqa: E402
from client import request  # noqa: E402
from fake_oidc_provider import LOGOUT_EVENT, SigningKey  # noqa: E402
from oidc_test import CLIENT, ELSEWHERE, EMAIL, Providers, code_of, internal, part, totp  # noqa: E402


class Logouts(Providers):
    def setUp(self):
        super().setUp()
        self.assertEqual(self.link().status, 200)

    def log_out(self, token, client=None):
        return internal(self.site.port, "auth/oidc/google/backchannel-logout", {"logout_token": token, "client": client or CLIENT})

    def session(self, **user):
        """A session that came of the provider's; `sid` is what it names there."""
        self.idp.user |= user
        answer = self.sign_in()
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json["session_token"], people.access(self.site.port, answer.json["session_token"])

    def is_live(self, session):
        token, access = session
        resolved = people.resolve(self.site.port, token)
        called = request(self.site.port, "GET", "/v1/me", access)
        self.assertEqual((resolved.status, called.status) in ((200, 200), (401, 401)), True, (resolved.body, called.body))
        return resolved.status == 200


class Ending(Logouts):
    def test_ends_the_session_that_it_names_and_no_other(self):
        first, second = self.session(sid="first"), self.session(sid="second")
        self.assertEqual(self.log_out(self.idp.logout_token(sub="subject-1", sid="first")).status, 204)
        self.assertEqual([self.is_live(first), self.is_live(second), self.is_live((self.token, people.access(self.site.port, self.token)))],
                         [False, True, True])
        self.assertEqual(self.log_out(self.idp.logout_token(sid="second")).status, 204)
        self.assertFalse(self.is_live(second))

    def test_ends_all_of_an_account_where_it_names_none(self):
        sessions = [self.session(sid="first"), self.session(sid="second")]
        password = (self.token, people.access(self.site.port, self.token))
        self.assertEqual(self.log_out(self.idp.logout_token(sub="subject-1")).status, 204)
        self.assertEqual([self.is_live(each) for each in (*sessions, password)], [False, False, True])

    def test_ends_what_may_be_the_one_where_the_provider_had_not_named_it(self):
        unnamed = self.session()
        self.assertEqual(self.log_out(self.idp.logout_token(sub="subject-1", sid="first")).status, 204)
        self.assertFalse(self.is_live(unnamed))

    def test_another_accounts_logout_ends_nothing(self):
        session = self.session(sid="first")
        for whose in ({"sub": "subject-2"}, {"sub": "subject-2", "sid": "first"}, {"sid": "second"}, {"sub": "SUBJECT-1"}):
            self.assertEqual(self.log_out(self.idp.logout_token(**whose)).status, 204)
        self.assertTrue(self.is_live(session))
        self.assertEqual(self.rows("SESSION_REVOKED"), [])

    def test_each_session_that_ends_has_its_row(self):
        self.session(sid="first"), self.session(sid="first"), self.session(sid="second")
        self.log_out(self.idp.logout_token(sid="first"), ELSEWHERE)
        rows = self.rows("SESSION_REVOKED")
        self.assertEqual([row["payload"] for row in rows], [{"provider": "google", "reason": "by_provider"}] * 2)
        self.assertEqual({row["acting_as_org_id"] for row in rows}, {self.org["org_id"]})
        self.assertEqual({row["request"]["ip"] for row in rows}, {ELSEWHERE["ip"]})
        ended = self.site.sql("SELECT id FROM sessions WHERE revoked_at IS NOT NULL ORDER BY id")
        self.assertEqual([(row["resource"]["id"],) for row in rows], ended)
        self.assertEqual(self.site.sql("SELECT count(*) FROM upstream_tokens"), [(1,)])

    def test_a_sign_in_that_was_under_way_makes_no_session_behind_it(self):
        secret = self.me("POST", "totp").json["secret"]
        self.assertEqual(self.me("POST", "totp/confirm", {"code": totp(secret)}).status, 200)
        self.idp.user["sid"] = "first"
        challenge = self.sign_in().json["challenge"]
        self.assertEqual(self.log_out(self.idp.logout_token(sid="first")).status, 204)
        self.site.sql("UPDATE totp_factors SET last_step = 0")
        go_on = {"challenge": challenge, "method": "totp", "code": totp(secret), "client": CLIENT}
        self.assertEqual(code_of(internal(self.site.port, "auth/second-factor", go_on)), (401, "invalid_credentials"))
        self.idp.user["sid"] = "second"  # signed in there again
        self.site.sql("UPDATE totp_factors SET last_step = 0")
        go_on["challenge"] = self.sign_in().json["challenge"]
        self.assertEqual(internal(self.site.port, "auth/second-factor", go_on).status, 200)


class Refusing(Logouts):
    def refused(self, token, reason, client=None):
        before = len(self.rows("LOGIN_FAILED"))
        self.assertEqual(code_of(self.log_out(token, client)), (400, "logout_refused"), reason)
        rows = self.rows("LOGIN_FAILED")[before:]
        self.assertEqual([row["payload"] for row in rows], [{"method": "google", "reason": reason, "step": "backchannel_logout"}])

    def short_id_token(self):
        self.idp.change_claims = lambda claims: claims | {"exp": claims["iat"] + 120}
        token = self.idp.id_token("n", "access")
        self.idp.change_claims = lambda claims: claims
        return token

    def test_a_token_is_good_once(self):
        token = self.idp.logout_token(sub="subject-1")
        self.assertEqual(self.log_out(token).status, 204)
        time.sleep(1.1)  # signed in there again, a second later by its clock
        session = self.session()
        self.refused(token, "replayed")
        self.refused(self.idp.logout_token(sub="subject-1", jti=part(token.split(".")[1])["jti"]), "replayed")
        self.assertTrue(self.is_live(session))

    def test_a_token_that_comes_many_times_at_once_is_taken_once(self):
        self.session(sid="first")
        token = self.idp.logout_token(sid="first")
        with ThreadPoolExecutor(8) as pool:
            answers = sorted(answer.status for answer in pool.map(self.log_out, [token] * 8))
        self.assertEqual(answers, [204] + [400] * 7)
        self.assertEqual(len(self.rows("SESSION_REVOKED")), 1)
        self.assertEqual(self.reasons(), ["replayed"] * 7)

    def test_each_rule_by_its_name(self):
        session, now = self.session(sid="first"), int(time.time())
        whose = {"sub": "subject-1", "sid": "first"}
        named = lambda **claims: self.idp.logout_token(**(whose | claims))  # noqa: E731
        (self.site.dir / "other").mkdir()
        other = SigningKey(self.site.dir / "other", self.idp.signer.kid)
        ours, self.idp.signer = self.idp.signer, other
        forged, self.idp.signer = named(), ours
        for number, (token, reason) in enumerate([
            (forged, "jwt: bad_signature"),
            (named(header={"alg": "none"}), "jwt: algorithm_not_allowed"),
            (named(header={"alg": "HS256"}), "jwt: algorithm_not_allowed"),
            (named(header={"typ": "at+jwt"}), "jwt: wrong_type"),
            (named(iss="https://accounts.example"), "oidc: wrong_issuer"),
            (named(aud="another"), "jwt: wrong_audience"),
            (named(aud=[self.idp.client_id, "another"]), "oidc: untrusted_audience"),
            (named(exp=now - 60, iat=now - 180), "jwt: jwt_expired"),
            (named(exp=None), "jwt: missing_claim (exp)"),
            (named(iat=None), "jwt: missing_claim (iat)"),
            (named(iat=now + 90), "jwt: not_yet_valid"),
            (named(exp=now + 3600), "jwt: too_long_lived"),
            (named(nonce="n"), "oidc: unexpected_claim (nonce)"),
            (named(events=None), "oidc: missing_claim (events)"),
            (named(events={LOGOUT_EVENT: True}), "oidc: malformed_claim (events)"),
            (named(events={LOGOUT_EVENT + "/": {}}), "oidc: wrong_event"),
            (named(jti=None), "oidc: missing_claim (jti)"),
            (named(sub=None, sid=None), "oidc: missing_claim (sub)"),
            (named(sid=1), "oidc: malformed_claim (sid)"),
            (self.idp.id_token("n", "access"), "jwt: too_long_lived"),
            (self.short_id_token(), "oidc: unexpected_claim (nonce)"),
            ("no token", "jwt: malformed_jwt (segments)"),
        ]):
            self.refused(token, reason, {"ip": f"198.51.100.{number + 1}", "user_agent": "provider/1"})
        self.assertTrue(self.is_live(session))

    def test_a_logout_token_signs_nobody_in(self):
        self.idp.change_token = lambda _: self.idp.logout_token(sub="subject-1")
        self.assertEqual(code_of(self.sign_in()), (401, "provider_refused"))
        self.idp.change_token = lambda _: self.idp.logout_token(header={"typ": "JWT"}, sub="subject-1")
        self.assertEqual(code_of(self.sign_in()), (401, "provider_refused"))
        self.assertEqual(self.reasons(), ["jwt: wrong_type", "oidc: missing_claim (nonce)"])

    def test_strangers_write_ten_rows_and_hold_up_no_provider(self):
        session = self.session(sid="first")
        for _ in range(10):
            self.log_out("no token", ELSEWHERE)
        self.assertEqual(code_of(self.log_out("no token", ELSEWHERE)), (429, "locked_out"))
        self.assertEqual(len(self.rows("LOGIN_FAILED")), 10)
        self.assertEqual(self.sign_in(ELSEWHERE).status, 200)  # counted apart
        self.assertEqual(self.log_out(self.idp.logout_token(sid="first"), ELSEWHERE).status, 204)
        self.assertFalse(self.is_live(session))

    def test_bodies_are_read_strictly(self):
        for body, code in (({}, "invalid_field"), ({"logout_token": "x"}, "invalid_field"), ({"logout_token": 1, "client": CLIENT}, "invalid_field"),
                           ({"logout_token": "x" * 16385, "client": CLIENT}, "invalid_field"),
                           ({"logout_token": "x", "client": CLIENT, "sub": "x"}, "unknown_field")):
            self.assertEqual(code_of(internal(self.site.port, "auth/oidc/google/backchannel-logout", body)), (400, code))
        self.assertEqual(code_of(internal(self.site.port, "auth/oidc/apple/backchannel-logout", {"logout_token": "x", "client": CLIENT})),
                         (404, "not_found"))
        self.assertEqual(self.rows("LOGIN_FAILED"), [])

    def test_rows_and_log_hold_no_token_and_no_name_of_the_providers(self):
        self.session(sid="first-sid")
        self.log_out(self.idp.logout_token(sid="first-sid"))
        self.log_out(self.idp.logout_token(sid="first-sid", nonce="n"))
        text = "\n".join(row[0] for row in self.site.sql("SELECT row FROM common_audit_log")) + self.site.log.read_text()
        for secret in ("subject-1", "first-sid", "eyJ", EMAIL):
            self.assertNotIn(secret, text)


class Away(Providers):
    def test_keys_that_cannot_be_had_are_no_fault_of_the_token(self):
        token = self.idp.logout_token(sub="subject-1")
        self.idp.server.server_close()
        for _ in range(11):
            answer = internal(self.site.port, "auth/oidc/google/backchannel-logout", {"logout_token": token, "client": CLIENT})
            self.assertEqual(code_of(answer), (503, "provider_unavailable"))


if __name__ == "__main__":
    unittest.main()
