#!/usr/bin/env python3
"""The client of OpenID providers against a real one, npm's oidc-provider, through its login and consent pages."""

import sys
import tempfile
import unittest
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
from oidc_runner import OidcRunner  # noqa: E402
from real_oidc_provider import RealOidcProvider  # noqa: E402
from throwaway_tls import Authority  # noqa: E402

REDIRECT = "https://rates.example/auth"


@unittest.skipIf(RealOidcProvider.missing(), RealOidcProvider.missing() or "")
class RealProvider(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="ratestack-oidc-")
        cls.addClassCleanup(temporary.cleanup)
        cls.dir = Path(temporary.name)
        cls.authority = Authority(cls.dir)

    def enter(self, manager):
        entered = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)
        return entered

    def start(self, client=None, more=None, **settings):
        """(provider, client that knows it)"""
        registered = {"client_id": "client-1", "client_secret": "the-secret", "redirect_uris": [REDIRECT], **(client or {})}
        idp = self.enter(RealOidcProvider(self.dir, self.authority, registered, **(more or {})))
        return idp, self.enter(OidcRunner(self.dir, {
            "client_id": "client-1", "secret": "the-secret", "redirect_uri": REDIRECT, "issuer": idp.issuer,
            "ca_file": str(self.authority.file), "hosts": ["127.0.0.1"], "networks": ["127.0.0.0/8"],
            "ports": [urlsplit(idp.issuer).port], **settings}))

    def test_signs_in(self):
        for algorithm in ("RS256", "ES256"):
            with self.subTest(algorithm):
                idp, client = self.start({"id_token_signed_response_alg": algorithm})
                for login in ("ada", "grace"):
                    self.assertEqual(client.sign_in(lambda url, login=login, idp=idp: idp.sign_in(url, login).form),
                                     {"issuer": idp.issuer, "subject": login, "email": "ada@example.com",
                                      "email_verified": True, "name": "Ada Example"})

    def test_signs_in_with_the_secret_in_the_header(self):
        secret = "s&cret+ %/:"  # which has to be encoded before it is joined and encoded (RFC 6749 section 2.3.1)
        idp, client = self.start({"client_secret": secret}, {"clientAuthMethods": ["client_secret_basic"]}, secret=secret)
        self.assertEqual(client.sign_in(lambda url: idp.sign_in(url).form)["subject"], "ada")

    def test_a_code_is_good_once(self):
        idp, client = self.start()
        begun = client.do("begin")
        form = idp.sign_in(begun["urls"][0]).form
        self.assertIn("iss=", form)  # RFC 9207, and its metadata promises it
        self.assertIn("subject", client.do("complete", transaction=begun["transaction"], form=form))
        self.assertEqual(client.do("complete", transaction=begun["transaction"], form=form),
                         {"error": "identity: provider_refused (oidc: token_refused (invalid_grant))"})
        without_issuer = "&".join(field for field in form.split("&") if not field.startswith("iss="))
        self.assertEqual(client.do("complete", transaction=begun["transaction"], form=without_issuer),
                         {"error": "identity: provider_refused (oidc: wrong_response_issuer)"})

    def test_the_answer_to_another_transaction(self):
        idp, client = self.start()
        mine, theirs = client.do("begin"), client.do("begin")
        form = idp.sign_in(theirs["urls"][0]).form
        self.assertEqual(client.do("complete", transaction=mine["transaction"], form=form), {"error": "identity: challenge_expired"})

    def test_form_post_comes_as_a_post(self):
        idp, client = self.start()
        begun = client.do("begin")
        callback = idp.sign_in(begun["urls"][0] + "&response_mode=form_post")
        self.assertEqual(callback.method, "POST")
        self.assertIn("subject", client.do("complete", transaction=begun["transaction"], form=callback.form))

    def test_a_wrong_secret(self):
        idp, client = self.start(secret="another")
        self.assertEqual(client.sign_in(lambda url: idp.sign_in(url).form),
                         {"error": "identity: provider_refused (oidc: token_refused (invalid_client))"})


if __name__ == "__main__":
    unittest.main(verbosity=2)
