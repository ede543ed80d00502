#!/usr/bin/env python3
"""Who may do what on the real server: roles, what an organisation has enabled, grants, the owner override, and every route
against callers who may not."""

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
from installation import Key, ulid  # noqa: E402
from organisations import PASSWORD, Organisations, Person, in_time  # noqa: E402
from people import code_of, password_sign_in  # noqa: E402


class Catalog(Organisations):
    def test_is_public_and_kept_by_its_tag(self):
        answer = request(self.site.port, "GET", "/v1/capabilities")
        self.assertEqual(answer.status, 200)
        self.assertEqual(len(answer.json["capabilities"]), 19)
        again = request(self.site.port, "GET", "/v1/capabilities", headers={"If-None-Match": answer.headers["etag"]})
        self.assertEqual(again.status, 304)

    def test_explains_each_decision(self):
        allowed = self.lender.ask("POST", "/v1/authz/check", {"capability": "audit.read"}).json
        self.assertEqual((allowed["allowed"], allowed["reason"]), (True, "by_role"))
        beyond = self.lender.ask("POST", "/v1/authz/check", {"capability": "lock.commit"}).json
        self.assertEqual((beyond["allowed"], beyond["reason"]), (False, "not_in_ceiling"))
        self.assertEqual(beyond["path"][-1]["check"], "ceiling")
        elsewhere = self.lender.ask("POST", "/v1/authz/check", {"capability": "audit.read", "org_id": self.investor.org}).json
        self.assertEqual((elsewhere["allowed"], elsewhere["reason"]), (False, "no_role"))
        by_key = request(self.site.port, "POST", "/v1/authz/check", self.lender.key, {"capability": "audit.read"}).json
        self.assertEqual(by_key["reason"], "by_key")


class Listing(Organisations):
    def test_a_tenant_knows_of_itself_the_platform_of_all(self):
        own = self.lender.ask("GET", "/v1/orgs").json
        self.assertEqual([item["id"] for item in own["items"]], [self.lender.org])
        first = self.root.ask("GET", "/v1/orgs?limit=2").json
        rest = self.root.ask("GET", f"/v1/orgs?limit=2&cursor={first['next_cursor']}").json
        self.assertEqual({item["id"] for item in first["items"] + rest["items"]}, {self.root.org, self.lender.org, self.investor.org})
        self.assertIsNone(rest["next_cursor"])


class Enabled(Organisations):
    def put(self, *capabilities):
        return self.lender.ask("PUT", f"/v1/orgs/{self.lender.org}/capabilities", {"capabilities": list(capabilities)})

    def test_shrinking_counts_from_the_next_request_on_and_for_keys_too(self):
        self.assertEqual(request(self.site.port, "GET", "/v1/audit/events", self.lender.key).status, 200)
        shrunk = self.put("org.admin", "loan.read")
        self.assertEqual(shrunk.status, 200, shrunk.body)
        self.assertEqual(shrunk.json["enabled"], ["loan.read", "org.admin"])
        self.assertEqual(shrunk.json["effective"], ["loan.read", "org.admin"])
        self.assertEqual(code_of(self.lender.ask("GET", "/v1/audit/events")), (403, "capability_missing"))
        self.assertEqual(code_of(request(self.site.port, "GET", "/v1/audit/events", self.lender.key)), (403, "capability_missing"))
        self.assertEqual(self.lender.ask("POST", "/v1/authz/check", {"capability": "audit.read"}).json["reason"], "not_enabled")
        self.assertEqual(self.put("org.admin", "loan.read", "audit.read").json["effective"], ["loan.read", "org.admin", "audit.read"])
        over = self.root.ask("PUT", f"/v1/orgs/{self.lender.org}/capabilities", {"capabilities": ["org.admin", "audit.read", "loan.write"]}, X_Owner_Override=self.lender.org)
        self.assertEqual(over.json["effective"], ["loan.write", "org.admin", "audit.read"])
        self.assertEqual(self.lender.ask("GET", "/v1/audit/events").status, 200)
        self.assertEqual(len(self.rows("ORG_CAPABILITIES_CHANGED")), 3)

    def test_grows_back_inside_the_ceiling_alone(self):
        beyond = self.put("org.admin", "platform.operate")
        self.assertEqual((code_of(beyond), beyond.json["capability"]), ((422, "beyond_org_type"), "platform.operate"))
        self.assertEqual(code_of(self.put("org.admin", "no.such")), (400, "invalid_field"))

    def test_the_platform_keeps_what_it_is_administered_with(self):
        path, everything = f"/v1/orgs/{self.root.org}/capabilities", set(self.root.ask("GET", f"/v1/orgs/{self.root.org}/capabilities").json["enabled"])
        for needed in ("org.admin", "platform.operate"):
            refused = self.root.ask("PUT", path, {"capabilities": sorted(everything - {needed})})
            self.assertEqual((code_of(refused), refused.json["capability"]), ((422, "platform_needs_capability"), needed))
        self.assertEqual(self.root.ask("PUT", path, {"capabilities": sorted(everything - {"loan.write"})}).status, 200)

    def test_a_disabled_organisation_may_nothing(self):
        self.site.sql("UPDATE orgs SET disabled_at = 1 WHERE id = ?", (self.lender.org,))
        self.assertEqual(code_of(self.lender.ask("GET", "/v1/audit/events")), (403, "capability_missing"))


