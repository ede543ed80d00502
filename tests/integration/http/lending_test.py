#!/usr/bin/env python3
"""Lending on the real server: sheets, loans, prices, locks, documents, subscriptions; who sees what, and what is left where."""

import base64
import hashlib
import json
import subprocess
import sys
import threading
import unittest
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
import people  # noqa: E402
from client import request  # noqa: E402
from dns_server import DnsServer  # noqa: E402
from installation import Installation, binaries, ulid  # noqa: E402
from people import code_of  # noqa: E402

ZONE = {"hooks.example": {"A": ["93.184.216.34"]}, "inside.example": {"A": ["10.0.0.1"]}}
DAY = 24 * 3600 * 1_000_000  # microseconds

SHEET = """ratesheet,1,Test Lender
product,rate,15,30,60
CONF30,6.000,99.250,99.125,98.750
CONF30,6.250,100.500,100.375,100.000
JUMBO,6.500,100.000,99.875,99.500
table,fico_ltv,LLPA
for,product,CONF30
fico,<=75.00,75.01-97.00
>=740,0.000,-0.625
620-739,-0.750,-1.500
table,amount,Jumbo amount
for,product,JUMBO
>=800000.00,0.000
"""
TERMS = {"amount": "350000.00", "property_state": "CA", "occupancy": "primary", "purpose": "purchase", "fico": 740, "ltv": "80.00"}
SSN, EMAIL, NAME = "536-90-4123", "the.borrower@borrowers.example", "Example Borrower"
BORROWER = {"name": NAME, "email": EMAIL, "ssn": SSN}
LOAN = TERMS | {"borrower": BORROWER}
LOCK = {"product": "CONF30", "rate": "6.250", "lock_days": 30}

ORIGINATOR = "loan.read loan.write loan.share loan.price ratesheet.read lock.request audit.read"
ORIGINATOR_PARTNER = ("provider.loan.import provider.loan.status provider.pricing.quote provider.document.deliver "
                      "provider.webhook.subscribe")
LENDER = "loan.read loan.price ratesheet.read ratesheet.activate lock.commit audit.read"
LENDER_PARTNER = "provider.ratesheet.publish provider.lock.confirm provider.document.deliver provider.webhook.subscribe"


