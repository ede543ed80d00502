#!/usr/bin/env python3
"""Secrets and the rotation of the master key, on the real server: what goes in, what comes out, what never does."""

import base64
import hashlib
import os
import secrets
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from client import request  # noqa: E402
from installation import Installation, binaries  # noqa: E402
from replicas import Site  # noqa: E402

ROWS = 300
SERVER_KEYS = 2  # each installation has: one to derive others from, one to sign access tokens
BOUND = 30.0  # seconds; a bound on waiting
KEY_A, KEY_B, KEY_C = (secrets.token_hex(32) for _ in range(3))
VALUE = "correct-horse-" + secrets.token_hex(12)


def kid(key):
    return hashlib.sha256(b"ratestack kid v1" + bytes.fromhex(key)).hexdigest()[:8]


def path(name, kind="config"):
    return f"/v1/secrets/{kind}/{name}"


def put(site, key, name, value, kind="config"):
    return request(site.port, "PUT", path(name, kind), key, {"value": value})


def rotation(site, operator):
    answer = request(site.port, "GET", "/v1/admin/secrets/rotation", operator)
    assert answer.status == 200, answer.body
    return answer.json


def wait_for_rekey(site, operator):
    end = time.monotonic() + BOUND
    while time.monotonic() < end:
        status = rotation(site, operator)
        if status["job"] and status["job"]["state"] != "running":
            return status
        time.sleep(0.02)
    raise AssertionError("the rekey did not end in time")


def keys(current, previous=None):
    out = {"PRICING_MASTER_KEY": current}
    return out if previous is None else out | {"PRICING_MASTER_KEY_PREVIOUS": previous}


def add_people(site):
    tenant = site.add_key(site.add_org("ORIGINATOR"), "integration.manage audit.read")
    operator = site.add_key(site.add_org("PLATFORM"), "integration.manage audit.read platform.operate")
    return tenant, operator


def run(site, *arguments, **environment):
    return subprocess.run([binaries() / "ratestack", *arguments], env=site.environment(**environment), capture_output=True, text=True,
                          check=False, timeout=120)


