#!/usr/bin/env python3
"""Signing in through a provider on the real server, and linking accounts elsewhere; the provider does as it is told."""

import base64
import json
import subprocess
import sys
import unittest
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
import people  # noqa: E402
from client import request  # noqa: E402
from fake_oidc_provider import FakeOidcProvider, compact  # noqa: E402
from installation import Installation  # noqa: E402
from people import CLIENT, code_of, internal, password_sign_in, totp  # noqa: E402
from real_oidc_provider import RealOidcProvider  # noqa: E402
from throwaway_tls import Authority  # noqa: E402

EMAIL = "admin@lender.example"
ELSEWHERE = {"ip": "198.51.100.9", "user_agent": "tests/2"}


def part(text):
    return json.loads(base64.urlsafe_b64decode(text + "=="))


def openssl(*arguments):
    return subprocess.run(["openssl", *arguments], check=True, capture_output=True).stdout


class Providers(unittest.TestCase):
    """One server and one provider."""

    provider = "google"

    def setUp(self):
        self.site = Installation()
        self.addCleanup(self.site.close)
        self.site.data.mkdir(parents=True)
        self.authority = Authority(self.site.dir)
        self.idp = self.start_provider()
        self.idp.__enter__()
        self.addCleanup(self.idp.__exit__, None, None, None)
        config = self.site.dir / "ratestack.toml"
        config.write_text(f'[services.identity-provider]\nhosts = ["127.0.0.1"]\nports = ["{urlsplit(self.issuer()).port}"]\nnetworks = ["127.0.0.0/8"]\n')
        self.site.start(RATESTACK_CONFIG=str(config), RATESTACK_CA_FILE=str(self.authority.file), **self.settings())
        self.platform = people.bootstrap(self.site)
        self.org = people.create_org(self.site, EMAIL)
        self.token = self.password_session(EMAIL, self.org["password"])

    def start_provider(self):
        return FakeOidcProvider(self.authority.server_context("127.0.0.1"), self.site.dir)

    def issuer(self):
        return self.idp.origin

    def settings(self):
        return {"OIDC_GOOGLE_CLIENT_ID": self.idp.client_id, "OIDC_GOOGLE_CLIENT_SECRET": self.idp.secret, "OIDC_GOOGLE_ISSUER": self.issuer()}

    def answer_of(self, url, **extra):
        """What the browser carries back from the provider."""
        return self.idp.sign_in(url, **extra)

    def password_session(self, email, password):
        answer = password_sign_in(self.site.port, email, password)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json["session_token"]

    def me(self, method, path, body=None, token=None):
        return request(self.site.port, method, "/v1/me/" + path, people.access(self.site.port, token or self.token), body)

    def start(self, provider=None, **body):
        return internal(self.site.port, f"auth/oidc/{provider or self.provider}/start", body)

    def complete(self, transaction, form, client=None, **more):
        return internal(self.site.port, f"auth/oidc/{self.provider}/complete",
                        {"transaction": transaction, "form": form, "client": client or CLIENT} | more)

    def sign_in(self, client=None, **extra):
        begun = self.start().json
        return self.complete(begun["transaction"], self.answer_of(begun["authorization_url"], **extra), client=client)

    def link(self, token=None, **extra):
        begun = self.me("POST", f"oidc-accounts/{self.provider}/start", {"return_path": "/settings"}, token)
        self.assertEqual(begun.status, 200, begun.body)
        form = self.answer_of(begun.json["authorization_url"], **extra)
        return self.me("POST", f"oidc-accounts/{self.provider}/complete", {"transaction": begun.json["transaction"], "form": form}, token)

    def rows(self, action):
        found = self.site.sql("SELECT row FROM common_audit_log WHERE action = ? ORDER BY id", (action,))
        return [json.loads(row[0]) for row in found]

    def reasons(self):
        return [row["payload"]["reason"] for row in self.rows("LOGIN_FAILED")]