class Roles(Organisations):
    def setUp(self):
        super().setUp()
        self.officer = self.add_person(self.lender.org, "officer@lender.example", "LOAN_OFFICER")

    def set_roles(self, by, person, *roles):
        return by.ask("PUT", f"/v1/orgs/{person.org}/members/{person.user}/roles", {"roles": list(roles)})

    def test_members_are_listed_and_given_roles(self):
        listed = self.lender.ask("GET", f"/v1/orgs/{self.lender.org}/members").json["items"]
        self.assertEqual({item["email"]: item["roles"] for item in listed},
                         {"admin@lender.example": ["ORG_ADMIN"], "officer@lender.example": ["LOAN_OFFICER"]})
        self.assertEqual(self.set_roles(self.lender, self.officer, "AUDITOR").json["roles"], ["AUDITOR"])
        self.assertEqual(self.officer.ask("GET", "/v1/audit/events").status, 200)

    def test_a_role_that_is_taken_away_beats_a_live_token(self):
        self.set_roles(self.lender, self.officer, "AUDITOR")
        bearer = self.officer.bearer
        self.assertEqual(request(self.site.port, "GET", "/v1/audit/events", bearer).status, 200)
        self.assertEqual(self.set_roles(self.lender, self.officer, "LOAN_OFFICER").status, 200)
        self.assertEqual(code_of(request(self.site.port, "GET", "/v1/audit/events", bearer)), (403, "capability_missing"))
        removed = self.lender.ask("DELETE", f"/v1/orgs/{self.lender.org}/members/{self.officer.user}")
        self.assertEqual(removed.status, 204)
        self.assertEqual(self.officer.ask("GET", "/v1/me").json["permissions"], [])

    def test_nobody_promotes_themselves(self):
        self.assertEqual(code_of(self.set_roles(self.officer, self.officer, "ORG_ADMIN")), (403, "capability_missing"))
        self.assertEqual(code_of(self.set_roles(self.lender, self.lender, "ORG_ADMIN", "AUDITOR")), (403, "own_roles"))
        self.assertEqual(code_of(self.set_roles(self.lender, self.officer, "SUPER_ADMIN")), (422, "role_not_in_org_type"))
        operator = self.add_person(self.root.org, "operator@platform.example", "PLATFORM_OPERATOR")
        self.assertEqual(code_of(self.set_roles(operator, operator, "SUPER_ADMIN")), (403, "capability_missing"))
        self.assertEqual(self.set_roles(self.root, operator, "SUPER_ADMIN").status, 200)

    def test_what_reaches_every_tenant_is_a_super_admins_to_give_and_to_take(self):
        admin = self.add_person(self.root.org, "admin@platform.example", "ORG_ADMIN", "PLATFORM_OPERATOR")
        auditor = self.add_person(self.root.org, "auditor@platform.example", "AUDITOR")
        self.assertEqual(code_of(self.set_roles(admin, auditor, "PLATFORM_OPERATOR")), (403, "super_admin_only"))
        self.assertEqual(self.set_roles(self.root, auditor, "PLATFORM_OPERATOR").status, 200)
        self.assertEqual(code_of(self.set_roles(admin, auditor, "AUDITOR")), (403, "super_admin_only"))
        self.assertEqual(code_of(admin.ask("DELETE", f"/v1/orgs/{self.root.org}/members/{auditor.user}")), (403, "super_admin_only"))
        self.assertEqual(self.set_roles(admin, auditor, "PLATFORM_OPERATOR", "AUDITOR").status, 200)
        self.assertEqual(self.set_roles(self.lender, self.officer, "LOAN_OFFICER", "LOCK_DESK").status, 200)

    def test_the_last_super_admin_stays_whoever_races(self):
        second = self.add_person(self.root.org, "second@platform.example", "SUPER_ADMIN")
        both, answers = threading.Barrier(2), []

        def remove(by, other):
            both.wait()
            answers.append(by.ask("DELETE", f"/v1/orgs/{by.org}/members/{other.user}"))

        threads = [threading.Thread(target=remove, args=pair) for pair in ((self.root, second), (second, self.root))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        left = self.site.sql("SELECT count(*) FROM org_members WHERE roles LIKE '%SUPER_ADMIN%'")
        self.assertEqual(left, [(1,)], [answer.body for answer in answers])
        self.assertEqual(sorted(answer.status for answer in answers)[0], 204)

    def test_keys_administer_no_people(self):
        answer = request(self.site.port, "PUT", f"/v1/orgs/{self.lender.org}/members/{self.officer.user}/roles", self.lender.key, {"roles": ["AUDITOR"]})
        self.assertEqual(code_of(answer), (403, "session_required"))

    def test_a_stranger_is_nobody(self):
        for person in (self.investor, self.root):
            self.assertEqual(code_of(self.lender.ask("PUT", f"/v1/orgs/{self.lender.org}/members/{person.user}/roles", {"roles": ["AUDITOR"]})), (404, "not_found"))
            added = self.lender.ask("POST", f"/v1/orgs/{self.lender.org}/members", {"email": "admin@investor.example", "roles": ["AUDITOR"]})
            self.assertEqual(code_of(added), (404, "not_found"))


class Keys(Organisations):
    def make(self, by, *capabilities, org=None):
        ask = by.ask if isinstance(by, Person) else lambda *call: request(self.site.port, call[0], call[1], by, call[2])
        return ask("POST", f"/v1/orgs/{org or self.lender.org}/api-keys", {"name": "feed", "capabilities": list(capabilities)})

    def test_can_do_what_their_organisation_may_and_has_enabled(self):
        self.assertEqual(self.make(self.lender, "loan.write", "provider.loan.import").status, 201)  # though no ORG_ADMIN has either
        beyond = self.make(self.lender, "lock.commit")
        self.assertEqual((code_of(beyond), beyond.json["capability"]), ((422, "beyond_org_type"), "lock.commit"))
        self.lender.ask("PUT", f"/v1/orgs/{self.lender.org}/capabilities", {"capabilities": ["org.admin", "loan.read"]})
        off = self.make(self.lender, "loan.read", "loan.write")
        self.assertEqual((code_of(off), off.json["capability"]), ((422, "not_enabled"), "loan.write"))
        self.assertEqual(self.make(self.lender, "loan.read").status, 201)

    def test_make_no_better_keys(self):
        made = self.make(self.lender, "org.admin", "loan.read").json
        weak = people.Bearer(made["api_key"])
        better = self.make(weak, "loan.read", "loan.write")
        self.assertEqual((code_of(better), better.json["capability"]), ((403, "beyond_maker"), "loan.write"))
        self.assertEqual(self.make(weak, "loan.read").status, 201)
        first = self.lender.ask("GET", f"/v1/orgs/{self.lender.org}/api-keys").json["items"][0]
        path = f"/v1/orgs/{self.lender.org}/api-keys/{{}}/rotate"
        self.assertEqual(code_of(request(self.site.port, "POST", path.format(first["id"]), weak, {})), (403, "beyond_maker"))
        self.assertEqual(request(self.site.port, "POST", path.format(made["id"]), weak, {}).status, 201)

    def test_of_the_platform_reach_tenants_only_where_their_maker_does(self):
        admin = self.add_person(self.root.org, "admin@platform.example", "ORG_ADMIN")
        refused = self.make(admin, "audit.read", "platform.operate", org=self.root.org)
        self.assertEqual((code_of(refused), refused.json["capability"]), ((403, "beyond_maker"), "platform.operate"))
        first = self.root.ask("GET", f"/v1/orgs/{self.root.org}/api-keys").json["items"][0]["id"]
        self.assertEqual(code_of(admin.ask("POST", f"/v1/orgs/{self.root.org}/api-keys/{first}/rotate", {})), (403, "beyond_maker"))
        self.assertEqual(self.make(self.root, "platform.operate", org=self.root.org).status, 201)


class Creating(Organisations):
    body = {"name": "Fund", "type": "INVESTOR", "admin_email": "Admin@Fund.example"}

    def test_makes_an_organisation_with_what_is_shown_once(self):
        made = self.root.ask("POST", "/v1/orgs", self.body)
        self.assertEqual(made.status, 201, made.body)
        self.assertEqual(made.headers["cache-control"], "no-store")
        org = made.json["org_id"]
        self.assertEqual((made.json["type"], made.json["name"]), ("INVESTOR", "Fund"))
        admin = Person(self.site, "admin@fund.example", made.json["password"])
        self.assertEqual((admin.user, admin.org), (made.json["admin_id"], org))
        self.assertEqual(admin.ask("GET", "/v1/me").json["org_roles"][0]["roles"], ["ORG_ADMIN"])
        self.assertEqual(request(self.site.port, "GET", "/v1/audit/events", people.Bearer(made.json["api_key"])).status, 200)
        rows = [row for row in self.rows("ORG_CREATED") + self.rows("USER_CREATED") + self.rows("API_KEY_CREATED") if row["acting_as_org_id"] == org]
        self.assertEqual(len(rows), 3)
        for row in rows:
            self.assertEqual((row["actor"]["type"], row["actor"]["id"], row["actor"]["org_id"]), ("user", self.root.user, self.root.org))
            self.assertEqual((row["request"]["uri"], row["correlation_id"]), ("/v1/orgs", made.headers["x-correlation-id"]))
        self.assertNotIn("fund.example", json.dumps(rows))

    def test_rows_of_the_command_line_name_the_account(self):
        actors = {(row["actor"]["type"], row["correlation_id"]) for row in self.rows("ORG_CREATED") if row["acting_as_org_id"] == self.lender.org}
        self.assertEqual(actors, {("system", "create-" + self.lender.org)})

    def test_refuses_a_taken_address_a_second_platform_and_nonsense(self):
        self.assertEqual(code_of(self.root.ask("POST", "/v1/orgs", self.body | {"admin_email": "ADMIN@lender.example"})), (409, "conflict"))
        for broken in ({"type": "PLATFORM"}, {"type": "BANK"}, {"admin_email": "nobody"}, {"name": ""}, {"name": 7}):
            self.assertEqual(code_of(self.root.ask("POST", "/v1/orgs", self.body | broken)), (400, "invalid_field"), broken)
        self.assertEqual(code_of(self.root.ask("POST", "/v1/orgs", self.body | {"roles": []})), (400, "unknown_field"))
        self.assertEqual(self.site.sql("SELECT count(*) FROM orgs"), [(3,)])

    def test_is_for_who_administers_the_platform(self):
        operating = people.Bearer(self.root.ask("POST", f"/v1/orgs/{self.root.org}/api-keys", {"name": "k", "capabilities": ["platform.operate"]}).json["api_key"])
        for caller, refusal in ((operating, "not_an_administrator"), (self.lender.key, "capability_missing")):
            self.assertEqual(code_of(request(self.site.port, "POST", "/v1/orgs", caller, self.body)), (403, refusal))
        self.assertEqual(request(self.site.port, "POST", "/v1/orgs", self.root_key, self.body | {"admin_email": "by@key.example"}).status, 201)
        self.assertEqual(code_of(self.lender.ask("POST", "/v1/orgs", self.body)), (403, "capability_missing"))
        operator = self.add_person(self.root.org, "operator@platform.example", "PLATFORM_OPERATOR")
        self.assertEqual(code_of(operator.ask("POST", "/v1/orgs", self.body)), (403, "not_an_administrator"))
        self.assertEqual(code_of(self.root.ask("POST", "/v1/orgs", self.body, X_Owner_Override=self.lender.org)), (400, "not_under_another"))
        self.site.sql("UPDATE sessions SET authenticated_at = authenticated_at - 16 * 60 * 1000000")
        self.assertEqual(code_of(self.root.ask("POST", "/v1/orgs", self.body)), (403, "step_up_required"))


class Disabling(Organisations):
    def set(self, state, org=None, by=None):
        return (by or self.root).ask("PUT", f"/v1/orgs/{org or self.lender.org}/state", {"state": state})

    def test_stops_people_keys_and_grants_with_the_next_request(self):
        self.grant("audit.read")
        self.grant("audit.read", by=self.investor, to=self.lender)
        self.assertEqual(self.investor.ask("GET", "/v1/audit/events", X_Acting_As_Org=self.lender.org).status, 200)
        self.assertEqual(request(self.site.port, "GET", "/v1/audit/events", self.lender.key).status, 200)
        disabled = self.set("disabled")
        self.assertEqual(disabled.status, 200, disabled.body)
        self.assertIsNotNone(disabled.json["disabled_at"])
        self.assertEqual(code_of(self.lender.ask("GET", "/v1/me")), (401, "revoked_credentials"))
        self.assertEqual(code_of(people.resolve(self.site.port, self.lender.token)), (401, "session_revoked"))
        self.assertEqual(code_of(request(self.site.port, "GET", "/v1/audit/events", self.lender.key)), (403, "org_disabled"))
        self.assertEqual(code_of(request(self.site.port, "POST", "/v1/redact", self.lender.key, {"text": "x"})), (403, "org_disabled"))
        self.assertEqual(code_of(self.investor.ask("GET", "/v1/audit/events", X_Acting_As_Org=self.lender.org)), (403, "no_live_grant"))
        row = self.rows("ORG_DISABLED")[0]
        self.assertEqual((row["acting_as_org_id"], row["actor"]["id"], row["actor"]["org_id"]), (self.lender.org, self.root.user, self.root.org))
        self.assertEqual(row["resource"], {"type": "org", "id": self.lender.org, "owner_org_id": self.lender.org})

    def test_lets_nobody_sign_in_until_it_is_enabled_again(self):
        officer = self.add_person(self.lender.org, "officer@lender.example", "LOAN_OFFICER")
        self.grant("audit.read")
        self.set("disabled")
        refused = password_sign_in(self.site.port, "officer@lender.example", PASSWORD)
        self.assertEqual(code_of(refused), (401, "invalid_credentials"))
        self.assertEqual(self.rows("LOGIN_FAILED")[-1]["payload"]["reason"], "org_disabled")
        self.assertEqual(self.set("active").json["disabled_at"], None)
        self.assertEqual(password_sign_in(self.site.port, "officer@lender.example", PASSWORD).status, 200)
        self.assertEqual(code_of(people.resolve(self.site.port, officer.token)), (401, "session_revoked"))
        self.assertEqual(request(self.site.port, "GET", "/v1/audit/events", self.lender.key).status, 200)
        self.assertEqual(self.investor.ask("GET", "/v1/audit/events", X_Acting_As_Org=self.lender.org).status, 200)
        self.assertEqual(len(self.rows("ORG_ENABLED")), 1)

    def test_twice_is_once(self):
        first = self.set("disabled").json
        self.assertEqual(self.set("disabled").json, first)
        self.assertEqual(len(self.rows("ORG_DISABLED")), 1)

    def test_is_never_of_the_platform(self):
        self.assertEqual(code_of(self.set("disabled", self.root.org)), (409, "platform_never_disabled"))
        self.assertEqual(self.root.ask("GET", "/v1/orgs").status, 200)

    def test_is_for_who_administers_the_platform(self):
        operator = self.add_person(self.root.org, "operator@platform.example", "PLATFORM_OPERATOR")
        self.assertEqual(code_of(self.set("disabled", by=operator)), (403, "not_an_administrator"))
        for org in (self.lender.org, self.investor.org, "org_" + ulid()):
            self.assertEqual(code_of(self.set("disabled", org, self.lender)), (403, "capability_missing"))
        by_key = request(self.site.port, "PUT", f"/v1/orgs/{self.investor.org}/state", self.root_key, {"state": "disabled"})
        self.assertEqual(by_key.status, 200, by_key.body)
        over = self.root.ask("PUT", f"/v1/orgs/{self.lender.org}/state", {"state": "disabled"}, X_Owner_Override=self.lender.org)
        self.assertEqual(code_of(over), (400, "not_under_another"))
        self.assertEqual(code_of(self.set("gone")), (400, "invalid_field"))
        self.assertEqual(code_of(self.set("disabled", "org_" + ulid())), (404, "not_found"))
        self.assertEqual([row["acting_as_org_id"] for row in self.rows("ORG_DISABLED")], [self.investor.org])


class Grants(Organisations):
    def events(self, person=None, grantor=None):
        return (person or self.investor).ask("GET", "/v1/audit/events", X_Acting_As_Org=(grantor or self.lender).org)

    def test_a_grantee_acts_in_the_grantors_name(self):
        self.assertEqual(code_of(self.events()), (403, "no_live_grant"))
        made = self.grant("audit.read", "loan.read")
        self.assertEqual(made.status, 201, made.body)
        seen = self.events()
        self.assertEqual(seen.status, 200, seen.body)
        self.assertEqual({row["acting_as_org_id"] for row in seen.json["items"]}, {self.lender.org})
        appended = self.investor.ask("POST", "/v1/audit/events", {"action": "LOAN_SEEN", "outcome": "success"}, X_Acting_As_Org=self.lender.org)
        self.assertEqual(appended.status, 201, appended.body)
        row = self.rows("LOAN_SEEN")[0]
        self.assertEqual((row["acting_as_org_id"], row["actor"]["org_id"]), (self.lender.org, self.investor.org))
        self.assertEqual([row["payload"]["grantee_org_id"] for row in self.rows("GRANT_CREATED")], [self.investor.org])

    def test_both_sides_see_it(self):
        made = self.grant("audit.read").json
        given = self.lender.ask("GET", f"/v1/orgs/{self.lender.org}/delegations").json["items"]
        received = self.investor.ask("GET", f"/v1/orgs/{self.investor.org}/delegations?side=received").json["items"]
        self.assertEqual(given, received)
        self.assertEqual((given[0]["id"], given[0]["state"]), (made["id"], "live"))

    def test_gives_what_it_says_and_no_more(self):
        self.grant("loan.read")
        self.assertEqual(code_of(self.events()), (403, "capability_missing"))
        self.assertEqual(code_of(self.grant("loan.write")), (422, "beyond_grantor"))
        self.assertEqual(code_of(self.grant("audit.read", expires_at=in_time(seconds=30))), (422, "grant_too_short"))
        self.assertEqual(code_of(self.grant("audit.read", expires_at=in_time(days=91))), (422, "grant_too_long"))
        self.assertEqual(code_of(self.grant("audit.read", to=self.lender)), (422, "grant_to_oneself"))
        self.assertEqual(code_of(self.grant()), (422, "grant_of_nothing"))

    def test_is_not_passed_on_and_administers_nothing(self):
        self.grant("audit.read", "org.admin")
        third = self.add_org("admin@third.example", "ORIGINATOR")
        acting = {"X_Acting_As_Org": self.lender.org}
        body = {"grantee_org_id": third.org, "capabilities": ["audit.read"], "expires_at": in_time(hours=1)}
        for method, path, sent in (("POST", f"/v1/orgs/{self.lender.org}/delegations", body),
                                   ("GET", f"/v1/orgs/{self.lender.org}/members", None),
                                   ("POST", f"/v1/orgs/{self.lender.org}/api-keys", {"name": "kept", "capabilities": ["audit.read"]})):
            self.assertEqual(code_of(self.investor.ask(method, path, sent, **acting)), (403, "capability_missing"), path)

    def test_ends_at_once(self):
        ways = {
            "revoked": lambda made: self.lender.ask("DELETE", f"/v1/orgs/{self.lender.org}/delegations/{made['id']}"),
            "expired": lambda made: self.site.sql("UPDATE delegation_grants SET expires_at = 1 WHERE id = ?", (made["id"],)),
            "narrowed": lambda made: self.lender.ask("PUT", f"/v1/orgs/{self.lender.org}/capabilities", {"capabilities": ["org.admin"]}),
            "organisation": lambda made: self.site.sql("UPDATE orgs SET disabled_at = 1 WHERE id = ?", (self.lender.org,)),
            "person": lambda made: self.site.sql("UPDATE users SET disabled_at = 1 WHERE id = ?", (self.lender.user,)),
        }
        undo = {
            "narrowed": lambda: self.site.sql("UPDATE orgs SET capabilities = NULL WHERE id = ?", (self.lender.org,)),
            "organisation": lambda: self.site.sql("UPDATE orgs SET disabled_at = NULL WHERE id = ?", (self.lender.org,)),
        }
        for name, end in ways.items():
            with self.subTest(name):
                made = self.grant("audit.read")
                self.assertEqual(made.status, 201, made.body)
                self.assertEqual(self.events().status, 200)
                end(made.json)
                self.assertEqual(code_of(self.events()), (403, "no_live_grant"))
                undo.get(name, lambda: None)()
                self.site.sql("UPDATE delegation_grants SET expires_at = 1")

    def test_stands_in_the_grantees_session_and_token(self):
        made = self.grant("audit.read").json
        resolved = people.resolve(self.site.port, self.investor.token).json
        expected = [{"id": made["id"], "grantor_org_id": self.lender.org, "capabilities": ["audit.read"], "expires_at": made["expires_at"]}]
        shown = [one | {"grantor_name": "Lender"} for one in expected]
        self.assertEqual(resolved["org_roles"][0]["grants"], shown)
        claims = json.loads(base64.urlsafe_b64decode(resolved["access_token"].split(".")[1] + "=="))
        self.assertEqual(claims["org_roles"][0]["grants"], expected)
        self.assertEqual(self.investor.ask("GET", "/v1/me").json["org_roles"][0]["grants"], shown)

    def test_is_listed_with_what_both_sides_are_called(self):
        made = self.grant("audit.read").json
        self.assertEqual((made["grantor_name"], made["grantee_name"]), (None, None))
        self.site.sql("UPDATE orgs SET name = 'Harbor Capital' WHERE id = ?", (self.investor.org,))
        for person, side in ((self.lender, "given"), (self.investor, "received")):
            items = person.ask("GET", f"/v1/orgs/{person.org}/delegations?side={side}").json["items"]
            self.assertEqual([(one["grantor_name"], one["grantee_name"]) for one in items], [("Lender", "Harbor Capital")])

    def test_may_be_to_one_person(self):
        other = self.add_person(self.investor.org, "other@investor.example", "AUDITOR")
        self.assertEqual(self.grant("audit.read", grantee_user_id=other.user).status, 201)
        self.assertEqual(self.events(other).status, 200)
        self.assertEqual(code_of(self.events()), (403, "no_live_grant"))

    def test_is_not_about_oneself(self):
        self.grant("audit.read")
        self.assertEqual(code_of(self.investor.ask("GET", "/v1/me", X_Acting_As_Org=self.lender.org)), (400, "not_under_another"))
        self.assertEqual(code_of(self.investor.ask("GET", "/v1/audit/events", X_Acting_As_Org="org_x")), (400, "invalid_field"))


class KeysAndGrants(Organisations):
    """API keys give and use grants, too, within what they can do themselves."""

    def key_of(self, org, *capabilities):
        made = org.ask("POST", f"/v1/orgs/{org.org}/api-keys", {"name": "narrow", "capabilities": list(capabilities)})
        self.assertEqual(made.status, 201, made.body)
        key = people.Bearer(made.json["api_key"])
        key.id = made.json["id"]
        return key

    def by_key(self, key, method, path, body=None, acting=None):
        return request(self.site.port, method, path, key, body, headers={"X-Acting-As-Org": acting} if acting else {})

    def grant_by(self, key, *capabilities, **more):
        body = {"grantee_org_id": self.investor.org, "capabilities": list(capabilities), "expires_at": in_time(hours=1)} | more
        return self.by_key(key, "POST", f"/v1/orgs/{self.lender.org}/delegations", body)

    def read_under_grant(self, key):
        return self.by_key(key, "GET", "/v1/audit/events", acting=self.lender.org)

    def test_a_key_acts_under_a_grant_to_its_organisation(self):
        self.assertEqual(code_of(self.read_under_grant(self.investor.key)), (403, "no_live_grant"))
        self.grant("audit.read")
        self.assertEqual(self.read_under_grant(self.investor.key).status, 200)
        event = {"action": "REVIEW_DONE", "outcome": "success", "resource": {"type": "org", "id": self.lender.org, "owner_org_id": self.lender.org}, "payload": {}}
        self.assertEqual(self.by_key(self.investor.key, "POST", "/v1/audit/events", event, acting=self.lender.org).status, 201)
        row = self.rows("REVIEW_DONE")[0]
        self.assertEqual((row["acting_as_org_id"], row["actor"]["org_id"]), (self.lender.org, self.investor.org))
        self.assertTrue(row["actor"]["key_id"].startswith("key_"))

    def test_a_grant_lends_a_key_nothing_that_it_cannot_do_at_home(self):
        self.grant("audit.read")
        self.assertEqual(code_of(self.read_under_grant(self.key_of(self.investor, "loan.read"))), (403, "no_live_grant"))
        self.assertEqual(self.read_under_grant(self.key_of(self.investor, "audit.read")).status, 200)

    def test_a_grant_to_a_person_is_not_to_their_keys(self):
        self.grant("audit.read", grantee_user_id=self.investor.user)
        self.assertEqual(code_of(self.read_under_grant(self.investor.key)), (403, "no_live_grant"))

    def test_a_key_gives_what_it_can_do_and_its_grant_rests_with_it(self):
        key = self.key_of(self.lender, "org.admin", "audit.read")
        self.assertEqual(code_of(self.grant_by(key, "loan.read")), (422, "beyond_grantor"))
        made = self.grant_by(key, "audit.read")
        self.assertEqual((made.status, made.json["granted_by"]), (201, key.id), made.body)
        self.assertEqual(self.read_under_grant(self.investor.key).status, 200)
        explained = self.by_key(self.investor.key, "POST", "/v1/authz/check", {"capability": "audit.read", "org_id": self.lender.org})
        self.assertEqual(explained.json["reason"], "by_grant")
        self.assertEqual(self.lender.ask("DELETE", f"/v1/orgs/{self.lender.org}/api-keys/{key.id}").status, 204)
        self.assertEqual(code_of(self.read_under_grant(self.investor.key)), (403, "no_live_grant"))
        explained = self.by_key(self.investor.key, "POST", "/v1/authz/check", {"capability": "audit.read", "org_id": self.lender.org})
        self.assertEqual(explained.json["reason"], "grantor_lacks_it")

    def test_a_key_ends_a_grant(self):
        made = self.grant_by(self.lender.key, "audit.read").json
        ended = self.by_key(self.lender.key, "DELETE", f"/v1/orgs/{self.lender.org}/delegations/{made['id']}")
        self.assertEqual(ended.status, 204)
        self.assertEqual(code_of(self.read_under_grant(self.investor.key)), (403, "no_live_grant"))

    def test_a_key_without_org_admin_administers_nothing(self):
        key = self.key_of(self.lender, "audit.read")
        self.assertEqual(code_of(self.grant_by(key, "audit.read")), (403, "capability_missing"))

    def test_a_key_enables_within_the_ceiling(self):
        path = f"/v1/orgs/{self.lender.org}/capabilities"
        body = {"capabilities": ["org.admin", "audit.read"]}
        self.assertEqual(self.by_key(self.lender.key, "PUT", path, body).json["enabled"], ["org.admin", "audit.read"])
        beyond = self.by_key(self.lender.key, "PUT", path, {"capabilities": ["platform.operate"]})
        self.assertEqual(code_of(beyond), (422, "beyond_org_type"))


class Override(Organisations):
    def test_is_on_record_before_anything_runs_and_in_the_owners_chain(self):
        seen = request(self.site.port, "GET", "/v1/audit/events", self.root_key, headers={"X-Owner-Override": self.lender.org})
        self.assertEqual(seen.status, 200, seen.body)
        self.assertEqual({row["acting_as_org_id"] for row in seen.json["items"]}, {self.lender.org})
        row = self.rows("OWNER_OVERRIDE")[0]
        self.assertEqual(row["resource"], {"type": "org", "id": self.lender.org, "owner_org_id": self.lender.org})
        self.assertEqual((row["acting_as_org_id"], row["actor"]["org_id"]), (self.lender.org, self.root.org))
        self.assertTrue(row["actor"]["key_id"].startswith("key_"))
        self.assertEqual(row["request"]["uri"], "/v1/audit/events")
        self.assertEqual(seen.json["items"][0]["action"], "OWNER_OVERRIDE")  # the list holds it already
        own = self.lender.ask("GET", "/v1/audit/events?action=OWNER_OVERRIDE").json["items"]
        self.assertEqual(len(own), 1)

    def test_is_for_platform_operators_alone(self):
        for bearer in (self.lender.bearer, self.lender.key):
            answer = request(self.site.port, "GET", "/v1/audit/events", bearer, headers={"X-Owner-Override": self.investor.org})
            self.assertEqual((code_of(answer), answer.json["capability"]), ((403, "capability_missing"), "platform.operate"))
        self.assertEqual(self.rows("OWNER_OVERRIDE"), [])
        unknown = request(self.site.port, "GET", "/v1/audit/events", self.root_key, headers={"X-Owner-Override": "org_" + ulid()})
        self.assertEqual(code_of(unknown), (404, "not_found"))
        both = self.root.ask("GET", "/v1/audit/events", X_Owner_Override=self.lender.org, X_Acting_As_Org=self.lender.org)
        self.assertEqual(code_of(both), (400, "invalid_field"))

    def test_gives_no_more_than_the_owner_may(self):
        answer = request(self.site.port, "GET", "/v1/admin/secrets/rotation", self.root_key, headers={"X-Owner-Override": self.lender.org})
        self.assertEqual(code_of(answer), (403, "capability_missing"))


class Denials(Organisations):
    def test_are_recorded_once_a_minute_for_each_subject(self):
        officer = self.add_person(self.lender.org, "officer@lender.example", "LOAN_OFFICER")
        for _ in range(20):
            self.assertEqual(officer.ask("GET", "/v1/audit/events").status, 403)
        end = time.monotonic() + 10  # the answer does not wait for the row
        while not self.rows("ACCESS_DENIED") and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(0.1)  # a second row would be there by now
        found = self.rows("ACCESS_DENIED")
        self.assertEqual([(row["actor"]["id"], row["payload"]["what"]) for row in found], [(officer.user, "audit.read")])


class EveryRoute(Organisations):
    """Generated from the document that the server serves."""

    AT_HOME = {("POST", "/v1/orgs"), ("PUT", "/v1/orgs/{id}/state")}  # of the platform alone, acting in no other

    def operations(self):
        document = request(self.site.port, "GET", "/v1/openapi.json").json
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                yield method.upper(), path, operation

    def fill(self, path, org):
        values = {"id": org, "org": "org_" + ulid(), "key": "key_" + ulid(), "user": "usr_" + ulid(), "grant": "grant_" + ulid(), "kind": "config", "name": "a", "provider": "google"}
        for name, value in values.items():
            path = path.replace("{" + name + "}", value)
        return path

    def test_wants_a_credential(self):
        asked = 0
        for method, path, operation in self.operations():
            if not operation["security"] or path.startswith("/internal/"):
                continue
            asked += 1
            answer = request(self.site.port, method, self.fill(path, self.lender.org), body={} if method in ("PATCH", "POST", "PUT") else None)
            self.assertEqual(code_of(answer), (401, "missing_credentials"), (method, path))
            forged = request(self.site.port, method, self.fill(path, self.lender.org), Key(self.lender.org), {} if method in ("PATCH", "POST", "PUT") else None)
            self.assertEqual(code_of(forged), (401, "invalid_credentials"), (method, path))
        self.assertGreater(asked, 60)

    def test_wants_its_capability(self):
        nobody = self.add_person(self.lender.org, "nobody@lender.example")
        asked = 0
        for method, path, operation in self.operations():
            if "x-capability" not in operation:
                continue
            asked += 1
            answer = nobody.ask(method, self.fill(path, self.lender.org), {} if method in ("PATCH", "POST", "PUT") else None)
            self.assertEqual((code_of(answer), answer.json.get("capability")), ((403, "capability_missing"), operation["x-capability"]), (method, path))
        self.assertGreater(asked, 45)

    def test_of_another_tenant_answers_not_found(self):
        asked = 0
        for method, path, _ in self.operations():
            if "/orgs/{id}" not in path or (method, path) in self.AT_HOME:
                continue
            asked += 1
            for org in (self.investor.org, self.root.org, "org_" + ulid()):
                answer = self.lender.ask(method, self.fill(path, org), {} if method in ("PATCH", "POST", "PUT") else None)
                self.assertEqual(code_of(answer), (404, "not_found"), (method, path))
        self.assertGreater(asked, 10)

    def test_under_a_revoked_grant_is_shut(self):
        made = self.grant("audit.read").json
        self.lender.ask("DELETE", f"/v1/orgs/{self.lender.org}/delegations/{made['id']}")
        for method, path, operation in self.operations():
            if "x-capability" not in operation:
                continue
            answer = self.investor.ask(method, self.fill(path, self.lender.org), {} if method in ("PATCH", "POST", "PUT") else None, X_Acting_As_Org=self.lender.org)
            expected = (400, "not_under_another") if (method, path) in self.AT_HOME else (403, "no_live_grant")
            self.assertEqual(code_of(answer), expected, (method, path))


if __name__ == "__main__":
    unittest.main()