class Secrets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = Installation().start(**keys(KEY_A))
        cls.addClassCleanup(cls.site.close)
        cls.tenant, cls.operator = add_people(cls.site)
        cls.other = cls.site.add_key(cls.site.add_org("INVESTOR"), "integration.manage audit.read")
        cls.reader = cls.site.add_key(cls.tenant.org_id, "audit.read")

    def test_a_secret_is_described_and_never_shown(self):
        stored = put(self.site, self.tenant, "mail", VALUE)
        self.assertEqual(stored.status, 200, stored.body)
        described = request(self.site.port, "GET", path("mail"), self.tenant)
        self.assertEqual(described.json, stored.json)
        self.assertEqual(sorted(described.json), ["created_at", "fingerprint", "kid", "kind", "name", "updated_at"])
        self.assertEqual((described.json["kind"], described.json["name"], described.json["kid"]), ("config", "mail", kid(KEY_A)))
        rows = request(self.site.port, "GET", "/v1/audit/events?limit=500", self.tenant)
        listed = request(self.site.port, "GET", "/v1/secrets", self.tenant)
        files = b"".join(file.read_bytes() for file in self.site.data.rglob("*") if file.is_file())
        for place in (stored.body, described.body, rows.body, listed.body, self.site.log.read_bytes(), files):
            self.assertNotIn(VALUE.encode(), place)
            for spelling in (bytes.fromhex(KEY_A), KEY_A.encode(), base64.b64encode(bytes.fromhex(KEY_A)).rstrip(b"=")):
                self.assertNotIn(spelling, place)
        self.assertIn("SECRET_STORED", [row["action"] for row in rows.json["items"]])

    def test_a_deleted_secret_is_gone(self):
        put(self.site, self.tenant, "short-lived", "x")
        gone = request(self.site.port, "DELETE", path("short-lived"), self.tenant)
        self.assertEqual((gone.status, gone.body), (204, b""))
        self.assertNotIn("content-length", gone.headers)
        for method in ("GET", "DELETE"):
            self.assertEqual(request(self.site.port, method, path("short-lived"), self.tenant).status, 404)

    def test_tenants_do_not_see_each_other(self):
        put(self.site, self.tenant, "mine", "x")
        for method in ("GET", "DELETE"):
            self.assertEqual(request(self.site.port, method, path("mine"), self.other).json["code"], "not_found")
            self.assertEqual(request(self.site.port, method, path("mine"), self.operator).json["code"], "not_found")
        self.assertEqual(request(self.site.port, "GET", path("mine"), self.tenant).status, 200)

    def test_what_is_needed(self):
        for method, where, key in (("GET", path("mine"), self.reader), ("PUT", path("mine"), self.reader), ("GET", "/v1/secrets", self.reader),
                                   ("POST", "/v1/admin/secrets/rekey", self.tenant), ("GET", "/v1/admin/secrets/rotation", self.tenant)):
            body = {"value": "x"} if method == "PUT" else None
            self.assertEqual(request(self.site.port, method, where, key, body).json["code"], "capability_missing", where)
            self.assertEqual(request(self.site.port, method, where, None, body).status, 401, where)

    def test_bad_input_is_named(self):
        for name, kind, status, code in (("x", "other", 404, "not_found"), ("UPPER", "config", 400, "invalid_field"),
                                         ("-x", "config", 400, "invalid_field"), ("x" * 65, "config", 400, "invalid_field"),
                                         ("a%2fb", "config", 400, "invalid_field")):
            answer = put(self.site, self.tenant, name, "x", kind)
            self.assertEqual((answer.status, answer.json["code"]), (status, code), name)
        for body, code in (({}, "invalid_field"), ({"value": ""}, "invalid_field"), ({"value": 1}, "invalid_field"),
                           ({"value": "x" * 65537}, "invalid_field"), ({"value": "x", "kid": "y"}, "unknown_field"), ([], "invalid_field")):
            answer = request(self.site.port, "PUT", path("x"), self.tenant, body)
            self.assertEqual((answer.status, answer.json["code"]), (400, code), str(body)[:40])
        self.assertEqual(put(self.site, self.tenant, "largest", "x" * 65536).status, 200)

    def test_webhook_secrets_are_of_the_standard_form(self):
        good = ["whsec_" + base64.b64encode(secrets.token_bytes(n)).decode() for n in (24, 32, 64)]
        for value in (good[0], good[1], " ".join(good)):
            self.assertEqual(put(self.site, self.tenant, "hook", value, "webhook").status, 200, value)
        for value in ("secret", good[0] + "  " + good[1], good[0] + " " + good[0], "whsec_" + base64.b64encode(b"short").decode()):
            self.assertEqual(put(self.site, self.tenant, "hook", value, "webhook").json["pointer"], "/value", value)

    def test_lists_page_by_page(self):
        lister = self.site.add_key(self.site.add_org("CORRESPONDENT"), "integration.manage")
        names = [f"n{n}" for n in range(7)]
        for name in reversed(names):
            put(self.site, lister, name, "x")
        found, cursor = [], ""
        while cursor is not None:
            page = request(self.site.port, "GET", "/v1/secrets?limit=3" + (cursor and "&cursor=" + cursor), lister).json
            found += [item["name"] for item in page["items"]]
            cursor = page["next_cursor"]
        self.assertEqual(found, names)
        self.assertEqual(request(self.site.port, "GET", "/v1/secrets?cursor=nonsense", lister).json["code"], "invalid_field")


