#!/usr/bin/env python3
"""POST /internal/v1/url/refusals on the real server: the row of a URL that the portal refused is the server's own row."""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from client import request  # noqa: E402
from organisations import Organisations  # noqa: E402
from people import code_of  # noqa: E402

PATH = "/internal/v1/url/refusals"
REFUSAL = {"service": "webhook-service", "code": "blocked_address", "detail": "10.0.0.0/8 private use, RFC 1918", "host": "10.1.2.3"}


class UrlRefusals(Organisations):
    def record(self, person, body=None, **headers):
        return person.ask("POST", PATH, REFUSAL if body is None else body, **headers)

    def refused(self):
        return self.rows("URL_REFUSED")

    def test_leaves_the_row_that_the_server_writes_for_its_own_marked_as_the_edges(self):
        body = {"url": "https://10.1.2.3/a?token=abc", "service": "webhook-service"}
        self.assertEqual(self.lender.ask("POST", "/v1/url/validate", body).json["code"], "blocked_address")
        self.assertEqual(self.record(self.lender, X_Correlation_Id="find-me").status, 204)
        own, edge = self.refused()
        self.assertEqual(edge["payload"], own["payload"] | {"judged_at": "edge"})
        same = ("acting_as_org_id", "actor", "action", "outcome", "resource")
        self.assertEqual([edge[name] for name in same], [own[name] for name in same])
        self.assertEqual((edge["actor"]["id"], edge["correlation_id"]), (self.lender.user, "find-me"))
        found = self.lender.ask("GET", "/v1/audit/events?action=URL_REFUSED").json["items"]
        self.assertEqual(len(found), 2)
        self.assertEqual(self.investor.ask("GET", "/v1/audit/events?action=URL_REFUSED").json["items"], [])

    def test_stands_in_the_chain_of_whom_the_person_acts_for(self):
        self.assertEqual(code_of(self.record(self.investor, X_Acting_As_Org=self.lender.org)), (403, "no_live_grant"))
        self.assertEqual(self.grant("integration.manage").status, 201)
        self.assertEqual(self.record(self.investor, X_Acting_As_Org=self.lender.org).status, 204)
        self.assertEqual(self.record(self.root, X_Owner_Override=self.lender.org).status, 204)
        rows = self.refused()
        self.assertEqual([row["acting_as_org_id"] for row in rows], [self.lender.org, self.lender.org])
        self.assertEqual([row["actor"]["org_id"] for row in rows], [self.investor.org, self.root.org])
        self.assertEqual(len(self.rows("OWNER_OVERRIDE")), 1)

    def test_is_of_people_who_may_name_urls(self):
        nobody = self.add_person(self.lender.org, "nobody@lender.example")
        answer = self.record(nobody)
        self.assertEqual((code_of(answer), answer.json["capability"]), ((403, "capability_missing"), "integration.manage"))
        by_key = request(self.site.port, "POST", PATH, self.lender.key, REFUSAL)
        self.assertEqual(code_of(by_key), (403, "session_required"))
        self.assertEqual(code_of(request(self.site.port, "POST", PATH, None, REFUSAL)), (401, "missing_credentials"))
        self.assertEqual(self.record(self.lender).status, 204)  # rows are written in turn: the denial's is there, too
        self.assertEqual([row["actor"]["id"] for row in self.refused()], [self.lender.user])
        self.assertEqual([row["payload"]["what"] for row in self.rows("ACCESS_DENIED")], ["integration.manage"])

    def test_is_read_strictly(self):
        for change, code, pointer in (({"code": "too_ugly"}, "invalid_field", "/code"), ({"code": None}, "invalid_field", "/code"),
                                      ({"service": "nobody"}, "unknown_service", "/service"), ({"url": "https://a/"}, "unknown_field", "/url"),
                                      ({"host": ""}, "invalid_field", "/host"), ({"host": "a" * 254}, "invalid_field", "/host"),
                                      ({"host": 7}, "invalid_field", "/host"), ({"detail": "a" * 257}, "invalid_field", "/detail")):
            answer = self.record(self.lender, REFUSAL | change)
            self.assertEqual((code_of(answer), answer.json["pointer"]), ((400, code), pointer), change)
        self.assertEqual(self.refused(), [])

    def test_keeps_a_host_that_is_none_as_none_and_redacts(self):
        self.assertEqual(self.record(self.lender, {"service": "webhook-service", "code": "invalid_url", "host": None}).status, 204)
        self.assertEqual(self.record(self.lender, REFUSAL | {"detail": "of ada@lender.example"}).status, 204)
        none, redacted = self.refused()
        self.assertEqual(none["payload"], {"code": "invalid_url", "detail": "", "host": None, "judged_at": "edge", "service": "webhook-service"})
        self.assertNotIn("ada@", json.dumps(redacted))


if __name__ == "__main__":
    unittest.main()
