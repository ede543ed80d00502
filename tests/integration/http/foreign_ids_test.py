#!/usr/bin/env python3
"""Ids of another tenant's, at every route that takes one: indistinguishable from ids that nobody has."""

import http.client
import json
import statistics
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import people  # noqa: E402
from client import request  # noqa: E402
from installation import ulid  # noqa: E402
from organisations import Organisations  # noqa: E402


class ForeignIds(Organisations):
    """An id of another tenant's answers as one that nobody has: in the same bytes, and in the same time."""

    ROUNDS, TRIES = 200, 3
    LENDING = ("/v1/loans/", "/v1/locks/", "/v1/ratesheets/", "/v1/documents/", "/v1/provider/")
    BODIES = {"PUT /v1/orgs/{id}/members/{user}/roles": {"roles": ["AUDITOR"]}, "PUT /v1/orgs/{id}/state": {"state": "disabled"},
              "PUT /v1/orgs/{id}/capabilities": {"capabilities": ["org.admin"]}, "POST /v1/orgs/{id}/members": {"email": "x@y.example", "roles": ["AUDITOR"]}}

    def setUp(self):
        super().setUp()
        self.connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        self.addCleanup(self.connection.close)
        third = self.add_org("admin@third.example", "SUBSERVICER")
        key = self.investor.ask("GET", f"/v1/orgs/{self.investor.org}/api-keys").json["items"][0]["id"]
        grant = self.grant("loan.read", by=self.investor, to=third).json["id"]
        session = self.investor.ask("GET", "/v1/me/sessions").json["items"][0]["id"]
        self.assertEqual(self.investor.ask("PUT", "/v1/secrets/config/theirs", {"value": "x"}).status, 200)
        passkey = "pky_" + ulid()
        self.site.sql("INSERT INTO passkeys (id, org_id, user_id, credential_id, public_key, sign_count, name, created_at) VALUES (?, ?, ?, 'a', 'a', 0, '', 1)",
                      (passkey, self.investor.org, self.investor.user))
        self.theirs = {"org": self.investor.org, "key": key, "grant": grant, "user": self.investor.user, "session": session, "passkey": passkey, "name": "theirs"}
        self.nobodys = {"org": "org_" + ulid(), "key": "key_" + ulid(), "grant": "grant_" + ulid(), "user": "usr_" + ulid(), "session": "ses_" + ulid(),
                        "passkey": "pky_" + ulid(), "name": "absent"}

    def fill(self, path, ids):
        own = "org" if "/orgs/" in path else "passkey" if "/passkeys/" in path else "session"
        for name, value in {"id": ids[own], "key": ids["key"], "grant": ids["grant"], "user": ids["user"], "kind": "config", "name": ids["name"]}.items():
            path = path.replace("{" + name + "}", value)
        return path

    def pairs(self):
        """(method, route, another tenant's path, nobody's path)"""
        for path, methods in request(self.site.port, "GET", "/v1/openapi.json").json["paths"].items():
            if "{" not in path or "{provider}" in path or "oidc-accounts" in path:
                continue  # names of providers are no ids; an account's id is a digest, and looked for among one's own alone
            if path.startswith(self.LENDING):
                continue  # lending_test.py asks those, with what they need beside an id
            for method in map(str.upper, methods):
                if (method, path) == ("PUT", "/v1/secrets/{kind}/{name}"):
                    continue  # makes what is not there
                if "/secrets/" not in path:
                    yield method, path, self.fill(path, self.theirs), self.fill(path, self.nobodys)
                    if path.startswith("/v1/orgs/") and path.count("{") > 1:
                        own = {"org": self.lender.org}
                        yield method, path, self.fill(path, self.theirs | own), self.fill(path, self.nobodys | own)
                else:
                    yield method, path, self.fill(path, self.theirs), self.fill(path, self.nobodys)

    def ask(self, method, route, path):
        body = self.BODIES.get(f"{method} {route}", {}) if method in ("POST", "PUT") else None
        headers = self.lender.bearer.header | ({} if body is None else {"Content-Type": "application/json"})
        began = time.perf_counter()
        self.connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = self.connection.getresponse()
        text = answer.read()
        took = time.perf_counter() - began
        return took, (answer.status, {k: v for k, v in json.loads(text).items() if k != "correlation_id"}, len(text))

    def medians(self, method, route, *paths):
        times = [[] for _ in paths]
        for number in range(self.ROUNDS):
            for index in (0, 1) if number % 2 else (1, 0):  # whatever comes first warms nothing for the other
                times[index].append(self.ask(method, route, paths[index])[0])
        return [statistics.median(each) for each in times]

    def test_answer_as_those_that_nobody_has(self):
        asked = 0
        for method, route, theirs, nobodys in self.pairs():
            with self.subTest(f"{method} {route} {theirs}"):
                asked += 1
                (_, theirs_answer), (_, nobodys_answer) = self.ask(method, route, theirs), self.ask(method, route, nobodys)
                self.assertEqual(theirs_answer, nobodys_answer)
                self.assertEqual(theirs_answer[0], 403 if route.endswith("/state") else 404)
        self.assertGreater(asked, 20)

    def test_take_the_same_time(self):
        for method, route, theirs, nobodys in self.pairs():
            with self.subTest(f"{method} {route} {theirs}"):
                self.lender.bearer = people.access(self.site.port, self.lender.token)
                for _ in range(self.TRIES):
                    one, other = self.medians(method, route, theirs, nobodys)
                    apart = abs(one - other)
                    if apart <= max(0.2 * min(one, other), 100e-6):
                        break
                else:
                    self.fail(f"medians {one * 1e6:.0f} us and {other * 1e6:.0f} us")


if __name__ == "__main__":
    unittest.main()