def in_time(**span):
    return (datetime.now(timezone.utc) + timedelta(**span)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Org:
    """An organisation by its keys: one of its own people's work, one of an integration partner."""

    def __init__(self, site, kind, capabilities, partner):
        self.site, self.id = site, site.add_org(kind)
        self.key, self.partner_key = site.add_key(self.id, capabilities), site.add_key(self.id, partner)

    def ask(self, method, path, body=None, key=None, **headers):
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return request(self.site.port, method, path, key or self.key, body, sent)

    def partner(self, method, path, body=None, **headers):
        return self.ask(method, path, body, self.partner_key, **headers)


class Lending(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        dns = DnsServer(ZONE)
        dns.__enter__()
        cls.addClassCleanup(dns.__exit__)
        cls.site = Installation().start(RATESTACK_DNS_SERVERS=dns.address, RATESTACK_DNS_TIMEOUT_MS="300")
        cls.addClassCleanup(cls.site.close)
        cls.platform = cls.site.add_key(cls.site.add_org("PLATFORM"), "platform.operate audit.read loan.read loan.write")

    def setUp(self):
        self.originator, self.stranger = (Org(self.site, "ORIGINATOR", ORIGINATOR, ORIGINATOR_PARTNER) for _ in range(2))
        self.lender = Org(self.site, "INVESTOR", LENDER, LENDER_PARTNER)

    def ok(self, answer, status=200):
        self.assertEqual(answer.status, status, answer.body)
        return answer.json if answer.body else None

    def upload(self, text=SHEET, org=None, **headers):
        return (org or self.lender).ask("POST", "/v1/ratesheets", text.encode(), Content_Type="text/csv", **headers)

    def put_in_force(self, text=SHEET, org=None, readers=None):
        """A sheet of the lender, in force and offered to the originator."""
        org = org or self.lender
        sheet = self.ok(self.upload(text, org), 201)
        self.ok(org.ask("POST", f"/v1/ratesheets/{sheet['id']}/activate"))
        self.ok(org.ask("PUT", "/v1/ratesheets/readers", {"org_ids": readers or [self.originator.id]}))
        return sheet["id"]

    def make_loan(self, org=None, **more):
        return self.ok((org or self.originator).ask("POST", "/v1/loans", LOAN | more), 201)

    def request_lock(self, loan, sheet, **more):
        return self.originator.ask("POST", f"/v1/loans/{loan['id']}/locks", LOCK | {"sheet_id": sheet} | more)

    def rows(self, action, org=None):
        found = self.site.sql("SELECT row FROM common_audit_log WHERE action = ? AND acting_as_org_id = ? ORDER BY id",
                              (action, (org or self.originator).id))
        return [json.loads(row[0]) for row in found]


class Sheets(Lending):
    def test_a_draft_prices_nothing_until_it_is_put_in_force(self):
        sheet = self.ok(self.upload(), 201)
        self.assertEqual((sheet["state"], sheet["products"], sheet["in_force"]), ("draft", ["CONF30", "JUMBO"], []))
        loan = self.make_loan()
        self.ok(self.lender.ask("PUT", "/v1/ratesheets/readers", {"org_ids": [self.originator.id]}))
        price = f"/v1/loans/{loan['id']}/price"
        self.assertEqual(self.ok(self.originator.ask("POST", price, {"lock_days": 30}))["offers"], [])
        active = self.ok(self.lender.ask("POST", f"/v1/ratesheets/{sheet['id']}/activate"))
        self.assertEqual((active["state"], active["in_force"]), ("active", ["CONF30", "JUMBO"]))
        self.assertEqual(len(self.ok(self.originator.ask("POST", price, {"lock_days": 30}))["offers"]), 2)
        self.assertEqual([row["resource"]["id"] for row in self.rows("RATESHEET_ACTIVATED", self.lender)], [sheet["id"]])

    def test_faults_come_with_line_and_column(self):
        answer = self.upload(SHEET.replace("99.125", "99,125").replace("99.875", "9.9.875"))
        self.assertEqual(code_of(answer), (422, "invalid_rate_sheet"))
        faults = answer.json["faults"]
        self.assertIn({"code": "malformed_number", "line": 5, "column": 4}, [{k: f[k] for k in ("code", "line", "column")} for f in faults])
        self.assertFalse(answer.json["more"])
        self.assertEqual(self.ok(self.lender.ask("GET", "/v1/ratesheets"))["items"], [])

    def test_json_is_the_same_sheet_and_its_faults_have_pointers(self):
        body = {"ratesheet": 1, "name": "J", "lock_days": [30], "rates": [["CONF30", "6.250", "100.5"]]}
        sheet = self.ok(self.lender.ask("POST", "/v1/ratesheets", body), 201)
        as_csv = self.lender.ask("GET", f"/v1/ratesheets/{sheet['id']}/csv")
        self.assertEqual((as_csv.status, as_csv.headers["content-type"].split(";")[0]), (200, "text/csv"))
        self.assertEqual(self.ok(self.upload(as_csv.body.decode()), 201)["sha256"], sheet["sha256"])
        body["rates"][0][2] = 100.5
        faults = self.lender.ask("POST", "/v1/ratesheets", body).json["faults"]
        self.assertEqual([(f["code"], f["pointer"]) for f in faults], [("wrong_type", "/rates/0/2")])
        self.assertEqual([f["code"] for f in self.lender.ask("POST", "/v1/ratesheets", b"{").json["faults"]], ["malformed_json"])

    def test_other_types_are_not_read(self):
        for kind in ("text/plain", "application/xml", "text/csvx"):
            answer = self.lender.ask("POST", "/v1/ratesheets", SHEET.encode(), Content_Type=kind)
            self.assertEqual(code_of(answer), (415, "unsupported_media_type"), kind)
        self.assertEqual(code_of(self.lender.ask("POST", "/v1/ratesheets", b"x" * ((1 << 20) + 1), Content_Type="text/csv")),
                         (413, "payload_too_large"))

    def test_readers_see_sheets_in_force_and_no_drafts(self):
        draft = self.ok(self.upload(), 201)["id"]
        sheet = self.put_in_force()
        self.assertEqual([s["id"] for s in self.ok(self.originator.ask("GET", "/v1/ratesheets"))["items"]], [sheet])
        self.assertEqual(self.originator.ask("GET", f"/v1/ratesheets/{sheet}/csv").status, 200)
        self.assertEqual([s["id"] for s in self.ok(self.lender.ask("GET", "/v1/ratesheets"))["items"]], [sheet, draft])
        for org, hidden in ((self.originator, draft), (self.stranger, sheet)):
            for path in (f"/v1/ratesheets/{hidden}", f"/v1/ratesheets/{hidden}/csv"):
                self.assertEqual(code_of(org.ask("GET", path)), (404, "not_found"))
        readers = self.ok(self.lender.ask("GET", "/v1/ratesheets/readers"))
        self.assertEqual([(reader["org_id"], reader["org_name"]) for reader in readers["items"]], [(self.originator.id, "originator")])
        self.ok(self.lender.ask("PUT", "/v1/ratesheets/readers", {"org_ids": []}))
        self.assertEqual(code_of(self.originator.ask("GET", f"/v1/ratesheets/{sheet}")), (404, "not_found"))
        unknown = self.lender.ask("PUT", "/v1/ratesheets/readers", {"org_ids": ["org_" + ulid()]})
        self.assertEqual(code_of(unknown), (404, "not_found"))

    def test_readers_is_a_place_of_its_own_beside_ids(self):
        answer = self.lender.ask("DELETE", "/v1/ratesheets/readers")
        self.assertEqual((answer.status, answer.headers["allow"]), (405, "GET, HEAD, PUT"))

    def test_a_later_sheet_takes_over_product_by_product(self):
        first = self.put_in_force()
        second = self.put_in_force(SHEET.replace("JUMBO,6.500,100.000,99.875,99.500\n", "").partition("table,amount")[0])
        states = {s["id"]: (s["state"], s["in_force"]) for s in self.ok(self.lender.ask("GET", "/v1/ratesheets"))["items"]}
        self.assertEqual(states, {first: ("active", ["JUMBO"]), second: ("active", ["CONF30"])})

    def test_pages_come_newest_first(self):
        # By their ids: two of one millisecond have no order else.
        made = sorted(self.ok(self.upload(), 201)["id"] for _ in range(5))
        seen, path = [], "/v1/ratesheets?limit=2"
        while path:
            page = self.ok(self.lender.ask("GET", path))
            seen += [s["id"] for s in page["items"]]
            path = page["next_cursor"] and "/v1/ratesheets?limit=2&cursor=" + page["next_cursor"]
        self.assertEqual(seen, made[::-1])
        self.assertEqual(code_of(self.lender.ask("GET", "/v1/ratesheets?cursor=AmE")), (400, "invalid_field"))


class Loans(Lending):
    def test_a_loan_without_its_borrower(self):
        answer = self.originator.ask("POST", "/v1/loans", LOAN)
        made = self.ok(answer, 201)
        self.assertEqual(answer.headers["etag"], '"1"')
        self.assertEqual(set(made), set(TERMS) | {"id", "owner_org_id", "owner_name", "status", "external_id", "version", "created_at", "updated_at"})
        self.assertEqual({name: made[name] for name in TERMS}, TERMS)
        listed = self.ok(self.originator.ask("GET", "/v1/loans"))["items"]
        self.assertEqual(listed, [made | {"owner_name": "originator"}])
        self.assertEqual([row["payload"] for row in self.rows("LOAN_CREATED")], [TERMS])

    def test_its_borrower_is_masked_and_opened_on_record(self):
        loan = self.make_loan()
        answer = self.originator.ask("GET", f"/v1/loans/{loan['id']}")
        self.assertEqual(self.ok(answer)["borrower"], {"name": NAME, "email": EMAIL, "ssn": "***-**-4123"})
        self.assertEqual(self.rows("BORROWER_OPENED"), [])
        reader = self.site.add_key(self.originator.id, "loan.read")
        self.assertIsNone(self.ok(self.originator.ask("GET", f"/v1/loans/{loan['id']}", key=reader))["borrower"])
        refused = self.originator.ask("GET", f"/v1/loans/{loan['id']}/borrower", key=reader)
        self.assertEqual((code_of(refused), refused.json["capability"]), ((403, "capability_missing"), "loan.write"))
        opened = self.originator.ask("GET", f"/v1/loans/{loan['id']}/borrower")
        self.assertEqual((self.ok(opened), opened.headers["cache-control"]), (BORROWER, "no-store"))
        row, = self.rows("BORROWER_OPENED")
        self.assertEqual((row["outcome"], row["resource"]["id"]), ("success", loan["id"]))

    def test_a_borrower_that_does_not_open_is_on_record_too(self):
        loan, other = self.make_loan(), self.make_loan()
        self.site.sql("UPDATE loans SET borrower = (SELECT borrower FROM loans WHERE id = ?) WHERE id = ?", (other["id"], loan["id"]))
        self.assertEqual(code_of(self.originator.ask("GET", f"/v1/loans/{loan['id']}/borrower")), (503, "storage_corrupt"))
        self.assertEqual([row["outcome"] for row in self.rows("BORROWER_OPENED")], ["failure"])

    def test_wrong_members_are_named(self):
        for changed, pointer in (({"amount": 350000}, "/amount"), ({"amount": "0"}, "/amount"), ({"fico": 900}, "/fico"),
                                 ({"ltv": "80.001"}, "/ltv"), ({"borrower": BORROWER | {"ssn": "123"}}, "/borrower/ssn"),
                                 ({"property_state": "XX"}, "/property_state")):
            answer = self.originator.ask("POST", "/v1/loans", LOAN | changed)
            self.assertEqual((code_of(answer), answer.json["pointer"]), ((400, "invalid_field"), pointer))
        extra = self.originator.ask("POST", "/v1/loans", LOAN | {"external_id": "X"})
        self.assertEqual((code_of(extra), extra.json["pointer"]), ((400, "unknown_field"), "/external_id"))

    def test_is_read_again_by_its_tag(self):
        path = f"/v1/loans/{self.make_loan()['id']}"
        first = self.originator.ask("GET", path)
        again = self.originator.ask("GET", path, If_None_Match=first.headers["etag"])
        self.assertEqual((again.status, again.body), (304, b""))
        self.ok(self.originator.ask("PATCH", path, {"fico": 700}, If_Match=first.headers["etag"]))
        self.assertEqual(self.ok(self.originator.ask("GET", path, If_None_Match=first.headers["etag"]))["fico"], 700)

    def test_changes_as_it_was_read_or_not_at_all(self):
        path = f"/v1/loans/{self.make_loan()['id']}"
        self.assertEqual(code_of(self.originator.ask("PATCH", path, {"fico": 700})), (428, "precondition_required"))
        changed = self.originator.ask("PATCH", path, {"fico": 700}, If_Match='"1"')
        self.assertEqual((self.ok(changed)["version"], changed.headers["etag"]), (2, '"2"'))
        self.assertEqual(changed.json | {"fico": 740, "version": 1, "updated_at": 0},
                         self.ok(self.originator.ask("GET", "/v1/loans"))["items"][0] | {"fico": 740, "version": 1, "updated_at": 0})
        for tag in ('"1"', 'W/"2"', '"3"', "2"):
            self.assertEqual(code_of(self.originator.ask("PATCH", path, {"fico": 701}, If_Match=tag)), (412, "precondition_failed"), tag)
        self.assertEqual(self.ok(self.originator.ask("PATCH", path, {"fico": 702}, If_Match="*"))["version"], 3)
        self.assertEqual(code_of(self.originator.ask("PATCH", path, {"status": "closed"}, If_Match="*")), (400, "unknown_field"))
        other = {"name": "Other", "email": "other@borrowers.example", "ssn": "123-45-6789"}
        self.ok(self.originator.ask("PATCH", path, {"borrower": other}, If_Match='"3"'))
        self.assertEqual(self.ok(self.originator.ask("GET", path + "/borrower")), other)
        self.assertEqual([row["payload"]["borrower_changed"] for row in self.rows("LOAN_CHANGED")], [False, False, True])

    def test_of_many_changes_at_once_one_is_made(self):
        path, answers = f"/v1/loans/{self.make_loan()['id']}", []
        barrier = threading.Barrier(6)

        def change(fico):
            barrier.wait()
            answers.append(self.originator.ask("PATCH", path, {"fico": fico}, If_Match='"1"'))

        threads = [threading.Thread(target=change, args=(700 + i,)) for i in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(answer.status for answer in answers), [200] + [412] * 5)
        won, = [answer.json for answer in answers if answer.status == 200]
        self.assertEqual(self.ok(self.originator.ask("GET", path))["fico"], won["fico"])

    def test_is_made_once_under_one_key(self):
        first = self.originator.ask("POST", "/v1/loans", LOAN, Idempotency_Key="k1")
        again = self.originator.ask("POST", "/v1/loans", LOAN, Idempotency_Key="k1")
        self.assertEqual((again.status, again.body, again.headers["etag"]), (201, first.body, '"1"'))
        self.assertEqual(len(self.ok(self.originator.ask("GET", "/v1/loans"))["items"]), 1)
        other = self.originator.ask("POST", "/v1/loans", LOAN | {"fico": 700}, Idempotency_Key="k1")
        self.assertEqual(code_of(other), (422, "idempotency_key_reused"))
        elsewhere = self.originator.partner("POST", "/v1/provider/loans", LOAN | {"external_id": "X"}, Idempotency_Key="k1")
        self.assertEqual(code_of(elsewhere), (422, "idempotency_key_reused"))
        self.assertEqual(self.stranger.ask("POST", "/v1/loans", LOAN, Idempotency_Key="k1").status, 201)
        self.assertEqual(code_of(self.originator.ask("POST", "/v1/loans", LOAN, Idempotency_Key="a b")), (400, "invalid_field"))

    def test_the_hash_of_a_body_is_no_plain_one(self):
        body = json.dumps(LOAN).encode()
        self.ok(self.originator.ask("POST", "/v1/loans", body, Idempotency_Key="hashed"), 201)
        (kept,), = self.site.sql("SELECT request_hash FROM idempotent_answers WHERE org_id = ? AND key = 'hashed'", (self.originator.id,))
        for text in (body, b"POST /v1/loans\n" + body):
            self.assertNotEqual(kept, hashlib.sha256(text).digest())


class Shares(Lending):
    def test_show_the_terms_and_never_the_borrower(self):
        loan = self.make_loan()
        path = f"/v1/loans/{loan['id']}"
        self.assertEqual(code_of(self.lender.ask("GET", path)), (404, "not_found"))
        shared = self.ok(self.originator.ask("POST", path + "/share", {"org_id": self.lender.id}), 201)
        self.assertEqual((shared["loan_id"], shared["org_id"]), (loan["id"], self.lender.id))
        seen = self.ok(self.lender.ask("GET", path))
        self.assertEqual((seen["borrower"], seen["owner_org_id"]), (None, self.originator.id))
        self.assertEqual([item["id"] for item in self.ok(self.lender.ask("GET", "/v1/loans"))["items"]], [loan["id"]])
        self.site.sql("UPDATE orgs SET name = 'Harbor Capital' WHERE id = ?", (self.lender.id,))
        self.assertEqual([(item["org_id"], item["org_name"]) for item in self.ok(self.originator.ask("GET", path + "/share"))["items"]],
                         [(self.lender.id, "Harbor Capital")])
        self.assertEqual(code_of(self.lender.ask("GET", path + "/share")), (404, "not_found"))
        self.assertEqual(self.originator.ask("DELETE", f"{path}/share/{self.lender.id}").status, 204)
        self.assertEqual(code_of(self.lender.ask("GET", path)), (404, "not_found"))
        self.assertEqual(code_of(self.originator.ask("DELETE", f"{path}/share/{self.lender.id}")), (404, "not_found"))
        self.assertEqual([len(self.rows(action)) for action in ("LOAN_SHARED", "LOAN_UNSHARED")], [1, 1])

    def test_change_nothing_by_who_sees_it(self):
        loan = self.make_loan()
        path = f"/v1/loans/{loan['id']}"
        self.ok(self.originator.ask("POST", path + "/share", {"org_id": self.stranger.id}), 201)
        self.assertIsNone(self.ok(self.stranger.ask("GET", path))["borrower"])
        for method, below, body in (("PATCH", "", {"fico": 700}), ("GET", "/borrower", None), ("GET", "/share", None),
                                    ("POST", "/share", {"org_id": self.lender.id}),
                                    ("POST", "/locks", LOCK | {"sheet_id": "rs_" + ulid()})):
            answer = self.stranger.ask(method, path + below, body, If_Match="*")
            self.assertEqual(code_of(answer), (404, "not_found"), (method, below))

    def test_are_with_others_that_exist(self):
        path = f"/v1/loans/{self.make_loan()['id']}/share"
        self.assertEqual(code_of(self.originator.ask("POST", path, {"org_id": self.originator.id})), (422, "share_with_owner"))
        self.assertEqual(code_of(self.originator.ask("POST", path, {"org_id": "org_" + ulid()})), (404, "not_found"))
        self.assertEqual(code_of(self.originator.ask("POST", path, {"org_id": "x"})), (400, "invalid_field"))


class Pricing(Lending):
    def test_best_execution_first_with_every_adjustment(self):
        sheet, loan = self.put_in_force(), self.make_loan()
        priced = self.ok(self.originator.ask("POST", f"/v1/loans/{loan['id']}/price", {"lock_days": 30}))
        self.assertEqual((priced["loan_id"], priced["version"], priced["considered"]), (loan["id"], 1, 2))
        self.assertEqual(priced["offers"][0], {
            "sheet_id": sheet, "lender_org_id": self.lender.id, "lender_name": "investor", "product": "CONF30", "rate": "6.250", "lock_days": 30, "base_price": "100.375",
            "adjustments": [{"table": "LLPA", "row": ">=740", "column": "75.01-97.00", "points": "-0.625"}], "price": "99.750"})
        self.assertEqual(priced["ineligible"], [
            {"sheet_id": sheet, "product": "JUMBO", "reasons": [{"code": "outside_table", "table": "Jumbo amount"}]}])
        narrow = {"lock_days": 20, "rate": "6.000", "max_offers": 1, "target_price": "98.000"}
        priced = self.ok(self.originator.ask("POST", f"/v1/loans/{loan['id']}/price", narrow))
        self.assertEqual([(o["rate"], o["lock_days"], o["price"]) for o in priced["offers"]], [("6.000", 30, "98.500")])

    def test_is_by_sheets_that_one_may_read_alone(self):
        self.put_in_force()
        loan = self.make_loan(self.stranger)
        priced = self.ok(self.stranger.ask("POST", f"/v1/loans/{loan['id']}/price", {"lock_days": 30}))
        self.assertEqual((priced["offers"], priced["ineligible"]), ([], []))

    def test_a_lender_prices_what_is_shared_with_it(self):
        self.put_in_force()
        path = f"/v1/loans/{self.make_loan()['id']}"
        self.assertEqual(code_of(self.lender.ask("POST", path + "/price", {"lock_days": 30})), (404, "not_found"))
        self.ok(self.originator.ask("POST", path + "/share", {"org_id": self.lender.id}), 201)
        self.assertEqual(len(self.ok(self.lender.ask("POST", path + "/price", {"lock_days": 30}))["offers"]), 2)

    def test_quotes_store_nothing(self):
        self.put_in_force()
        before = self.site.sql("SELECT count(*) FROM loans")
        quote = self.ok(self.originator.partner("POST", "/v1/provider/quotes", TERMS | {"lock_days": 30, "max_offers": 1}))
        self.assertEqual(([o["price"] for o in quote["offers"]], quote["considered"]), (["99.750"], 2))
        self.assertEqual(self.site.sql("SELECT count(*) FROM loans"), before)
        self.assertEqual(code_of(self.originator.partner("POST", "/v1/provider/quotes", LOAN | {"lock_days": 30})), (400, "unknown_field"))


class Locks(Lending):
    def age(self, lock, days):
        """As if everything about it had happened so many days before."""
        self.site.sql("UPDATE rate_locks SET requested_at = requested_at - ?, committed_at = committed_at - ? WHERE id = ?",
                      (days * DAY, days * DAY, lock["id"]))

    def test_are_requested_by_the_owner_and_committed_by_the_lender(self):
        sheet, loan = self.put_in_force(), self.make_loan()
        answer = self.request_lock(loan, sheet, price="99.750")
        lock = self.ok(answer, 201)
        self.assertEqual((lock["state"], lock["price"], lock["version"], lock["committed_at"]), ("requested", "99.750", 1, None))
        self.assertEqual((lock["owner_org_id"], lock["lender_org_id"]), (self.originator.id, self.lender.id))
        self.assertEqual((lock["loan"], lock["offer"]["base_price"], answer.headers["etag"]), (TERMS, "100.375", '"1"'))
        self.assertEqual([(item["id"], item["owner_name"], item["lender_name"]) for item in self.ok(self.lender.ask("GET", "/v1/locks"))["items"]],
                         [(lock["id"], "originator", "investor")])
        self.assertEqual([item["lender_name"] for item in self.ok(self.originator.ask("GET", "/v1/ratesheets"))["items"]], ["investor"])
        self.assertEqual(self.ok(self.stranger.ask("GET", "/v1/locks"))["items"], [])
        self.assertEqual(self.ok(self.lender.ask("GET", "/v1/locks/rules")),
                         {"commit_within_seconds": 24 * 3600, "relock_window_seconds": 30 * 24 * 3600, "extension_fee_per_day": "-0.01875", "max_extension_days": 30})
        commit = f"/v1/locks/{lock['id']}/commit"
        self.assertEqual(code_of(self.originator.ask("POST", commit)), (403, "capability_missing"))
        committed = self.lender.ask("POST", commit)
        self.assertEqual((self.ok(committed)["state"], committed.headers["etag"]), ("committed", '"2"'))
        self.assertEqual(code_of(self.lender.ask("POST", commit)), (409, "lock_not_requested"))
        seen = self.originator.ask("GET", f"/v1/locks/{lock['id']}")
        self.assertEqual(self.ok(seen), committed.json)
        self.assertEqual([item["id"] for item in self.ok(self.originator.ask("GET", f"/v1/loans/{loan['id']}/locks"))["items"]], [lock["id"]])
        self.assertEqual(len(self.rows("LOCK_REQUESTED")), 1)
        self.assertEqual(len(self.rows("LOCK_COMMITTED", self.lender)), 1)

    def test_hold_the_terms_of_their_loan(self):
        sheet, loan = self.put_in_force(), self.make_loan()
        self.ok(self.request_lock(loan, sheet), 201)
        path = f"/v1/loans/{loan['id']}"
        self.assertEqual(code_of(self.originator.ask("PATCH", path, {"fico": 780}, If_Match="*")), (409, "loan_locked"))
        self.ok(self.originator.ask("PATCH", path, {"borrower": BORROWER}, If_Match="*"))

    def test_one_a_loan_is_in_force(self):
        sheet, loan = self.put_in_force(), self.make_loan()
        self.ok(self.request_lock(loan, sheet), 201)
        self.assertEqual(code_of(self.request_lock(loan, sheet)), (409, "lock_live"))

    def test_a_repeat_is_answered_as_the_first_was(self):
        sheet, loan = self.put_in_force(), self.make_loan()
        path, body = f"/v1/loans/{loan['id']}/locks", LOCK | {"sheet_id": sheet}
        first = self.originator.ask("POST", path, body, Idempotency_Key="lock")
        again = self.originator.ask("POST", path, body, Idempotency_Key="lock")
        self.assertEqual((again.status, again.body, again.headers["etag"]), (201, first.body, '"1"'))
        other = self.originator.ask("POST", path, body | {"lock_days": 15}, Idempotency_Key="lock")
        self.assertEqual(code_of(other), (422, "idempotency_key_reused"))
        self.assertEqual(len(self.ok(self.originator.ask("GET", path))["items"]), 1)

    def test_are_of_offers_that_exist_at_their_price(self):
        sheet, loan = self.put_in_force(), self.make_loan()
        dearer = self.request_lock(loan, sheet, price="99.751")
        self.assertEqual((code_of(dearer), dearer.json["price"]), ((409, "price_changed"), "99.750"))
        for more, reason in (({"product": "JUMBO", "rate": "6.500"}, "outside_table"), ({"rate": "7.000"}, "no_price"),
                             ({"lock_days": 90}, "no_lock_period"), ({"product": "NONE"}, "not_in_force"),
                             ({"sheet_id": "rs_" + ulid()}, "not_in_force")):
            answer = self.request_lock(loan, sheet, **more)
            self.assertEqual((code_of(answer), answer.json["reason"]), ((422, "no_such_offer"), reason))

    def test_lapse_where_nobody_commits_them(self):
        sheet, loan = self.put_in_force(), self.make_loan()
        lock = self.ok(self.request_lock(loan, sheet), 201)
        self.age(lock, 2)
        self.assertEqual(self.ok(self.originator.ask("GET", f"/v1/locks/{lock['id']}"))["state"], "expired")
        self.assertEqual(code_of(self.lender.ask("POST", f"/v1/locks/{lock['id']}/commit")), (409, "lock_lapsed"))
        self.ok(self.originator.ask("PATCH", f"/v1/loans/{loan['id']}", {"fico": 780}, If_Match="*"))

    def test_are_extended_for_a_fee(self):
        sheet, loan = self.put_in_force(), self.make_loan()
        lock = self.ok(self.request_lock(loan, sheet), 201)
        extend = f"/v1/locks/{lock['id']}/extend"
        self.assertEqual(code_of(self.lender.ask("POST", extend, {"days": 5})), (409, "lock_not_committed"))
        committed = self.ok(self.lender.ask("POST", f"/v1/locks/{lock['id']}/commit"))
        extended = self.ok(self.lender.ask("POST", extend, {"days": 10}))
        self.assertEqual((extended["price"], extended["extended_days"]), ("99.5625", 10))
        apart = datetime.fromisoformat(extended["expires_at"][:-1]) - datetime.fromisoformat(committed["expires_at"][:-1])
        self.assertEqual(apart, timedelta(days=10))
        self.assertEqual(code_of(self.lender.ask("POST", extend, {"days": 21})), (422, "extension_too_long"))
        for days in (0, -1, "5", 1.5):
            self.assertEqual(code_of(self.lender.ask("POST", extend, {"days": days})), (400, "invalid_field"), days)

    def test_locking_again_gets_the_worse_price(self):
        sheet, loan = self.put_in_force(), self.make_loan()
        lock = self.ok(self.request_lock(loan, sheet), 201)
        self.ok(self.lender.ask("POST", f"/v1/locks/{lock['id']}/commit"))
        self.age(lock, 31)
        self.assertEqual(self.ok(self.originator.ask("GET", f"/v1/locks/{lock['id']}"))["state"], "expired")
        better = self.put_in_force(SHEET.replace("100.375", "101.375"))
        again = self.ok(self.request_lock(loan, better), 201)
        self.assertEqual((again["price"], again["relock_of"], again["offer"]["price"]), ("99.750", lock["id"], "100.750"))
        self.age(again, 40)  # never committed, and the first one's window is over
        self.age(lock, 40)
        later = self.ok(self.request_lock(loan, better), 201)
        self.assertEqual((later["price"], later["relock_of"]), ("100.750", None))

    def test_of_many_requests_at_once_one_is_made(self):
        sheet, loan = self.put_in_force(), self.make_loan()
        barrier, answers = threading.Barrier(5), []

        def lock():
            barrier.wait()
            answers.append(self.request_lock(loan, sheet))

        threads = [threading.Thread(target=lock) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(code_of(answer) for answer in answers), [(201, None)] + [(409, "lock_live")] * 4)


class Provider(Lending):
    def test_sheets_are_published_as_drafts(self):
        answer = self.lender.partner("POST", "/v1/provider/ratesheets", SHEET.encode(), Content_Type="text/csv", Idempotency_Key="s")
        again = self.lender.partner("POST", "/v1/provider/ratesheets", SHEET.encode(), Content_Type="text/csv", Idempotency_Key="s")
        self.assertEqual((self.ok(answer, 201)["state"], again.body), ("draft", answer.body))
        elsewhere = self.upload(Idempotency_Key="s")  # the same body on another path
        self.assertEqual(code_of(elsewhere), (422, "idempotency_key_reused"))
        refused = self.lender.partner("POST", f"/v1/ratesheets/{answer.json['id']}/activate")
        self.assertEqual(code_of(refused), (403, "capability_missing"))

    def test_loans_are_imported_under_their_own_name_once(self):
        body = LOAN | {"external_id": "LOS-7"}
        made = self.ok(self.originator.partner("POST", "/v1/provider/loans", body), 201)
        self.assertEqual(made["external_id"], "LOS-7")
        self.assertEqual(code_of(self.originator.partner("POST", "/v1/provider/loans", body)), (409, "conflict"))
        self.ok(self.stranger.partner("POST", "/v1/provider/loans", body), 201)
        missing = self.originator.partner("POST", "/v1/provider/loans", LOAN)
        self.assertEqual((code_of(missing), missing.json["pointer"]), ((400, "invalid_field"), "/external_id"))

    def test_statuses_are_reported(self):
        loan = self.make_loan()
        path = f"/v1/provider/loans/{loan['id']}/status"
        answer = self.originator.partner("POST", path, {"status": "approved"}, Idempotency_Key="st")
        self.assertEqual((self.ok(answer)["status"], answer.headers["etag"]), ("approved", '"2"'))
        again = self.originator.partner("POST", path, {"status": "approved"}, Idempotency_Key="st")
        self.assertEqual((again.status, again.body, again.headers["etag"]), (200, answer.body, '"2"'))
        self.assertEqual(code_of(self.originator.partner("POST", path, {"status": "done"})), (400, "invalid_field"))
        self.assertEqual(code_of(self.stranger.partner("POST", path, {"status": "denied"})), (404, "not_found"))
        self.assertEqual([row["payload"]["status"] for row in self.rows("LOAN_STATUS_CHANGED")], ["approved"])

    def test_locks_are_confirmed_under_the_lenders_number(self):
        sheet, loan = self.put_in_force(), self.make_loan()
        lock = self.ok(self.request_lock(loan, sheet), 201)
        path = f"/v1/provider/locks/{lock['id']}/confirm"
        confirmed = self.ok(self.lender.partner("POST", path, {"confirmation": "C-1"}, Idempotency_Key="c"))
        self.assertEqual((confirmed["state"], confirmed["confirmation"]), ("committed", "C-1"))
        self.assertEqual(self.ok(self.lender.partner("POST", path, {"confirmation": "C-1"}, Idempotency_Key="c")), confirmed)
        self.assertEqual(self.ok(self.lender.partner("POST", path, {"confirmation": "C-1"})), confirmed)
        self.assertEqual(code_of(self.lender.partner("POST", path, {"confirmation": "C-2"})), (409, "conflict"))

    def test_documents_are_sealed_delivered_and_opened_on_record(self):
        loan = self.make_loan()
        content = b"%PDF-1.7 " + bytes(range(256)) * 800  # more than one sealed part
        body = {"loan_id": loan["id"], "kind": "appraisal", "name": 'a"b; c\u00fc.pdf', "media_type": "application/pdf",
                "content_base64": base64.b64encode(content).decode()}
        made = self.ok(self.originator.partner("POST", "/v1/provider/documents", body), 201)
        self.assertEqual((made["size"], made["kind"], made["loan_id"]), (len(content), "appraisal", loan["id"]))
        self.assertNotIn("content_base64", made)
        self.assertEqual(self.ok(self.originator.ask("GET", f"/v1/loans/{loan['id']}/documents"))["items"], [made | {"delivered_by_name": "originator"}])
        opened = self.originator.ask("GET", f"/v1/documents/{made['id']}")
        self.assertEqual((opened.status, opened.body, opened.headers["content-type"]), (200, content, "application/pdf"))
        self.assertEqual(opened.headers["content-disposition"],
                         "attachment; filename=\"a_b_ c__.pdf\"; filename*=UTF-8''a%22b%3B%20c%C3%BC.pdf")
        self.assertEqual((opened.headers["x-content-type-options"], opened.headers["cache-control"]), ("nosniff", "no-store"))
        self.assertEqual(code_of(self.stranger.ask("GET", f"/v1/documents/{made['id']}")), (404, "not_found"))
        self.assertEqual([row["outcome"] for row in self.rows("DOCUMENT_OPENED")], ["success"])

    def test_a_lender_delivers_to_a_loan_that_is_shared_with_it(self):
        loan = self.make_loan()
        body = {"loan_id": loan["id"], "kind": "approval", "name": "a.html", "media_type": "text/html", "content_base64": "PGI+"}
        self.assertEqual(code_of(self.lender.partner("POST", "/v1/provider/documents", body)), (404, "not_found"))
        self.ok(self.originator.ask("POST", f"/v1/loans/{loan['id']}/share", {"org_id": self.lender.id}), 201)
        made = self.ok(self.lender.partner("POST", "/v1/provider/documents", body), 201)
        self.assertEqual((made["owner_org_id"], made["delivered_by_org_id"]), (self.originator.id, self.lender.id))
        self.assertEqual(code_of(self.lender.ask("GET", f"/v1/documents/{made['id']}")), (404, "not_found"))
        opened = self.originator.ask("GET", f"/v1/documents/{made['id']}")
        self.assertEqual((opened.body, opened.headers["content-security-policy"]), (b"<b>", "default-src 'none'; sandbox"))

    def test_subscriptions_show_their_secret_once(self):
        body = {"url": "https://HOOKS.example/in?t=1", "events": ["lock.requested", "loan.created"]}
        first = self.originator.partner("POST", "/v1/provider/webhooks", body, Idempotency_Key="w")
        made = self.ok(first, 201)
        self.assertTrue(made["secret"].startswith("whsec_"))
        self.assertEqual((made["url"], made["events"]), ("https://hooks.example/in?t=1", ["loan.created", "lock.requested"]))
        again = self.originator.partner("POST", "/v1/provider/webhooks", body, Idempotency_Key="w")
        self.assertEqual((again.status, again.json), (201, {k: v for k, v in made.items() if k != "secret"}))
        listed = self.ok(self.originator.partner("GET", "/v1/provider/webhooks"))["items"]
        self.assertEqual(listed, [again.json])
        self.assertEqual(code_of(self.stranger.partner("DELETE", f"/v1/provider/webhooks/{made['id']}")), (404, "not_found"))
        self.assertEqual(self.originator.partner("DELETE", f"/v1/provider/webhooks/{made['id']}").status, 204)
        self.assertEqual(self.ok(self.originator.partner("GET", "/v1/provider/webhooks"))["items"], [])

    def test_subscriptions_are_to_urls_that_may_be_called(self):
        for url, code in (("https://inside.example/", "blocked_address"), ("http://hooks.example/", "unsupported_scheme"),
                          ("https://169.254.169.254/", "metadata_endpoint"), ("https://nowhere.example/", "dns_failure"),
                          ("nonsense", "invalid_url")):
            answer = self.originator.partner("POST", "/v1/provider/webhooks", {"url": url, "events": ["loan.created"]})
            self.assertEqual((code_of(answer), answer.json["pointer"]), ((422, code), "/url"), url)
            self.assertNotIn("10.0.0.1", answer.body.decode())
        self.assertEqual(len(self.rows("URL_REFUSED")), 5)


class WhoSeesWhat(Lending):
    def test_another_tenants_is_as_good_as_nothing(self):
        """Byte for byte what is answered of an id that does not exist."""
        sheet, loan = self.put_in_force(), self.make_loan()
        lock = self.ok(self.request_lock(loan, sheet), 201)
        document = self.ok(self.originator.partner("POST", "/v1/provider/documents", {
            "loan_id": loan["id"], "kind": "a", "name": "a", "media_type": "a/b", "content_base64": "AA=="}), 201)
        hook = self.ok(self.originator.partner("POST", "/v1/provider/webhooks", {
            "url": "https://hooks.example/", "events": ["loan.created"]}), 201)
        everything = self.site.add_key(self.stranger.id, ORIGINATOR + " " + ORIGINATOR_PARTNER)
        correspondent = Org(self.site, "CORRESPONDENT", LENDER, LENDER_PARTNER)
        asked = set()
        for org, key, kind, found, calls in (
                (self.stranger, everything, "loan_", loan["id"], (
                    ("GET", "/v1/loans/{}", None), ("PATCH", "/v1/loans/{}", {"fico": 700}), ("GET", "/v1/loans/{}/borrower", None),
                    ("GET", "/v1/loans/{}/share", None), ("POST", "/v1/loans/{}/share", {"org_id": self.lender.id}),
                    ("DELETE", "/v1/loans/{}/share/" + self.lender.id, None), ("POST", "/v1/loans/{}/price", {"lock_days": 30}),
                    ("GET", "/v1/loans/{}/locks", None), ("POST", "/v1/loans/{}/locks", LOCK | {"sheet_id": sheet}),
                    ("GET", "/v1/loans/{}/documents", None), ("POST", "/v1/provider/loans/{}/status", {"status": "denied"}))),
                (self.stranger, everything, "lock_", lock["id"], (("GET", "/v1/locks/{}", None),)),
                (self.stranger, everything, "doc_", document["id"], (("GET", "/v1/documents/{}", None),)),
                (self.stranger, everything, "whk_", hook["id"], (("DELETE", "/v1/provider/webhooks/{}", None),)),
                (correspondent, correspondent.key, "rs_", sheet, (
                    ("GET", "/v1/ratesheets/{}", None), ("GET", "/v1/ratesheets/{}/csv", None), ("POST", "/v1/ratesheets/{}/activate", None))),
                (correspondent, correspondent.key, "lock_", lock["id"], (
                    ("POST", "/v1/locks/{}/commit", None), ("POST", "/v1/locks/{}/extend", {"days": 1}))),
                (correspondent, correspondent.partner_key, "lock_", lock["id"], (
                    ("POST", "/v1/provider/locks/{}/confirm", {"confirmation": "1"}),))):
            for method, path, body in calls:
                answers = [org.ask(method, path.format(id), body, key, If_Match="*", X_Correlation_Id="same")
                           for id in (found, kind + ulid(), "nonsense")]
                self.assertEqual(code_of(answers[0]), (404, "not_found"), (method, path))
                self.assertEqual(len({answer.body for answer in answers}), 1, (method, path))
                asked.add((method.lower(), path.replace("{}", "{id}").replace(self.lender.id, "{org}")))
        document = request(self.site.port, "GET", "/v1/openapi.json").json
        areas = tuple("/v1/" + area for area in ("loans/", "locks/", "documents/", "ratesheets/", "provider/"))
        self.assertEqual(asked, {(method, path) for path, methods in document["paths"].items() if path.startswith(areas) and "{id}" in path
                                 for method in methods})
        self.assertEqual(self.ok(self.originator.ask("GET", f"/v1/loans/{loan['id']}"))["version"], 1)

    def test_the_requester_of_a_lock_does_not_commit_it(self):
        both = Org(self.site, "CORRESPONDENT", ORIGINATOR + " lock.commit", ORIGINATOR_PARTNER + " provider.lock.confirm")
        sheet = self.put_in_force(readers=[both.id])
        loan = self.make_loan(both)
        lock = self.ok(both.ask("POST", f"/v1/loans/{loan['id']}/locks", LOCK | {"sheet_id": sheet}), 201)
        self.assertEqual(code_of(both.ask("POST", f"/v1/locks/{lock['id']}/commit")), (404, "not_found"))
        self.assertEqual(code_of(both.partner("POST", f"/v1/provider/locks/{lock['id']}/confirm", {"confirmation": "1"})), (404, "not_found"))

    def test_the_platform_under_an_override(self):
        loan = self.make_loan()
        self.assertEqual(code_of(request(self.site.port, "GET", f"/v1/loans/{loan['id']}", self.platform)), (404, "not_found"))
        seen = request(self.site.port, "GET", f"/v1/loans/{loan['id']}", self.platform, headers={"X-Owner-Override": self.originator.id})
        self.assertEqual(self.ok(seen)["borrower"]["ssn"], "***-**-4123")
        self.assertEqual([row["request"]["uri"] for row in self.rows("OWNER_OVERRIDE")], [f"/v1/loans/{loan['id']}"])


class UnderGrants(unittest.TestCase):
    def test_a_grantee_works_on_loans_in_the_grantors_name(self):
        with Installation() as site:
            people.bootstrap(site)
            owner, helper = (people.create_org(site, f"admin@{name}.example", "CORRESPONDENT", name) for name in ("owner", "helper"))
            password = "gravel otter lamp by the sea"
            command = [binaries() / "ratestack", "users", "create", "--email", "both@owner.example", "--org", owner["org_id"],
                       "--password-stdin", "--role", "ORG_ADMIN", "--role", "LOAN_OFFICER"]
            subprocess.run(command, input=password + "\n", env=site.environment(), check=True, text=True, capture_output=True)

            def bearer(email, secret):
                return people.access(site.port, people.password_sign_in(site.port, email, secret).json["session_token"])

            grantor, grantee = bearer("both@owner.example", password), bearer("admin@helper.example", helper["password"])
            acting = {"X-Acting-As-Org": owner["org_id"]}
            loan = request(site.port, "POST", "/v1/loans", grantor, LOAN).json
            path = f"/v1/loans/{loan['id']}"
            self.assertEqual(code_of(request(site.port, "GET", path, grantee)), (404, "not_found"))
            for capabilities, borrower in ((["loan.read"], None), (["loan.read", "loan.write"], "***-**-4123")):
                grant = {"grantee_org_id": helper["org_id"], "capabilities": capabilities, "expires_at": in_time(hours=1)}
                made = request(site.port, "POST", f"/v1/orgs/{owner['org_id']}/delegations", grantor, grant)
                self.assertEqual(made.status, 201, made.body)
                seen = request(site.port, "GET", path, grantee, headers=acting)
                self.assertEqual(seen.status, 200, seen.body)
                self.assertEqual((seen.json["borrower"] or {}).get("ssn"), borrower)
            changed = request(site.port, "PATCH", path, grantee, {"fico": 700}, headers=acting | {"If-Match": '"1"'})
            self.assertEqual(changed.status, 200, changed.body)
            rows = [json.loads(row[0]) for row in site.sql("SELECT row FROM common_audit_log WHERE action = 'LOAN_CHANGED'")]
            self.assertEqual([(row["acting_as_org_id"], row["actor"]["org_id"]) for row in rows], [(owner["org_id"], helper["org_id"])])


class NothingInClear(Lending):
    def test_a_borrower_stands_in_no_file(self):
        loan = self.ok(self.originator.ask("POST", "/v1/loans", LOAN, Idempotency_Key="clear"), 201)
        path = f"/v1/loans/{loan['id']}"
        self.ok(self.originator.partner("POST", "/v1/provider/loans", LOAN | {"external_id": "E"}), 201)
        self.ok(self.originator.ask("PATCH", path, {"borrower": BORROWER}, If_Match="*"))
        self.ok(self.originator.ask("GET", path))
        self.ok(self.originator.ask("GET", path + "/borrower"))
        document = b"about " + SSN.encode() + b" of " + NAME.encode()
        self.ok(self.originator.partner("POST", "/v1/provider/documents", {
            "loan_id": loan["id"], "kind": "a", "name": "a", "media_type": "a/b", "content_base64": base64.b64encode(document).decode()}), 201)
        hook = self.ok(self.originator.partner("POST", "/v1/provider/webhooks", {
            "url": "https://hooks.example/", "events": ["loan.created"]}), 201)
        # What is refused is told without what was sent.
        for body in (LOAN | {"borrower": BORROWER | {"ssn": SSN + "0"}}, LOAN | {"borrower": BORROWER | {"extra": SSN}}, LOAN | {"x": SSN}):
            self.assertNotIn(SSN, self.originator.ask("POST", "/v1/loans", body).body.decode())
        wanted = [SSN, SSN.replace("-", ""), EMAIL, NAME, hook["secret"], base64.b64encode(document).decode(), "536-90-"]
        read = 0
        for file in self.site.dir.rglob("*"):
            if file.is_file():
                content = file.read_bytes()
                read += len(content)
                for text in wanted:
                    self.assertNotIn(text.encode(), content, file.name)
        self.assertIn(loan["id"].encode(), self.site.database.read_bytes() + Path(str(self.site.database) + "-wal").read_bytes())
        self.assertGreater(read, 100_000)


if __name__ == "__main__":
    unittest.main()
