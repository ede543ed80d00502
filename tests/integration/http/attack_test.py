#!/usr/bin/env python3
"""Hostile and clumsy requests against the real server, directly and through nginx: each a clear answer, nothing lost."""

import json
import socket
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from client import event, exchange, request, statuses  # noqa: E402
from installation import READY_BOUND, Installation, now_micros  # noqa: E402

ONE = "/v1/audit/events"
COUNTS = "/v1/audit/counts"
INTERNAL_TOKEN = "q8Jx2mVt7Lr0ZbK4wYc9NfHs3DpEg6Ua"


class Attack(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = Installation().start(INTERNAL_TOKEN=INTERNAL_TOKEN).start_edge()
        cls.platform = cls.site.add_platform()
        cls.tenant = cls.site.add_tenant()
        cls.other = cls.site.add_tenant()
        cls.weak = cls.site.add_key(cls.tenant.org_id, "loan.read")

    @classmethod
    def tearDownClass(cls):
        alive = cls.site.server.poll() is None
        verdict = request(cls.site.port, "GET", "/v1/admin/audit/verify", cls.platform).json
        cls.site.close()
        if not alive or not verdict["ok"]:
            raise AssertionError(f"after the attack: alive={alive}, verify={verdict}")

    @property
    def ports(self):
        return (self.site.port, self.site.edge_port)

    def problem(self, answer, status, code):
        self.assertEqual(answer.status, status, answer.body)
        self.assertEqual(answer.headers["content-type"], "application/problem+json", answer.body)
        self.assertEqual(answer.json["code"], code, answer.body)
        self.assertEqual(answer.json["status"], status)
        self.assertEqual(answer.headers["x-correlation-id"], answer.json["correlation_id"])
        return answer.json

    def post(self, body, key=None, port=None, **headers):
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return request(port or self.site.port, "POST", ONE, key or self.tenant, body, names)


class Bodies(Attack):
    def test_malformed_json_is_named_with_its_offset(self):
        for port in self.ports:
            self.assertEqual(self.problem(self.post(b'{"action": }', port=port), 400, "invalid_json")["offset"], 11)

    def test_wrong_types_are_named_with_their_pointer(self):
        found = self.problem(self.post({"events": [event(), event(payload=7)]}), 400, "invalid_field")
        self.assertEqual(found["pointer"], "/events/1/payload")

    def test_one_bad_event_stores_none_of_its_batch(self):
        before = request(self.site.port, "GET", ONE + "?limit=1", self.tenant).json["items"]
        self.problem(self.post({"events": [event("GOOD"), event("bad")]}), 400, "invalid_field")
        self.assertEqual(request(self.site.port, "GET", ONE + "?limit=1", self.tenant).json["items"], before)

    def test_deep_nesting(self):
        for port in self.ports:
            body = b'{"action":"A","outcome":"ok","payload":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001
            self.assertEqual(self.problem(self.post(body, port=port), 400, "json_too_deep")["limit"], 32)

    def test_duplicate_keys(self):
        self.problem(self.post(b'{"action":"A","action":"B","outcome":"ok"}'), 400, "duplicate_key")

    def test_numbers_that_cannot_be_kept(self):
        self.problem(self.post(b'{"action":"A","outcome":"ok","payload":{"n":9007199254740993}}'), 400, "number_not_exact")

    def test_unknown_fields_such_as_an_actor_of_ones_own(self):
        self.assertEqual(self.problem(self.post(event(actor={"id": "usr_1"})), 400, "unknown_field")["pointer"], "/actor")

    def test_more_than_a_mebibyte(self):
        filler = b'{"action":"A","outcome":"ok","payload":{"x":"' + b"x" * (1 << 20) + b'"}}'
        for port in self.ports:
            self.assertEqual(self.problem(self.post(filler, port=port), 413, "payload_too_large")["status"], 413)

    def test_a_mebibyte_exactly_is_taken(self):
        head, tail = b'{"action":"BIG","outcome":"ok","payload":{"x":"', b'"}}'
        for port in self.ports:
            self.assertEqual(self.post(head + b"x" * ((1 << 20) - len(head) - len(tail)) + tail, port=port).status, 201)

    def test_ten_mebibytes_through_nginx(self):
        self.problem(self.post(b"x" * (10 << 20), port=self.site.edge_port), 413, "payload_too_large")

    def test_another_media_type(self):
        self.problem(self.post(b"a=1", Content_Type="application/x-www-form-urlencoded"), 415, "unsupported_media_type")
        self.problem(self.post(b"\x1f\x8b", Content_Encoding="gzip"), 415, "unsupported_media_type")
        self.assertEqual(self.post(event(), Content_Type="Application/JSON; charset=utf-8").status, 201)

    def test_future_events(self):
        found = self.problem(self.post(event(occurred_at="2999-01-01T00:00:00Z")), 400, "invalid_field")
        self.assertEqual(found["pointer"], "/occurred_at")


class Credentials(Attack):
    def refused(self, headers, code, path=ONE):
        for port in self.ports:
            answer = request(port, "GET", path, headers=headers)
            self.problem(answer, 401, code)
            self.assertIn("Bearer", answer.headers["www-authenticate"])

    def test_none(self):
        self.refused({}, "missing_credentials")
        self.refused({"Authorization": "Basic dTpw"}, "missing_credentials")
        self.refused({"Authorization": "Bearer "}, "missing_credentials")

    def test_garbage(self):
        for token in ("x", "rsk_", "rsk_dev_key_0_0", "a" * 8000, "rsk_dev_" + "é" * 10):
            self.refused({"Authorization": f"Bearer {token}".encode()}, "invalid_credentials")

    def test_right_id_wrong_secret_says_the_same_as_unknown_id(self):
        wrong = self.tenant.text[:-4] + ("AAAA" if not self.tenant.text.endswith("AAAA") else "BAAA")
        self.refused({"Authorization": f"Bearer {wrong}"}, "invalid_credentials")
        unknown = self.tenant.text.replace(self.tenant.id, "key_01J0000000000000000000000Z")
        self.refused({"Authorization": f"Bearer {unknown}"}, "invalid_credentials")

    def test_expired_and_revoked(self):
        past = now_micros() - 1
        self.refused(self.site.add_key(self.tenant.org_id, "audit.read", expires_at=past).header, "expired_credentials")
        self.refused(self.site.add_key(self.tenant.org_id, "audit.read", revoked_at=past).header, "revoked_credentials")

    def test_too_little_capability_is_refused_before_the_body_is_read(self):
        found = self.problem(request(self.site.port, "GET", "/v1/admin/audit/verify", self.weak), 403, "capability_missing")
        self.assertEqual(found["capability"], "audit.read")

    def test_any_key_of_the_organisation_may_append(self):
        self.assertEqual(self.post(event(), self.weak).status, 201)

    def test_every_route_of_the_document_refuses_strangers_and_the_weak(self):
        document = request(self.site.port, "GET", "/v1/openapi.json").json
        other = self.site.add_key(self.tenant.org_id, "audit.read")
        called = 0
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                if not operation["security"]:
                    continue
                called += 1
                if any("internalToken" in way for way in operation["security"]):
                    stranger = {"X-Internal-Token": "x" * len(INTERNAL_TOKEN)}
                    self.problem(request(self.site.port, method.upper(), path, body=b"{}", headers=stranger), 401, "invalid_internal_token")
                    continue
                self.problem(request(self.site.port, method.upper(), path, body=b"{}"), 401, "missing_credentials")
                if "x-capability" in operation:
                    weak = self.weak if operation["x-capability"] != "loan.read" else other
                    self.problem(request(self.site.port, method.upper(), path, weak, b"{}"), 403, "capability_missing")
        self.assertGreaterEqual(called, 60)


class Tenants(Attack):
    def test_a_tenant_lists_its_own_rows_alone(self):
        self.post(event("MINE"), self.tenant)
        self.post(event("THEIRS"), self.other)
        items = request(self.site.port, "GET", ONE + "?limit=500", self.tenant).json["items"]
        self.assertEqual({item["acting_as_org_id"] for item in items}, {self.tenant.org_id})

    def test_asking_for_another_organisation_says_there_is_none(self):
        for path in (ONE, "/v1/admin/audit/export"):
            self.problem(request(self.site.port, "GET", f"{path}?org_id={self.other.org_id}", self.tenant), 404, "not_found")

    def test_the_platform_sees_everyone(self):
        self.post(event("SEEN"), self.other)
        items = request(self.site.port, "GET", f"{ONE}?org_id={self.other.org_id}&action=SEEN", self.platform).json["items"]
        self.assertGreaterEqual(len(items), 1)

    def test_verify_and_export_of_a_tenant_cover_its_own_chain(self):
        count = len(request(self.site.port, "GET", ONE + "?limit=500", self.tenant).json["items"])
        verdict = request(self.site.port, "GET", "/v1/admin/audit/verify", self.tenant).json
        self.assertTrue(verdict["ok"])
        self.assertEqual(verdict["logs"][0]["rows"], count)
        self.assertRegex(verdict["logs"][0]["summary"], f"^Intact: {count} rows?, .* one unbroken chain of one organisation\\.$")
        lines = request(self.site.edge_port, "GET", "/v1/admin/audit/export", self.tenant).body.splitlines()
        self.assertEqual(len(lines) - 2, count + 1)  # and the row of the export itself
        self.assertEqual({json.loads(line)["row"]["acting_as_org_id"] for line in lines[1:-1]}, {self.tenant.org_id})


class Lists(Attack):
    def test_pages_meet_without_gap_or_repeat(self):
        batch = self.post({"events": [event("PAGED") for _ in range(25)]}).json["items"]
        seen, cursor = [], ""
        while cursor is not None:
            page = request(self.site.port, "GET", f"{ONE}?action=PAGED&limit=10" + (f"&cursor={cursor}" if cursor else ""),
                           self.tenant).json
            seen += [item["id"] for item in page["items"]]
            cursor = page["next_cursor"]
        self.assertEqual(seen, sorted((item["id"] for item in batch), reverse=True))

    def test_filters_by_correlation_id_actor_and_time(self):
        made = self.post(event("FOUND"), X_Correlation_Id="find-me.1").json["items"][0]
        for query in ("correlation_id=find-me.1", f"actor={self.tenant.id}&action=FOUND", "action=FOUND&from=2020-01-01T00:00:00Z"):
            items = request(self.site.port, "GET", f"{ONE}?{query}", self.tenant).json["items"]
            self.assertEqual([item["id"] for item in items], [made["id"]], query)
            self.assertEqual(items[0]["entry_hash"], made["entry_hash"])
        none = request(self.site.port, "GET", ONE + "?action=FOUND&to=2020-01-01T00:00:00Z", self.tenant).json
        self.assertEqual(none, {"items": [], "next_cursor": None})

    def test_wrong_parameters_are_named(self):
        for query, code, name in (("limit=0", "invalid_field", "limit"), ("limit=501", "invalid_field", "limit"),
                                  ("cursor=zzz", "invalid_field", "cursor"), ("from=noon", "invalid_field", "from"),
                                  ("org_id=1", "invalid_field", "org_id"), ("color=1", "unknown_field", "color"),
                                  ("limit=1&limit=2", "invalid_field", "limit")):
            found = self.problem(request(self.site.port, "GET", f"{ONE}?{query}", self.tenant), 400, code)
            self.assertEqual(found["parameter"], name)

    def test_counts_are_by_action_and_step_of_the_callers_organisation(self):
        for when in ("10:05", "10:59", "11:00", "12:00"):
            self.post(event("COUNTED", occurred_at=f"2026-01-02T{when}:00Z"))
        self.post(event("COUNTED_TOO", occurred_at="2026-01-02T11:30:00Z"))
        self.post(event("COUNTED", occurred_at="2026-01-02T10:30:00Z"), self.other)
        span = "from=2026-01-02T10:00:00Z&to=2026-01-02T12:00:00Z"
        found = self.counts(f"actions=COUNTED_TOO,COUNTED&step=hour&{span}")
        hours = ["2026-01-02T10:00:00.000000Z", "2026-01-02T11:00:00.000000Z"]
        self.assertEqual(found, {
            "step": "hour", "from": hours[0], "to": "2026-01-02T12:00:00.000000Z", "complete": True, "complete_from": hours[0],
            "items": [{"action": "COUNTED", "start": hours[0], "count": 2}, {"action": "COUNTED", "start": hours[1], "count": 1},
                      {"action": "COUNTED_TOO", "start": hours[1], "count": 1}]})
        day = self.counts("actions=COUNTED&step=day&from=2026-01-02T00:00:00Z", self.platform)
        self.assertEqual(day["items"], [{"action": "COUNTED", "start": "2026-01-02T00:00:00.000000Z", "count": 5}])
        one = self.counts(f"actions=COUNTED&step=day&{span}&org_id={self.other.org_id}", self.platform)
        self.assertEqual([item["count"] for item in one["items"]], [1])
        self.problem(request(self.site.port, "GET", f"{COUNTS}?actions=A&step=day&{span}&org_id={self.other.org_id}", self.tenant), 404, "not_found")

    def counts(self, query, key=None):
        answer = request(self.site.port, "GET", f"{COUNTS}?{query}", key or self.tenant)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json

    def test_counts_are_bounded(self):
        span = "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z"
        sixteen = ",".join(f"A{i}" for i in range(16))
        self.assertEqual(self.counts(f"actions={sixteen}&step=hour&{span}")["items"], [])
        self.counts("actions=A&step=hour&from=2026-01-01T00:00:00Z&to=2026-04-11T00:00:00Z")
        for query, name in ((f"actions={sixteen},B&step=hour&{span}", "actions"), (f"actions=&step=hour&{span}", "actions"),
                            (f"step=hour&{span}", "actions"), (f"actions=a&step=hour&{span}", "actions"), (f"actions=A,&step=hour&{span}", "actions"),
                            (f"actions=A&{span}", "step"), (f"actions=A&step=minute&{span}", "step"), ("actions=A&step=hour", "from"),
                            ("actions=A&step=hour&from=noon", "from"), ("actions=A&step=hour&from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z", "to"),
                            ("actions=A&step=hour&from=2026-01-01T00:00:00Z&to=2026-04-11T00:00:00.000001Z", "from"),
                            (f"actions=A&step=hour&{span}&limit=5", "limit")):
            answer = request(self.site.port, "GET", f"{COUNTS}?{query}", self.tenant)
            self.assertEqual((answer.status, answer.json["parameter"]), (400, name), query)

    def test_unknown_logs(self):
        for path in ("verify", "export"):
            self.problem(request(self.site.port, "GET", f"/v1/admin/audit/{path}?log=ai", self.platform), 400, "unknown_log")

    def test_an_export_that_cannot_be_is_no_event(self):
        self.problem(request(self.site.port, "GET", "/v1/admin/audit/export?from=5&to=2", self.other), 400, "invalid_range")
        rows = request(self.site.port, "GET", ONE + "?action=AUDIT_EXPORTED", self.other).json
        self.assertEqual(rows["items"], [])

    def test_an_export_is_a_download_that_carries_its_correlation_id(self):
        answer = request(self.site.edge_port, "GET", "/v1/admin/audit/export", self.platform, headers={"X-Correlation-Id": "exp-1"})
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/x-ndjson"))
        self.assertRegex(answer.headers["content-disposition"], r'^attachment; filename="ratestack-audit-common-all-\d{8}T\d{6}Z\.ndjson"$')
        self.assertEqual(answer.headers["x-correlation-id"], "exp-1")
        self.assertNotIn("x-accel-redirect", answer.headers)
        last = json.loads(answer.body.splitlines()[-2])["row"]
        self.assertEqual((last["action"], last["correlation_id"]), ("AUDIT_EXPORTED", "exp-1"))

    def test_ranges_outside_of_the_log(self):
        self.problem(request(self.site.port, "GET", "/v1/admin/audit/verify?from=5&to=2", self.platform), 400, "invalid_range")
        self.problem(request(self.site.port, "GET", "/v1/admin/audit/verify?to=99999999", self.platform), 400, "invalid_range")


class Idempotency(Attack):
    def test_a_repeat_gets_the_first_answer_and_writes_nothing(self):
        first = self.post(event("ONCE"), Idempotency_Key="k1")
        again = self.post(event("ONCE"), Idempotency_Key="k1")
        self.assertEqual((again.status, again.json), (201, first.json))
        items = request(self.site.port, "GET", ONE + "?action=ONCE", self.tenant).json["items"]
        self.assertEqual(len(items), 1)

    def test_another_request_under_the_same_key_is_refused(self):
        self.post(event("FIRST"), Idempotency_Key="k2")
        self.problem(self.post(event("SECOND"), Idempotency_Key="k2"), 422, "idempotency_key_reused")

    def test_keys_of_two_organisations_do_not_meet(self):
        self.post(event("FIRST"), Idempotency_Key="k3")
        self.assertEqual(self.post(event("SECOND"), self.other, Idempotency_Key="k3").status, 201)

    def test_unusable_keys(self):
        for key in ("a b", "x" * 256):
            self.problem(self.post(event(), Idempotency_Key=key), 400, "invalid_field")


class Protocol(Attack):
    HEAD = "GET /healthz HTTP/1.1\r\nHost: x\r\n"

    def raw(self, text, port=None):
        return exchange(port or self.site.port, text.encode("latin-1"))

    def refused(self, text, status=400, port=None):
        received = self.raw(text, port)
        self.assertEqual(statuses(received), [status], received)
        self.assertIn(b"application/problem+json", received)

    def test_unknown_route_and_wrong_method(self):
        for port in self.ports:
            self.problem(request(port, "GET", "/v1/nothing"), 404, "not_found")
            answer = request(port, "DELETE", ONE)
            self.problem(answer, 405, "method_not_allowed")
            self.assertEqual(answer.headers["allow"], "POST, GET, HEAD")
        for path in ("/v1/audit/events/", "//v1/audit/events", "/v1/audit/%65vents", "/V1/audit/events"):
            self.problem(request(self.site.port, "GET", path), 404, "not_found")

    def test_methods_that_nobody_has(self):
        for port in self.ports:
            self.problem(request(port, "BREW", "/healthz"), 405, "method_not_allowed")

    def test_head_tells_what_get_would(self):
        for port in self.ports:
            head, get = request(port, "HEAD", "/v1/openapi.json"), request(port, "GET", "/v1/openapi.json")
            self.assertEqual((head.status, head.body), (200, b""))
            self.assertEqual(head.headers["content-length"], get.headers["content-length"])
            self.assertEqual(head.headers["etag"], get.headers["etag"])

    def test_a_known_entity_tag_is_not_sent_again(self):
        tag = request(self.site.port, "GET", "/v1/openapi.json").headers["etag"]
        for port in self.ports:
            answer = request(port, "GET", "/v1/openapi.json", headers={"If-None-Match": tag})
            self.assertEqual((answer.status, answer.body), (304, b""))

    def test_bad_content_lengths(self):
        for length in ("-1", "abc", "1e3", "99999999999999999999999"):
            for port in self.ports:
                received = self.raw(f"POST {ONE} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n", port)
                self.assertEqual(len(statuses(received)), 1, received)
                self.assertIn(statuses(received)[0], (400, 413), received)

    def test_both_lengths_at_once(self):
        self.refused(f"POST {ONE} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")

    def test_not_http(self):
        self.refused("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 \r\n\r\n")
        self.refused("GET /healthz HTTP/9.9\r\n\r\n")
        self.refused("GET /healthz SPDY/1\r\n\r\n")

    def test_huge_headers_get_one_answer(self):
        huge = "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Big: " + "a" * (3 << 20) + "\r\n\r\n"
        self.refused(huge, 413)
        self.assertEqual(statuses(self.raw(huge, self.site.edge_port)), [431])

    def test_a_library_header_that_cannot_be_parsed(self):
        odd = self.HEAD + "Connection: close\r\nAccept: ;;;\r\nCookie: ;=;\r\nCache-Control: max-age=x\r\n\r\n"
        self.assertEqual(statuses(self.raw(odd, self.site.edge_port)), [200])  # nginx does not pass on what nobody reads
        self.assertEqual(len(statuses(self.raw(odd))), 1)

    def test_pipelined_requests_are_answered_or_the_connection_is_closed(self):
        received = self.raw((self.HEAD + "Connection: keep-alive\r\n\r\n") * 3)
        self.assertGreaterEqual(len(statuses(received)), 1)
        self.assertEqual(set(statuses(received)), {200})
        self.assertIn(b"Connection: close", received)
        self.assertEqual(statuses(self.raw(self.HEAD + "\r\n" + self.HEAD + "Connection: close\r\n\r\n", self.site.edge_port)), [200, 200])

    def test_a_second_request_before_the_first_answer_ends_the_connection(self):
        body = json.dumps({"events": [event("PIPED") for _ in range(500)]})
        post = (f"POST {ONE} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self.tenant.text}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}")
        with socket.create_connection(("127.0.0.1", self.site.port), timeout=30) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.sendall(post.encode())
            connection.sendall((self.HEAD + "\r\n").encode())
            received = b"".join(iter(lambda: connection.recv(65536), b""))  # until the server closes
        self.assertEqual(statuses(received), [201])

    def test_http_1_0_closes(self):
        received = self.raw("GET /healthz HTTP/1.0\r\n\r\n")
        self.assertEqual(statuses(received), [200])
        self.assertIn(b"Connection: close", received)

    def test_correlation_ids(self):
        for port in self.ports:
            answer = request(port, "GET", "/healthz", headers={"X-Correlation-Id": "my-id.7"})
            self.assertEqual(answer.headers["x-correlation-id"], "my-id.7")
            answer = request(port, "GET", "/healthz", headers={"X-Correlation-Id": "no spaces, \"quotes\" or <tags>"})
            self.assertRegex(answer.headers["x-correlation-id"], r"^[A-Za-z0-9._-]{1,128}$")

    def test_rows_hold_the_clients_address_as_nginx_saw_it(self):
        made = self.post(event("FROM"), port=self.site.edge_port, X_Forwarded_For="198.51.100.66").json["items"][0]
        row = request(self.site.port, "GET", ONE + "?action=FROM", self.tenant).json["items"][0]
        self.assertEqual(row["id"], made["id"])
        self.assertEqual(row["request"], {"ip": "127.0.0.1", "method": "POST", "uri": ONE})

    def test_nothing_that_is_not_served_is_reachable_through_nginx(self):
        for path in ("/_exports/audit-1.ndjson", "/_exports/../ratestack.db", "/internal/v1/x", "/metrics"):
            self.assertEqual(request(self.site.edge_port, "GET", path).status, 404, path)


class Logs(Attack):
    def test_lines_name_patterns_and_hold_no_secret(self):
        request(self.site.port, "GET", f"{ONE}?actor=jane.doe@example.com", self.tenant, headers={"X-Correlation-Id": "logged-1"})
        request(self.site.port, "GET", "/secret-path-4111111111111111", headers={"X-Correlation-Id": "logged-2"})
        self.wait_for_line("logged-2")
        lines = [line for line in self.site.log_lines() if line.get("correlation_id") == "logged-1"]
        self.assertEqual([(line["route"], line["status"], line["method"]) for line in lines], [(ONE, 200, "GET")])
        text = self.site.log.read_text()
        for secret in (self.tenant.text[-43:], "jane.doe", "4111111111111111"):
            self.assertNotIn(secret, text)

    def wait_for_line(self, correlation_id):
        """Lines are written by a thread of their own, in their order."""
        end = time.monotonic() + READY_BOUND
        while not any(line.get("correlation_id") == correlation_id for line in self.site.log_lines()):
            self.assertLess(time.monotonic(), end, "the line was not written in time")
            time.sleep(0.005)


if __name__ == "__main__":
    unittest.main()