class Rotation(unittest.TestCase):
    def site(self):
        site = Installation().start(**keys(KEY_A))
        self.addCleanup(site.close)
        return site

    def restart(self, site, current, previous=None):
        site.stop()
        site.start(**keys(current, previous))

    def test_from_one_key_to_the_next(self):
        site = self.site()
        tenant, operator = add_people(site)
        for n in range(ROWS):
            self.assertEqual(put(site, tenant, f"n{n}", f"value {n}").status, 200)
        self.assertEqual(rotation(site, operator)["rows"], {kid(KEY_A): ROWS + SERVER_KEYS})
        self.restart(site, KEY_B, KEY_A)  # distributed, not activated
        put(site, tenant, "between", "x")
        status = rotation(site, operator)
        self.assertEqual((status["current_kid"], status["previous_kid"], status["write_kid"]), (kid(KEY_B), kid(KEY_A), kid(KEY_A)))
        self.assertFalse(status["safe_to_drop_previous"])
        self.assertEqual([blocker["code"] for blocker in status["blockers"]], ["written_under_previous", "rows_under_previous"])
        begun = request(site.port, "POST", "/v1/admin/secrets/rekey", operator)
        self.assertEqual(begun.status, 202, begun.body)
        self.assertEqual(begun.json["job"]["total"], ROWS + 1 + SERVER_KEYS)
        status = wait_for_rekey(site, operator)
        self.assertEqual((status["job"]["state"], status["job"]["done"]), ("done", ROWS + 1 + SERVER_KEYS))
        self.assertEqual(status["rows"], {kid(KEY_B): ROWS + 1 + SERVER_KEYS})
        self.assertTrue(status["safe_to_drop_previous"])
        again = request(site.port, "POST", "/v1/admin/secrets/rekey", operator)
        self.assertEqual((again.status, again.json), (202, {"job": None}))
        self.restart(site, KEY_B)
        self.assertEqual(request(site.port, "GET", path("n7"), tenant).json["kid"], kid(KEY_B))
        site.stop()
        self.assertEqual(run(site, "secrets", "verify", **keys(KEY_B)).returncode, 0)
        actions = [row[0] for row in site.sql("SELECT action FROM common_audit_log WHERE action LIKE 'SECRETS_%' ORDER BY id")]
        self.assertEqual(actions, ["SECRETS_REKEY_STARTED", "SECRETS_REKEY_FINISHED"])

    def refusal(self, site, **environment):
        ended = subprocess.run([binaries() / "ratestackd"], env=site.environment(**environment), capture_output=True, text=True, check=False,
                               timeout=30)
        self.assertNotEqual(ended.returncode, 0)
        said = [line for line in ended.stderr.splitlines() if "warning:" not in line]
        self.assertEqual(len(said), 1, ended.stderr)
        for key in environment.values():
            self.assertNotIn(key, ended.stderr)
        return said[0]

    def test_starts_that_are_refused_say_why(self):
        site = self.site()
        tenant, _ = add_people(site)
        put(site, tenant, "one", "x")
        site.stop()
        self.assertIn(kid(KEY_A), self.refusal(site, **keys(KEY_B)))
        self.assertIn(kid(KEY_A), self.refusal(site, **keys(KEY_B, KEY_C)))
        envelope = site.sql("SELECT value FROM secrets")[0][0]
        site.sql("UPDATE secrets SET value = ?", (envelope.replace(kid(KEY_A), kid(KEY_C)),))
        self.assertIn(f"secrets.value: 1 row under {kid(KEY_C)}", self.refusal(site, **keys(KEY_A)))
        site.sql("DELETE FROM secret_fence")
        self.assertIn("secret_fence", self.refusal(site, **keys(KEY_A)))
        same = base64.b64encode(bytes.fromhex(KEY_A)).decode()
        ended = subprocess.run([binaries() / "ratestackd"], env=site.environment(**keys(KEY_A, same)), capture_output=True, text=True,
                               check=False, timeout=30)
        self.assertEqual(ended.returncode, 2)
        self.assertIn("PRICING_MASTER_KEY_PREVIOUS", ended.stderr)
        self.assertNotIn(same, ended.stderr)

    def test_a_rekey_goes_on_with_the_next_start(self):
        site = self.site()
        tenant, operator = add_people(site)
        put(site, tenant, "one", "x")
        self.restart(site, KEY_B, KEY_A)
        begun = request(site.port, "POST", "/v1/admin/secrets/rekey", operator)
        self.assertEqual(begun.status, 202)
        wait_for_rekey(site, operator)
        site.stop()
        # As if that server had died before it closed the job.
        site.sql("UPDATE secret_rekey SET state = 'running', finished_at = NULL")
        site.start(**keys(KEY_B, KEY_A))
        self.assertEqual(wait_for_rekey(site, operator)["job"]["state"], "done")

    def test_the_command_line_rotates_too(self):
        site = self.site()
        tenant, _ = add_people(site)
        for n in range(5):
            put(site, tenant, f"n{n}", "x")
        site.stop()
        made = run(site, "secrets", "keygen")
        self.assertEqual(made.returncode, 0)
        new = made.stdout.strip()
        self.assertRegex(new, r"^[A-Za-z0-9_-]{43}\.[0-9a-f]{8}$")
        mistyped = ("A" if new[0] != "A" else "B") + new[1:]
        self.assertEqual(run(site, "secrets", "status", **keys(mistyped, KEY_A)).returncode, 2)
        self.assertIn("Not done yet", run(site, "secrets", "status", **keys(new, KEY_A)).stdout)
        done = run(site, "secrets", "rekey", **keys(new, KEY_A))
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
        self.assertIn(f"{5 + SERVER_KEYS} resealed", done.stdout)
        self.assertIn("The previous key can go.", run(site, "secrets", "status", **keys(new, KEY_A)).stdout)
        site.sql("PRAGMA wal_checkpoint(TRUNCATE)")
        before = site.database.read_bytes()
        self.assertIn("nothing to do", run(site, "secrets", "rekey", **keys(new, KEY_A)).stdout)
        self.assertEqual(site.database.read_bytes(), before)
        log = site.database.with_name(site.database.name + "-wal")
        self.assertEqual(log.stat().st_size if log.exists() else 0, 0)
        site.sql("UPDATE secrets SET value = 'plaintext' WHERE name = 'n3'")
        found = run(site, "secrets", "verify", **keys(new))
        self.assertEqual(found.returncode, 1)
        self.assertIn(f"{4 + SERVER_KEYS} of {5 + SERVER_KEYS} rows open", found.stdout)
        self.assertIn("not_ciphertext", found.stdout)
        self.assertNotIn("plaintext", found.stdout + found.stderr)