class SigningIn(Providers):
    def test_says_which_providers_there_are(self):
        answer = request(self.site.port, "GET", "/internal/v1/auth/oidc")
        self.assertEqual(answer.json, {"items": [{"provider": "google", "answers_by_post": False}]})
        self.assertEqual(code_of(self.start("apple")), (404, "not_found"))
        self.assertEqual(code_of(self.start("nobody")), (404, "not_found"))

    def test_links_and_signs_in(self):
        linked = self.link()
        self.assertEqual(linked.status, 200, linked.body)
        self.assertEqual((linked.json["provider"], linked.json["issuer"], linked.json["return_path"]), ("google", self.idp.origin, "/settings"))
        begun = self.start(return_path="/loans?page=2").json
        answer = self.complete(begun["transaction"], self.idp.sign_in(begun["authorization_url"]))
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.json["user"]["email"], EMAIL)
        self.assertEqual(answer.json["return_path"], "/loans?page=2")
        self.assertEqual(answer.json["session"]["methods"], ["google"])
        self.assertEqual(people.resolve(self.site.port, answer.json["session_token"]).status, 200)
        self.assertEqual([row["payload"]["provider"] for row in self.rows("OIDC_LINKED")], ["google"])
        self.assertEqual(self.rows("LOGIN_SUCCEEDED")[-1]["payload"], {"acr": "aal1", "methods": "google"})

    def test_asks_for_the_second_factor_that_is_enrolled(self):
        secret = self.me("POST", "totp").json["secret"]
        self.assertEqual(self.me("POST", "totp/confirm", {"code": totp(secret)}).status, 200)
        self.link()
        needed = self.sign_in()
        self.assertEqual((needed.status, needed.json["methods"], needed.json["return_path"]), (202, ["totp", "recovery_code"], "/"))
        self.site.sql("UPDATE totp_factors SET last_step = 0")  # the code of this very half minute is spent
        answer = internal(self.site.port, "auth/second-factor", {"challenge": needed.json["challenge"], "method": "totp",
                                                                 "code": totp(secret), "client": CLIENT})
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual((answer.json["session"]["acr"], answer.json["session"]["methods"]), ("aal2", ["totp", "google"]))
        self.upstream_token_is_sealed(answer.json["session"]["id"])

    def test_keeps_the_providers_token_sealed_and_as_long_as_the_session(self):
        self.link()
        answer = self.sign_in().json
        self.upstream_token_is_sealed(answer["session"]["id"])
        internal(self.site.port, "sessions/revoke", {"session_token": answer["session_token"]})
        self.assertEqual(self.site.sql("SELECT count(*) FROM upstream_tokens"), [(0,)])

    def upstream_token_is_sealed(self, session):
        (token,), = self.site.sql("SELECT token FROM upstream_tokens WHERE id = ?", (session,))
        self.assertTrue(token.startswith("rs1."), token)
        for file in self.site.data.glob("ratestack.db*"):
            self.assertNotIn(compact({"alg": "RS256"})[:12].encode(), file.read_bytes())

    def test_unknown_account_signs_nobody_in_whatever_address_it_has(self):
        self.idp.user["email"] = EMAIL
        self.assertEqual(code_of(self.sign_in()), (401, "account_not_linked"))
        self.assertEqual(self.reasons(), ["account_not_linked"])

    def test_disabled_user_stays_out(self):
        self.link()
        self.site.sql("UPDATE users SET disabled_at = 1 WHERE email = ?", (EMAIL,))
        self.assertEqual(code_of(self.sign_in()), (401, "invalid_credentials"))
        self.assertEqual(self.reasons(), ["disabled"])

    def test_people_of_a_disabled_organisation_stay_out(self):
        self.link()
        people.command(self.site, "orgs", "disable", self.org["org_id"])
        self.assertEqual(code_of(self.sign_in()), (401, "invalid_credentials"))
        self.assertEqual(self.reasons(), ["org_disabled"])

    def test_no_is_no_try(self):
        for _ in range(12):
            begun = self.start().json
            state = self.idp.sign_in(begun["authorization_url"]).partition("state=")[2]
            self.assertEqual(code_of(self.complete(begun["transaction"], f"error=access_denied&state={state}")), (401, "declined"))
        self.assertEqual(self.reasons(), ["declined"] * 12)

    def test_rows_and_log_hold_no_token_and_no_address(self):
        self.link()
        answer = self.sign_in()
        self.sign_in(state="x" * 43)
        text = "\n".join(row[0] for row in self.site.sql("SELECT row FROM common_audit_log")) + self.site.log.read_text()
        for secret in ("ada@example.com", "subject-1", answer.json["session_token"], self.idp.secret, "eyJ"):
            self.assertNotIn(secret, text)


