#!/usr/bin/env python3
"""POST /v1/url/validate on the real server: verdicts, what a tenant may learn, and the trail that refusals leave."""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
from client import request  # noqa: E402
from dns_server import DnsServer  # noqa: E402
from installation import Installation  # noqa: E402

ZONE = {
    "good.example": {"A": ["93.184.216.34"]},
    "mixed.example": {"A": ["93.184.216.34", "10.0.0.1"]},
    "silent.example": {"silent": True},
}
PATH = "/v1/url/validate"
CAPABILITIES = "integration.manage audit.read"


class UrlValidate(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dns = DnsServer(ZONE)
        cls.dns.__enter__()
        cls.addClassCleanup(cls.dns.__exit__)
        cls.site = Installation().start(RATESTACK_DNS_SERVERS=cls.dns.address, RATESTACK_DNS_TIMEOUT_MS="300")
        cls.addClassCleanup(cls.site.close)
        cls.tenant = cls.site.add_key(cls.site.add_org("ORIGINATOR"), CAPABILITIES)
        cls.operator = cls.site.add_key(cls.site.add_org("PLATFORM"), CAPABILITIES + " platform.operate")

    def ask(self, url, key=None, service="webhook-service"):
        answer = request(self.site.port, "POST", PATH, key or self.tenant, {"url": url, "service": service})
        self.assertEqual(answer.status, 200, answer.body)
        return answer

    def refusals(self, key):
        answer = request(self.site.port, "GET", "/v1/audit/events?action=URL_REFUSED&limit=500", key)
        return answer.json["items"]

    def test_answers_with_the_canonical_url_and_the_addresses_that_were_judged(self):
        self.assertEqual(self.ask("https://GOOD.example:443/hook?x=1").json,
                         {"allowed": True, "canonical_url": "https://good.example/hook?x=1", "host": "good.example", "port": 443,
                          "addresses": ["93.184.216.34"]})
        self.assertEqual(self.ask("https://93.184.216.34/").json["addresses"], ["93.184.216.34"])

    def test_refusals_name_their_code(self):
        for url, code in (("https://mixed.example/", "blocked_address"), ("https://nowhere.example/", "dns_failure"),
                          ("https://silent.example/", "dns_failure"), ("https://169.254.169.254/", "metadata_endpoint"),
                          ("http://good.example/", "unsupported_scheme"), ("https://u:p@good.example/", "credentials_in_url"),
                          ("https://good.example:22/", "port_not_allowed"), ("https://a\\@good.example/", "ambiguous_url"),
                          ("https://", "invalid_url"), ("https://0x7f.1/", "blocked_address")):
            body = self.ask(url).json
            self.assertEqual((body["allowed"], body["code"]), (False, code), url)

    def test_a_tenant_learns_the_code_and_nothing_of_the_inside(self):
        answers = [self.ask(url) for url in ("https://mixed.example/", "https://10.1.2.3/", "https://nowhere.example/",
                                             "https://169.254.169.254/", "ftp://good.example/", "https://")]
        self.assertEqual(len({answer.json["detail"] for answer in answers}), 1)
        self.assertEqual(len({len(answer.body) for answer in answers}), 1)
        self.assertNotIn("10.0.0.0", answers[0].body.decode())

    def test_the_operator_is_told_why(self):
        self.assertEqual(self.ask("https://mixed.example/", self.operator).json["detail"], "10.0.0.0/8 private use, RFC 1918")

    def test_a_refusal_leaves_a_row_with_the_reason_and_the_host_alone(self):
        before = len(self.refusals(self.tenant))
        answer = request(self.site.port, "POST", PATH, self.tenant,
                         {"url": "https://user:hunter2@mixed.example/path?token=abc", "service": "webhook-service"},
                         {"X-Correlation-Id": "find-me"})
        self.assertEqual(answer.json["code"], "credentials_in_url")
        rows = self.refusals(self.tenant)
        self.assertEqual(len(rows), before + 1)
        row = rows[0]
        self.assertEqual((row["correlation_id"], row["outcome"]), ("find-me", "failure"))
        self.assertEqual(row["payload"], {"code": "credentials_in_url", "detail": "user name or password before the host",
                                          "host": "mixed.example", "service": "webhook-service"})
        self.assertEqual(row["acting_as_org_id"], self.tenant.org_id)
        self.assertNotIn("hunter2", json.dumps(row))

    def test_an_allowed_url_leaves_none(self):
        before = len(self.refusals(self.tenant))
        self.ask("https://good.example/")
        self.assertEqual(len(self.refusals(self.tenant)), before)

    def test_needs_integration_manage(self):
        reader = self.site.add_tenant()
        self.assertEqual(request(self.site.port, "POST", PATH, reader, {"url": "https://a/", "service": "x"}).status, 403)
        self.assertEqual(request(self.site.port, "POST", PATH, None, {"url": "https://a/", "service": "x"}).status, 401)

    def test_bodies_that_do_not_fit_are_refused_with_their_place(self):
        for body, status, code in (({"url": "https://good.example/", "service": "nobody"}, 400, "unknown_service"),
                                   ({"url": "https://good.example/"}, 400, "invalid_field"),
                                   ({"url": 1, "service": "webhook-service"}, 400, "invalid_field"),
                                   ({"url": "a", "service": "b", "more": 1}, 400, "unknown_field"),
                                   ([], 400, "invalid_field")):
            answer = request(self.site.port, "POST", PATH, self.tenant, body)
            self.assertEqual((answer.status, answer.json["code"]), (status, code), body)
        nobody = request(self.site.port, "POST", PATH, self.tenant, {"url": "https://a/", "service": "nobody"})
        self.assertEqual(nobody.json["pointer"], "/service")

    def test_a_url_of_any_length_gets_a_verdict(self):
        self.assertEqual(self.ask("https://good.example/" + "a" * 100_000).json["code"], "invalid_url")


class PolicyChanges(unittest.TestCase):
    def test_are_recorded_at_start_once_each(self):
        with Installation() as site:
            operator = site.add_key(site.add_org("PLATFORM"), CAPABILITIES + " platform.operate")
            config = site.dir / "r.toml"
            config.write_text('[services.feed]\nhosts = ["feed.example"]\n')
            for _ in range(2):
                site.stop()
                site.start(RATESTACK_CONFIG=str(config))
            site.stop()
            site.start()
            rows = request(site.port, "GET", "/v1/audit/events?action=SERVICE_POLICY_CHANGED", operator).json["items"]
            self.assertEqual(len(rows), 2, "the change and the way back")
            names = [[service["name"] for service in row["payload"]["services"]] for row in rows]
            self.assertEqual([("feed" in some) for some in names], [False, True])
            self.assertEqual(rows[0]["payload"]["previous_digest"], rows[1]["payload"]["digest"])


if __name__ == "__main__":
    unittest.main()