class Replicas(unittest.TestCase):
    """Two servers of one PostgreSQL database, of which one was not told the new key."""

    def test_a_server_with_the_old_keys_is_kept_from_writing(self):
        with Site(durable=False) as site:
            stale, fresh = site.replicas
            tenant, operator = add_people(stale)
            self.assertEqual(put(stale, tenant, "one", "x").status, 200)
            fresh.stop()
            old, fresh.master_key = fresh.master_key, KEY_B
            fresh.start(PRICING_MASTER_KEY_PREVIOUS=old)
            self.assertEqual(put(fresh, tenant, "two", "x").json["kid"], kid(old))  # not activated yet
            self.assertEqual(request(fresh.port, "POST", "/v1/admin/secrets/rekey", operator).status, 202)
            self.assertTrue(wait_for_rekey(fresh, operator)["safe_to_drop_previous"])
            refused = put(stale, tenant, "one", "late")
            self.assertEqual((refused.status, refused.json["code"]), (503, "stale_key_configuration"))
            self.assertIn("retry-after", refused.headers)
            self.assertEqual(put(fresh, tenant, "three", "x").json["kid"], kid(KEY_B))
            self.assertEqual(request(stale.port, "GET", "/readyz").status, 200)


if __name__ == "__main__":
    os.environ.setdefault("RATESTACK_BIN", str(Path(__file__).resolve().parents[3] / "build/release/bin"))
    unittest.main()
