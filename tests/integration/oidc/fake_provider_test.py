#!/usr/bin/env python3
"""The client of OpenID providers against one that does as it is told: signing in, attacks, and a network that fails."""

import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
from dns_server import DnsServer  # noqa: E402
from fake_oidc_provider import Answer, FakeOidcProvider, SigningKey, compact  # noqa: E402
from oidc_runner import OidcRunner  # noqa: E402
from throwaway_tls import Authority  # noqa: E402

DISCOVERY = "/.well-known/openid-configuration"
REFUSED = "identity: provider_refused "
UNAVAILABLE = "identity: provider_unavailable "
TENANT = "2f1c9a3e-0000-4b5c-8d7e-112233445566"
OBJECT = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"
CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad"


class ProviderTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="ratestack-oidc-")
        cls.addClassCleanup(temporary.cleanup)
        cls.dir = Path(temporary.name)
        cls.authority = Authority(cls.dir)
        cls.context = cls.authority.server_context("127.0.0.1", "idp.example")

    def provider(self, **options):
        return self.enter(FakeOidcProvider(options.pop("context", self.context), self.dir, **options))

    def enter(self, manager):
        entered = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)
        return entered

    def runner(self, idp, env=None, **settings):
        standard = {
            "client_id": idp.client_id, "secret": idp.secret, "redirect_uri": "https://rates.example/auth", "issuer": idp.origin,
            "ca_file": str(self.authority.file), "hosts": ["127.0.0.1"], "ports": [idp.port], "networks": ["127.0.0.0/8"],
        }
        return self.enter(OidcRunner(self.dir, {**standard, **settings}, env))

    def refused(self, why, answer):
        self.assertEqual(answer.get("error"), REFUSED + f"({why})", answer)

    def unavailable(self, why, answer):
        self.assertEqual(answer.get("error"), UNAVAILABLE + f"({why})", answer)


class SigningIn(ProviderTest):
    def setUp(self):
        self.idp = self.provider()
        self.client = self.runner(self.idp)

    def sign_in(self, **extra):
        return self.client.sign_in(lambda url: self.idp.sign_in(url, **extra))

    def test_discovery_keys_and_exchange(self):
        for _ in range(2):
            self.assertEqual(self.sign_in(), {"issuer": self.idp.origin, "subject": "subject-1", "email": "ada@example.com",
                                              "email_verified": True, "name": "Ada Example"})
        self.assertEqual([request.path for request in self.idp.requests], [DISCOVERY, "/token", "/keys", "/token"])

    def test_the_secret_goes_where_the_provider_wants_it(self):
        self.sign_in()
        self.assertEqual(self.idp.asked("/token")[0].form["client_secret"], "the-secret")
        self.idp.metadata["token_endpoint_auth_methods_supported"] = ["client_secret_basic"]
        self.client.do("advance", seconds=86_400)
        self.idp.change_claims = lambda claims: claims | {"iat": claims["iat"] + 86_400, "exp": claims["exp"] + 86_400}
        self.assertEqual(self.sign_in()["subject"], "subject-1")
        self.assertNotIn("client_secret", self.idp.asked("/token")[1].form)

    def test_a_code_is_bound_to_its_verifier_and_good_once(self):
        mine, theirs = self.client.do("begin"), self.client.do("begin")
        stolen = self.idp.sign_in(theirs["urls"][0]).split("&")[0]
        injected = f"{stolen}&state={mine['transaction']['state']}"
        self.refused("oidc: token_refused (invalid_grant)",
                     self.client.do("complete", transaction=mine["transaction"], form=injected))
        form = self.idp.sign_in(theirs["urls"][0])
        self.assertIn("subject", self.client.do("complete", transaction=theirs["transaction"], form=form))
        self.refused("oidc: token_refused (invalid_grant)",
                     self.client.do("complete", transaction=theirs["transaction"], form=form))

    def test_an_answer_to_another_transaction(self):
        mine, theirs = self.client.do("begin"), self.client.do("begin")
        form = self.idp.sign_in(theirs["urls"][0])
        self.assertEqual(self.client.do("complete", transaction=mine["transaction"], form=form),
                         {"error": "identity: challenge_expired"})
        self.assertEqual(self.idp.asked("/token"), [])

    def test_mix_up(self):
        self.refused("oidc: wrong_response_issuer", self.sign_in(iss="https://evil.example"))
        self.assertEqual(self.idp.asked("/token"), [])
        self.assertIn("subject", self.sign_in(iss=self.idp.origin))

    def test_forged_claims(self):
        for change, why in [
            ({"iss": "https://evil.example"}, "oidc: wrong_issuer"), ({"aud": "client-2"}, "jwt: wrong_audience"),
            ({"aud": ["client-1", "client-2"]}, "oidc: untrusted_audience"), ({"azp": "client-2"}, "oidc: wrong_authorized_party"),
            ({"nonce": "another"}, "oidc: wrong_nonce"), ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "oidc: wrong_access_token_hash"),
            ({"exp": 1, "iat": 0}, "jwt: jwt_expired"), ({"sub": ""}, "oidc: malformed_claim (sub)"),
        ]:
            with self.subTest(change):
                self.idp.change_claims = lambda claims, change=change: claims | change
                self.refused(why, self.sign_in())

    def test_forged_signatures(self):
        def without_signature(token):
            return token[:token.rindex(".") + 1]

        def with_header(**header):
            return lambda token: f"{compact(header)}.{token.split('.', 1)[1]}"

        kid = self.idp.signer.kid
        for change, why in [
            (lambda token: token[:-8] + "AAAAAAAA", "jwt: bad_signature"), (without_signature, "jwt: bad_signature"),
            (with_header(alg="none", kid=kid), "jwt: algorithm_not_allowed"),
            (with_header(alg="HS256", kid=kid), "jwt: algorithm_not_allowed"),
            (with_header(alg="ES256", kid=kid), "jwt: algorithm_not_allowed"),
            (with_header(alg="RS256"), "jwt: unknown_key"),
            (with_header(alg="RS256", kid=kid, jwk=self.idp.signer.jwk()), "jwt: bad_signature"),
            (with_header(alg="RS256", kid=kid, crit=["exp"]), "jwt: malformed_jwt (crit)"),
            (lambda token: "a" * 20_000, "oidc: malformed_token_answer (id_token)"),
        ]:
            with self.subTest(why):
                self.idp.change_token = change
                self.refused(why, self.sign_in())

    def test_keys_rotate(self):
        self.assertIn("subject", self.sign_in())
        self.idp.signer = SigningKey(self.dir, "rotated")
        self.idp.keys.append(self.idp.signer.jwk())
        self.assertIn("subject", self.sign_in())
        self.assertEqual(len(self.idp.asked("/keys")), 2)

    def test_an_unknown_key_is_asked_for_once_a_minute(self):
        self.assertIn("subject", self.sign_in())
        self.idp.signer = SigningKey(self.dir, "unpublished")
        for _ in range(3):
            self.refused("jwt: unknown_key", self.sign_in())
        self.assertEqual(len(self.idp.asked("/keys")), 2)
        self.client.do("advance", seconds=60)
        self.refused("jwt: unknown_key", self.sign_in())
        self.assertEqual(len(self.idp.asked("/keys")), 3)

    def test_keys_serve_on_while_the_provider_fails(self):
        self.assertIn("subject", self.sign_in())
        self.idp.answers["/keys"] = Answer(status=503)
        self.idp.change_claims = lambda claims: claims | {"iat": claims["iat"] + 7_200, "exp": claims["exp"] + 7_200}
        self.client.do("advance", seconds=7_200)
        self.assertIn("subject", self.sign_in())
        self.assertEqual(len(self.idp.asked("/keys")), 2)

    def test_many_at_once_ask_once(self):
        self.assertEqual(len(set(self.client.do("begin", count=8)["urls"])), 1)
        self.assertEqual(len(self.idp.asked(DISCOVERY)), 1)