class Attacks(Providers):
    def test_an_answer_is_good_once(self):
        self.link()
        begun = self.start().json
        form = self.idp.sign_in(begun["authorization_url"])
        self.assertEqual(self.complete(begun["transaction"], form).status, 200)
        self.assertEqual(code_of(self.complete(begun["transaction"], form)), (401, "challenge_expired"))
        self.assertEqual(len(self.idp.asked("/token")), 2)  # linking, and the first answer

    def test_an_answer_belongs_to_the_browser_that_asked(self):
        self.link()
        ours, theirs = self.start().json, self.start().json
        stolen = self.idp.sign_in(theirs["authorization_url"])
        self.assertEqual(code_of(self.complete(ours["transaction"], stolen)), (401, "challenge_expired"))
        # Whose transaction was tried with a stranger's answer still has it.
        self.assertEqual(self.complete(ours["transaction"], self.idp.sign_in(ours["authorization_url"])).status, 200)

    def test_transactions_are_ours_and_for_their_purpose(self):
        begun = self.start().json
        form = self.idp.sign_in(begun["authorization_url"])
        forged = begun["transaction"][:-2] + ("AA" if begun["transaction"][-2:] != "AA" else "BB")
        self.assertEqual(code_of(self.complete(forged, form)), (401, "challenge_expired"))
        linking = self.me("POST", "oidc-accounts/google/start", {}).json
        form = self.idp.sign_in(linking["authorization_url"])
        self.assertEqual(code_of(self.complete(linking["transaction"], form)), (401, "challenge_expired"))
        self.assertEqual(code_of(self.me("POST", "oidc-accounts/google/complete", {"transaction": begun["transaction"], "form": self.idp.sign_in(
            begun["authorization_url"])})), (401, "challenge_expired"))
        self.assertEqual(self.rows("OIDC_LINKED"), [])

    def test_one_links_to_oneself_alone(self):
        other = people.create_org(self.site, "other@lender.example")
        theirs = self.password_session("other@lender.example", other["password"])
        begun = self.me("POST", "oidc-accounts/google/start", {}).json
        answer = {"transaction": begun["transaction"], "form": self.idp.sign_in(begun["authorization_url"])}
        self.assertEqual(code_of(self.me("POST", "oidc-accounts/google/complete", answer, theirs)), (401, "challenge_expired"))
        self.assertEqual(self.me("POST", "oidc-accounts/google/complete", answer).status, 200)
        self.assertEqual(code_of(self.link(theirs)), (409, "account_linked"))
        self.assertEqual(self.link().status, 200)  # again: nothing changes
        self.assertEqual(len(self.rows("OIDC_LINKED")), 1)

    def test_linking_and_unlinking_ask_for_a_recent_proof(self):
        linked = self.link().json["id"]
        self.site.sql("UPDATE sessions SET authenticated_at = authenticated_at - 16 * 60 * 1000000")
        self.assertEqual(code_of(self.me("POST", "oidc-accounts/google/start", {})), (403, "step_up_required"))
        self.assertEqual(code_of(self.me("DELETE", "oidc-accounts/" + linked)), (403, "step_up_required"))

    def test_unlinked_account_signs_in_no_more(self):
        linked = self.link().json["id"]
        listed = self.me("GET", "oidc-accounts").json["items"]
        self.assertEqual([(item["id"], item["provider"]) for item in listed], [(linked, "google")])
        other = people.create_org(self.site, "other@lender.example")
        theirs = self.password_session("other@lender.example", other["password"])
        self.assertEqual(code_of(self.me("DELETE", "oidc-accounts/" + linked, token=theirs)), (404, "not_found"))
        self.assertEqual(self.me("DELETE", "oidc-accounts/" + linked).status, 204)
        self.assertEqual(code_of(self.me("DELETE", "oidc-accounts/" + linked)), (404, "not_found"))
        self.assertEqual(code_of(self.sign_in()), (401, "account_not_linked"))
        self.assertEqual(len(self.rows("OIDC_UNLINKED")), 1)

    def test_forged_tokens_are_refused_recorded_and_counted(self):
        self.link()
        attacks = {
            "oidc: wrong_nonce": lambda claims: claims | {"nonce": "another"},
            "jwt: wrong_audience": lambda claims: claims | {"aud": "another"},
            "oidc: wrong_issuer": lambda claims: claims | {"iss": "https://accounts.example"},
            "jwt: jwt_expired": lambda claims: claims | {"iat": claims["iat"] - 7200, "exp": claims["exp"] - 7200},
        }
        for change in attacks.values():
            self.idp.change_claims = change
            self.assertEqual(code_of(self.sign_in(ELSEWHERE)), (401, "provider_refused"))
        self.assertEqual([reason.split(" (")[0] for reason in self.reasons()], list(attacks))
        for _ in range(10 - len(attacks)):
            self.sign_in(ELSEWHERE)
        self.assertEqual(code_of(self.sign_in(ELSEWHERE)), (429, "locked_out"))
        self.idp.change_claims = lambda claims: claims
        self.assertEqual(code_of(self.sign_in(ELSEWHERE)), (429, "locked_out"))
        self.assertEqual(self.sign_in().status, 200)  # another network

    def test_a_provider_that_is_away_is_said_to_be(self):
        self.link()
        begun = self.start().json
        form = self.idp.sign_in(begun["authorization_url"])
        self.idp.server.server_close()
        self.assertEqual(code_of(self.complete(begun["transaction"], form)), (503, "provider_unavailable"))

    def test_bodies_are_read_strictly(self):
        self.assertEqual(code_of(self.start(return_path="https://evil.example/")), (400, "invalid_field"))
        self.assertEqual(code_of(self.start(return_path="//evil.example")), (400, "invalid_field"))
        self.assertEqual(code_of(self.start(prompt="none")), (400, "unknown_field"))
        self.assertEqual(code_of(self.complete("", "x")), (400, "invalid_field"))
        begun = self.start().json
        self.assertEqual(code_of(self.complete(begun["transaction"], "code=a&code=b")), (401, "challenge_expired"))


