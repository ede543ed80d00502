"""`ratestack url check`: the verdict in words, in JSON and as an exit code, against a DNS server that says what it is told."""

import json
import sys
import unittest
from pathlib import Path

from command import BROKEN, OK, UNUSABLE, CommandTest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
from dns_server import DnsServer  # noqa: E402

ZONE = {
    "good.example": {"A": ["93.184.216.34"], "AAAA": ["2606:2800:220:1::1"]},
    "v4.example": {"A": ["93.184.216.34", "93.184.216.35"]},
    "mixed.example": {"A": ["93.184.216.34", "10.0.0.1"]},
    "six.example": {"A": ["93.184.216.34"], "AAAA": ["::1"]},
    "metadata.example": {"A": ["10.0.0.1", "169.254.169.254"]},
    "mapped.example": {"AAAA": ["::ffff:7f00:1"]},
    "alias.example": {"CNAME": "alias2.example"},
    "alias2.example": {"CNAME": "mixed.example"},
    "good-alias.example": {"CNAME": "good.example"},
    "dangling.example": {"CNAME": "nowhere.example"},
    "empty.example": {},
    "broken.example": {"rcode": 2},
    "silent.example": {"silent": True},
    "long.example": {"A": [f"93.184.216.{n}" for n in range(40)], "truncated": True},
    "longest.example": {"A": [f"93.184.216.{n}" for n in range(65)], "truncated": True},
}