class Providers(ProviderTest):
    def test_google_in_both_spellings(self):
        idp = self.provider()
        client = self.runner(idp, hosted_domain="example.com")
        idp.user["hd"] = "example.com"
        for issuer in (idp.origin, idp.origin.removeprefix("https://")):
            idp.issuer = issuer
            self.assertEqual(client.sign_in(idp.sign_in)["issuer"], idp.origin)
        idp.user["hd"] = "evil.example"
        self.refused("oidc: wrong_hosted_domain", client.sign_in(idp.sign_in))
        del idp.user["hd"]
        self.refused("oidc: wrong_hosted_domain", client.sign_in(idp.sign_in))

    def test_microsoft(self):
        idp = self.provider()
        template = idp.origin + "/{tenantid}/v2.0"
        idp.metadata["issuer"] = template
        idp.user = {"sub": "pairwise", "tid": TENANT, "oid": OBJECT, "email": "ada@example.com"}
        idp.issuer = template.replace("{tenantid}", TENANT)
        client = self.runner(idp, provider="microsoft", issuer=template)
        self.assertEqual(client.sign_in(idp.sign_in), {"issuer": idp.issuer, "subject": f"{TENANT}/{OBJECT}",
                                                       "email": "ada@example.com", "email_verified": False, "name": ""})
        self.assertEqual(len(idp.asked("/organizations/v2.0" + DISCOVERY)), 1)
        idp.user["tid"] = OBJECT
        self.refused("oidc: wrong_issuer", client.sign_in(idp.sign_in))
        idp.user["tid"], idp.issuer = CONSUMERS, template.replace("{tenantid}", CONSUMERS)
        self.refused("oidc: consumer_tenant", client.sign_in(idp.sign_in))
        idp.user["tid"], idp.issuer = "common", template.replace("{tenantid}", "common")
        self.refused("oidc: malformed_claim (tid)", client.sign_in(idp.sign_in))


