#!/usr/bin/env python3
"""Personal data sent to the real server: it is in no byte of the log, of the database or of an answer that others read."""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from client import event, request  # noqa: E402
from installation import Installation  # noqa: E402

ADDRESS = "jane.doe@corp.example"
PHONE = "415-555-2671"
SSN = "123-45-6789"
CARD = "4111111111111111"
LEAKS = (b"jane.doe", b"corp.example", b"555-2671", b"123-45-6789", CARD.encode())


class Redaction(unittest.TestCase):
    def setUp(self):
        self.site = Installation().start()
        self.addCleanup(self.site.close)
        self.tenant = self.site.add_tenant()
        self.other = self.site.add_tenant()

    def redact(self, body, key=None):
        return request(self.site.port, "POST", "/v1/redact", key or self.tenant, body)

    def stored_bytes(self):
        return b"".join(path.read_bytes() for path in self.site.data.rglob("*") if path.is_file())

    def append(self, headers=None, **members):
        answer = request(self.site.port, "POST", "/v1/audit/events", self.tenant, event(**members), headers)
        self.assertEqual(answer.status, 201, answer.body)
        return answer


class WrittenDown(Redaction):
    def test_no_row_and_no_log_line_holds_any(self):
        self.append(payload={"note": f"{ADDRESS} rang from {PHONE}", "card": int(CARD), "people": {ADDRESS: {"ssn": SSN}}},
                    resource={"type": "loan", "id": ADDRESS})
        self.append(headers={"X-Correlation-Id": SSN})
        self.append(headers={"Idempotency-Key": ADDRESS}, payload={"card": CARD})
        for path in (f"/v1/audit/events?actor={ADDRESS}", f"/v1/loans/{ADDRESS}", f"/v1/audit/events?{ADDRESS}={CARD}"):
            request(self.site.port, "GET", path, self.tenant, headers={"X-Correlation-Id": PHONE, "User-Agent": ADDRESS})
        self.assertEqual(self.site.stop(), 0)
        log = self.site.log.read_bytes()
        for leak in LEAKS:
            self.assertNotIn(leak, log)
        rows = b"\n".join(row.encode() for (row,) in self.site.sql("SELECT row FROM common_audit_log"))
        for leak in LEAKS:
            self.assertNotIn(leak, rows)
        self.assertIn(b"[REDACTED:EMAIL]", rows)
        stored = self.stored_bytes()
        for leak in LEAKS[2:]:  # an Idempotency-Key is the client's own word for a request, and is kept as such for a day
            self.assertNotIn(leak, stored)

    def test_a_personal_correlation_id_is_replaced_alike_in_answer_log_and_row(self):
        answer = self.append(headers={"X-Correlation-Id": PHONE})
        made = answer.headers["x-correlation-id"]
        self.assertNotIn("2671", made)
        self.assertEqual(self.site.stop(), 0)
        self.assertIn(made, [line.get("correlation_id") for line in self.site.log_lines()])
        self.assertEqual(json.loads(self.site.sql("SELECT row FROM common_audit_log")[0][0])["correlation_id"], made)

    def test_a_redacted_log_verifies(self):
        self.append(payload={"zz": 1, ADDRESS: CARD})
        verdict = request(self.site.port, "GET", "/v1/admin/audit/verify", self.tenant).json
        self.assertTrue(verdict["ok"], verdict)


class Endpoint(Redaction):
    def test_text(self):
        answer = self.redact({"text": f"{ADDRESS}, {PHONE}, {SSN}, {CARD}\n"})
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.json["text"], "[REDACTED:EMAIL], [REDACTED:PHONE], [REDACTED:SSN], [REDACTED:PAN]\n")
        self.assertEqual(answer.json["counts"], {"EMAIL": 1, "PHONE": 1, "SSN": 1, "PAN": 1})

    def test_json_keeps_its_order_its_numbers_and_its_form(self):
        sent = '{"z": 1.50, "a": [' + CARD + ', 6304000000000000000], "' + ADDRESS + '": {"n": 1e3}}'
        answer = self.redact(('{"json": ' + sent + "}").encode())
        self.assertEqual(answer.status, 200, answer.body)
        expected = '{"z": 1.50, "a": ["[REDACTED:PAN]", "[REDACTED:PAN]"], "[REDACTED:EMAIL]": {"n": 1e3}}'
        self.assertIn(expected.encode(), answer.body)

    def test_partial_and_allow(self):
        answer = self.redact({"text": f"{CARD} {ADDRESS}", "mode": "partial", "allow": [ADDRESS.upper()]})
        self.assertEqual(answer.json["text"], f"[REDACTED:PAN:1111] {ADDRESS}")

    def test_pseudonyms_count_a_person_once_and_belong_to_the_tenant(self):
        body = {"text": f"{ADDRESS} and {ADDRESS.upper()}", "mode": "pseudonym"}
        one, two = self.redact(body).json["text"].split(" and ")
        self.assertRegex(one, r"^\[EMAIL:[0-9a-f]{16}\]$")
        self.assertEqual(one, two)
        self.assertNotIn(one, self.redact(body, self.other).json["text"])

    def test_pseudonyms_outlive_a_restart(self):
        body = {"text": ADDRESS, "mode": "pseudonym"}
        before = self.redact(body).json
        self.site.stop()
        self.site.start()
        self.assertEqual(self.redact(body).json, before)
        key = self.site.data / "pseudonym.key"
        self.assertEqual((key.stat().st_mode & 0o777, key.stat().st_size), (0o600, 32))

    def test_a_large_body(self):
        text = f"{ADDRESS} wrote\n" * 30_000
        answer = self.redact({"text": text})
        self.assertEqual(answer.json["counts"]["EMAIL"], 30_000)

    def test_refusals(self):
        for body, status, code in (({}, 400, "invalid_field"), ({"text": "", "json": 1}, 400, "invalid_field"),
                                   ({"text": "", "mode": "x"}, 400, "invalid_field"), ({"txt": ""}, 400, "unknown_field"),
                                   (b'{"json": }', 400, "invalid_json"), (b"x" * ((1 << 20) + 1), 413, "payload_too_large")):
            answer = self.redact(body)
            self.assertEqual((answer.status, answer.json["code"]), (status, code))
        self.assertEqual(request(self.site.port, "POST", "/v1/redact", None, {"text": ""}).status, 401)


if __name__ == "__main__":
    unittest.main()