class Apple(Providers):
    """Answers by a cross-site POST, and takes a JWT of the operator's key for a client secret."""

    provider = "apple"

    def start_provider(self):
        key = self.site.dir / "apple.pem"
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key)
        self.key, self.secrets = key, []
        provider = super().start_provider()
        provider.is_client = self.is_client
        return provider

    def settings(self):
        return {"OIDC_APPLE_CLIENT_ID": self.idp.client_id, "OIDC_APPLE_TEAM_ID": "TEAM123456", "OIDC_APPLE_KEY_ID": "KEY1234567",
                "OIDC_APPLE_PRIVATE_KEY_FILE": str(self.key), "OIDC_APPLE_ISSUER": self.issuer()}

    def is_client(self, asked):
        self.secrets.append(asked.form["client_secret"])
        return True

    def test_signs_in_by_a_secret_that_is_signed_for_five_minutes(self):
        self.assertEqual(request(self.site.port, "GET", "/internal/v1/auth/oidc").json,
                         {"items": [{"provider": "apple", "answers_by_post": True}]})
        self.idp.user["email_verified"] = "true"  # as Apple writes it, too
        self.assertEqual(self.link().status, 200)
        begun = self.start().json
        self.assertIn("response_mode=form_post", begun["authorization_url"])
        answer = self.complete(begun["transaction"], self.answer_of(begun["authorization_url"], user='{"name":{"firstName":"Ada"}}'))
        self.assertEqual((answer.status, answer.json["session"]["methods"]), (200, ["apple"]))
        first, second = self.secrets
        self.assertNotEqual(first, second)
        header, claims, signature = second.split(".")
        self.assertEqual((part(header)["alg"], part(header)["kid"]), ("ES256", "KEY1234567"))
        told = part(claims)
        self.assertEqual((told["iss"], told["sub"], told["aud"], told["exp"] - told["iat"]), ("TEAM123456", self.idp.client_id, self.issuer(), 300))
        self.assertTrue(self.is_signed(f"{header}.{claims}", signature))

    def is_signed(self, text, signature):
        raw = base64.urlsafe_b64decode(signature + "==")
        self.assertEqual(len(raw), 64)  # r and s, not DER
        number = lambda digits: b"\x02" + bytes([len(digits)]) + digits  # noqa: E731
        r, s = (int.from_bytes(half, "big") for half in (raw[:32], raw[32:]))
        body = b"".join(number(value.to_bytes(value.bit_length() // 8 + 1, "big")) for value in (r, s))
        (self.site.dir / "signature").write_bytes(b"\x30" + bytes([len(body)]) + body)
        (self.site.dir / "text").write_text(text)
        openssl("pkey", "-in", self.key, "-pubout", "-out", self.site.dir / "public.pem")
        said = openssl("dgst", "-sha256", "-verify", self.site.dir / "public.pem", "-signature", self.site.dir / "signature", self.site.dir / "text")
        return b"Verified OK" in said

    def test_the_key_stays_where_it_was(self):
        self.link()
        key = b"".join(self.key.read_bytes().splitlines()[1:2])
        for file in [*self.site.data.rglob("*"), self.site.log]:
            if file.is_file():
                self.assertNotIn(key, file.read_bytes(), file)


@unittest.skipIf(RealOidcProvider.missing(), RealOidcProvider.missing() or "")
class RealProvider(Providers):
    """npm's oidc-provider, through its login and consent pages."""

    def start_provider(self):
        return RealOidcProvider(self.site.dir, self.authority, {"client_id": "client-1", "client_secret": "the-secret",
                                                                "redirect_uris": ["http://localhost:8787/auth/google/callback"]})

    def issuer(self):
        return self.idp.issuer

    def settings(self):
        return {"OIDC_GOOGLE_CLIENT_ID": "client-1", "OIDC_GOOGLE_CLIENT_SECRET": "the-secret", "OIDC_GOOGLE_ISSUER": self.issuer()}

    def answer_of(self, url, login="ada"):
        return self.idp.sign_in(url, login).form

    def test_links_and_signs_in(self):
        linked = self.link(login="ada")
        self.assertEqual(linked.status, 200, linked.body)
        answer = self.sign_in(login="ada")
        self.assertEqual((answer.status, answer.json["user"]["email"]), (200, EMAIL))
        self.assertEqual(code_of(self.sign_in(login="grace")), (401, "account_not_linked"))


class Settings(unittest.TestCase):
    """What a server says of settings that cannot work; `config check` says the same."""

    def check(self, **settings):
        site = Installation()
        self.addCleanup(site.close)
        try:
            site.launch(**settings)
            site.server.wait(20)
        finally:
            if site.server.poll() is None:
                site.server.kill()
        return site.log.read_text()

    def test_names_each_setting_that_is_wrong(self):
        said = self.check(OIDC_GOOGLE_CLIENT_ID="g", OIDC_MICROSOFT_CLIENT_ID="m", OIDC_MICROSOFT_CLIENT_SECRET="s",
                          OIDC_MICROSOFT_TENANTS="9188040d-6c67-4c5b-b112-36a304b66dad", OIDC_APPLE_CLIENT_ID="a",
                          OIDC_APPLE_TEAM_ID="t", OIDC_APPLE_KEY_ID="k", OIDC_APPLE_PRIVATE_KEY="no key, but a secret")
        for fault in ("OIDC_GOOGLE_CLIENT_SECRET: is not set", "OIDC_MICROSOFT_TENANTS: must be", "OIDC_APPLE_PRIVATE_KEY: is no P-256"):
            self.assertIn(fault, said)
        self.assertNotIn("but a secret", said)

    def test_refuses_what_would_be_ignored(self):
        said = self.check(OIDC_GOOGLE_HOSTED_DOMAIN="lender.example", OIDC_APPLE_PRIVATE_KEY="x")
        for name in ("OIDC_GOOGLE_HOSTED_DOMAIN: is set without", "OIDC_APPLE_PRIVATE_KEY: is set without"):
            self.assertIn(name, said)


if __name__ == "__main__":
    unittest.main()