class Network(ProviderTest):
    def test_a_slow_provider(self):
        idp = self.provider()
        release = threading.Event()
        self.addCleanup(release.set)
        idp.answers[DISCOVERY] = Answer(wait=release)
        client = self.runner(idp, total_ms=300)
        begun = time.monotonic()
        self.unavailable("http_call: timed_out", client.do("begin"))
        self.assertLess(time.monotonic() - begun, 3)
        self.unavailable("http_call: timed_out", client.do("begin"))  # at once, without a second question
        self.assertEqual(len(idp.asked(DISCOVERY)), 1)

    def test_an_oversized_answer(self):
        idp = self.provider()
        client = self.runner(idp)
        idp.answers[DISCOVERY] = Answer(body=b" " * (256 * 1024 + 1))
        self.refused("http_call: too_large", client.do("begin"))
        # Without a length it shows only while it is read.
        idp.answers["/big"] = Answer(body=b"x" * 1025, headers={"Content-Length": None})
        idp.answers["/fits"] = Answer(body=b"x" * 1024)
        self.assertEqual(client.do("call", url=idp.origin + "/fits"), {"status": 200, "size": 1024})
        self.assertIn("http_call: too_large", client.do("call", url=idp.origin + "/big")["error"])

    def test_a_redirect_is_not_followed(self):
        idp = self.provider()
        client = self.runner(idp)
        idp.answers[DISCOVERY] = Answer(status=302, headers={"Location": idp.origin + "/elsewhere"})
        self.refused("status 302", client.do("begin"))
        self.assertEqual([request.path for request in idp.requests], [DISCOVERY])

    def test_metadata_that_leads_inside(self):
        for url, why in [("https://169.254.169.254/latest/meta-data", "url: port_not_allowed"),
                         ("https://169.254.169.254:{port}/latest/meta-data", "url: metadata_endpoint"),
                         ("https://10.0.0.1:{port}/token", "url: blocked_address"),
                         ("https://[::1]:{port}/token", "url: blocked_address"),
                         ("https://127.0.0.2:{port}/token", "url: host_not_allowlisted"),
                         ("http://127.0.0.1:{port}/token", "oidc: insecure_endpoint (token_endpoint)")]:
            with self.subTest(url):
                idp = self.provider()
                idp.metadata["token_endpoint"] = url.format(port=idp.port)
                self.refused(why, self.runner(idp).sign_in(idp.sign_in))
                self.assertEqual(idp.asked("/token"), [])

    def test_keys_that_lie_inside(self):
        idp = self.provider()
        idp.metadata["jwks_uri"] = f"https://169.254.169.254:{idp.port}/keys"
        self.refused("url: metadata_endpoint", self.runner(idp).sign_in(idp.sign_in))

    def test_metadata_of_another_issuer(self):
        idp = self.provider()
        idp.metadata["issuer"] = "https://evil.example"
        self.refused("oidc: wrong_metadata_issuer", self.runner(idp).do("begin"))

    def test_certificates_are_checked(self):
        stranger = Authority(self.dir, "stranger")
        for context in (stranger.server_context("127.0.0.1"), self.authority.server_context("127.0.0.2")):
            idp = self.provider(context=context)
            self.unavailable("http_call: tls_failed", self.runner(idp).do("begin"))
            self.assertEqual(idp.requests, [])

    def test_plain_http_only_where_the_policy_says_so(self):
        idp = self.provider(context=None)
        self.refused("url: unsupported_scheme", self.runner(idp).do("begin"))
        self.assertIn("urls", self.runner(idp, schemes=["http"]).do("begin"))

    def test_nobody_listens(self):
        with FakeOidcProvider(self.context, self.dir) as idp:
            client = self.runner(idp)
        self.unavailable("http_call: connect_failed", client.do("begin"))

    def test_the_environments_proxies_are_not_asked(self):
        idp, proxy = self.provider(), self.provider(context=None)
        env = {name: proxy.origin for name in ("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy")}
        self.assertIn("urls", self.runner(idp, env=env).do("begin"))
        self.assertEqual(proxy.requests, [])

    def test_a_name_is_dialled_at_the_addresses_that_were_judged(self):
        zone = {"idp.example": {"A": ["127.0.0.1"]}, "mixed.example": {"A": ["127.0.0.1", "10.0.0.1"]}}
        dns = self.enter(DnsServer(zone))
        idp = self.provider(host="idp.example")
        client = self.runner(idp, hosts=["*.example"], dns_servers=dns.address)
        self.assertIn("subject", client.sign_in(idp.sign_in))  # a name that no other resolver knows
        self.assertEqual(client.do("call", url=f"https://mixed.example:{idp.port}/")["error"][:20], "url: blocked_address")
        zone["idp.example"]["A"] = ["10.0.0.1"]
        self.assertEqual(client.do("call", url=idp.origin + "/")["error"][:20], "url: blocked_address")


if __name__ == "__main__":
    unittest.main(verbosity=2)