class UrlCheck(CommandTest):
    def setUp(self):
        super().setUp()
        self.dns = DnsServer(ZONE)
        self.dns.__enter__()
        self.addCleanup(self.dns.__exit__)
        self.env |= {"RATESTACK_DNS_SERVERS": self.dns.address, "RATESTACK_DNS_TIMEOUT_MS": "5000"}

    def check(self, code, url, *more, service="webhook-service", **options):
        return self.expect(code, "url", "check", url, "--service", service, *more, **options)[0]

    def verdict(self, code, url, *more, **options):
        return json.loads(self.check(code, url, "--json", *more, **options))

    def refusal(self, name):
        verdict = self.verdict(BROKEN, f"https://{name}/")
        return verdict["code"], verdict["detail"]

    def test_says_where_an_allowed_url_leads(self):
        self.assertEqual(self.check(OK, "HTTPS://Good.example:443/x"),
                         "allowed: https://good.example/x at 93.184.216.34 2606:2800:220:1::1 port 443\n")
        verdict = self.verdict(OK, "https://good-alias.example/")
        self.assertEqual(sorted(verdict.pop("addresses")), ["2606:2800:220:1::1", "93.184.216.34"])
        self.assertEqual(verdict, {"allowed": True, "canonical_url": "https://good-alias.example/", "host": "good-alias.example",
                                   "port": 443})

    def test_asks_for_both_families(self):
        self.verdict(OK, "https://v4.example/")
        self.assertEqual({kind for name, kind, _ in self.dns.asked if name == "v4.example"}, {1, 28})

    def test_one_bad_answer_refuses_the_host_wherever_it_comes_from(self):
        self.assertEqual(self.refusal("mixed.example"), ("blocked_address", "10.0.0.0/8 private use, RFC 1918"))
        self.assertEqual(self.refusal("six.example"), ("blocked_address", "::1/128 loopback, RFC 4291"))
        self.assertEqual(self.refusal("alias.example"), ("blocked_address", "10.0.0.0/8 private use, RFC 1918"))
        self.assertEqual(self.refusal("mapped.example")[0], "blocked_address")
        self.assertEqual(self.refusal("metadata.example")[0], "metadata_endpoint")

    def test_names_the_failures_of_dns(self):
        self.assertEqual(self.refusal("nowhere.example"), ("dns_failure", "no such name"))
        self.assertEqual(self.refusal("dangling.example"), ("dns_failure", "no such name"))
        self.assertEqual(self.refusal("empty.example"), ("dns_failure", "the name has no address"))
        self.assertEqual(self.refusal("broken.example")[0], "dns_failure")
        self.assertEqual(self.refusal("longest.example")[0], "dns_failure")

    def test_a_silent_server_costs_no_more_than_the_deadline(self):
        out = self.check(BROKEN, "https://silent.example/", "--dns-timeout-ms", "200")
        self.assertEqual(out, "refused, dns_failure: DNS gave no address (DNS did not answer in time)\n")

    def test_a_truncated_answer_is_asked_for_again_over_tcp(self):
        self.assertEqual(len(self.verdict(OK, "https://long.example/")["addresses"]), 40)
        self.assertIn(("long.example", 1, "tcp"), self.dns.asked)

    def test_does_not_ask_dns_about_what_is_refused_without_it(self):
        self.assertEqual(self.check(BROKEN, "https://127.0.0.1/"),
                         "refused, blocked_address: the host is not public (127.0.0.0/8 loopback, RFC 1122 section 3.2.1.3)\n")
        for url in ("https://localhost/", "http://good.example/", "https://u@good.example/", "https://good.example:8443/",
                    "https:\\\\good.example/", "https://169.254.169.254/latest", "nonsense"):
            self.check(BROKEN, url)
        self.assertEqual(self.dns.asked, [])

    def test_without_dns_it_says_what_can_be_said(self):
        self.assertIn("only DNS can tell", self.check(UNUSABLE, "https://mixed.example/", "--no-dns"))
        self.assertEqual(self.verdict(UNUSABLE, "https://mixed.example/", "--no-dns"),
                         {"needs_dns": True, "canonical_url": "https://mixed.example/", "host": "mixed.example", "port": 443})
        self.check(OK, "https://93.184.216.34/", "--no-dns")
        self.check(BROKEN, "https://10.0.0.1/", "--no-dns")
        self.assertEqual(self.dns.asked, [])

    def test_follows_the_operators_policies(self):
        (self.dir / "r.toml").write_text('[services.feed]\nhosts = ["*.example"]\nnetworks = ["10.0.0.0/8", "169.254.0.0/16"]\n')
        options = {"service": "feed", "env": {"RATESTACK_CONFIG": "r.toml"}}
        self.assertEqual(sorted(self.verdict(OK, "https://mixed.example/", **options)["addresses"]), ["10.0.0.1", "93.184.216.34"])
        self.assertEqual(self.verdict(BROKEN, "https://metadata.example/", **options)["code"], "metadata_endpoint")
        self.assertEqual(self.verdict(BROKEN, "https://good.test/", **options)["code"], "host_not_allowlisted")

    def test_names_the_services_there_are(self):
        err = self.refused(UNUSABLE, "url", "check", "https://good.example/", "--service", "nobody")
        self.assertIn("scraper-service, webhook-service, email-service, identity-provider", err)

    def test_faulty_settings_are_named(self):
        (self.dir / "r.toml").write_text('[services.feed]\nhosts = ["a b"]\n')
        err = self.refused(UNUSABLE, "url", "check", "https://a.example/", "--service", "feed", "--config", "r.toml")
        self.assertIn("r.toml:2: services.feed: invalid_host (hosts entry 1)", err)
        self.assertIn("RATESTACK_DNS_SERVERS", self.refused(UNUSABLE, "url", "check", "https://a.example/", "--service", "feed",
                                                            "--dns-servers", "nowhere"))

    def test_config_check_explains_the_policies(self):
        (self.dir / "r.toml").write_text('[services.feed]\nhosts = ["*.example"]\n')
        out, _ = self.expect(OK, "config", "check", "--file", "r.toml")
        lines = {line.split()[0]: line for line in out.splitlines()}
        self.assertRegex(lines["services.feed"], r"schemes https; ports 443; hosts \*\.example +file$")
        self.assertRegex(lines["services.webhook-service"], r"schemes https; ports 443; hosts \* +default$")


if __name__ == "__main__":
    unittest.main()
