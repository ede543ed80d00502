"""What tests of authorization work on: a platform and two tenants, and people who are signed in."""

import json
import subprocess
import unittest
from datetime import datetime, timedelta, timezone

import people
from client import request
from installation import Installation, binaries
from people import password_sign_in

PASSWORD = "gravel otter lamp by the sea"


def in_time(**span):
    return (datetime.now(timezone.utc) + timedelta(**span)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Person:
    """Somebody who is signed in: their bearer token is asked for anew each time, as the portal does it."""

    def __init__(self, site, email, password):
        self.site = site
        answer = password_sign_in(site.port, email, password)
        assert answer.status == 200, answer.body
        self.token, self.user, self.org = answer.json["session_token"], answer.json["user"]["id"], answer.json["user"]["org_id"]
        self.bearer = people.access(site.port, self.token)

    def ask(self, method, path, body=None, **headers):
        return request(self.site.port, method, path, self.bearer, body, headers={k.replace("_", "-"): v for k, v in headers.items()})


class Organisations(unittest.TestCase):
    """A platform and two tenants, each with its administrator signed in."""

    def setUp(self):
        self.site = Installation().start()
        self.addCleanup(self.site.close)
        made = people.bootstrap(self.site)
        self.root = Person(self.site, "root@platform.example", made["password"])
        self.root_key = people.Bearer(made["api_key"])
        self.lender = self.add_org("admin@lender.example", "ORIGINATOR")
        self.investor = self.add_org("admin@investor.example", "INVESTOR")

    def add_org(self, email, kind):
        made = people.create_org(self.site, email, kind)
        person = Person(self.site, email, made["password"])
        person.key = people.Bearer(made["api_key"])
        return person

    def add_person(self, org, email, *roles):
        command = [binaries() / "ratestack", "users", "create", "--email", email, "--org", org, "--password-stdin"]
        for role in roles:
            command += ["--role", role]
        subprocess.run(command, input=PASSWORD + "\n", env=self.site.environment(), check=True, text=True, capture_output=True)
        return Person(self.site, email, PASSWORD)

    def rows(self, action):
        found = self.site.sql("SELECT row FROM common_audit_log WHERE action = ? ORDER BY id", (action,))
        return [json.loads(row[0]) for row in found]

    def grant(self, *capabilities, by=None, to=None, **more):
        by, to = by or self.lender, to or self.investor
        body = {"grantee_org_id": to.org, "capabilities": list(capabilities), "expires_at": in_time(hours=1)} | more
        return by.ask("POST", f"/v1/orgs/{by.org}/delegations", body)
