"""`ratestack keys` and `ratestack jwt`: keys of organisations and of access tokens, without a server."""

import json
import sqlite3
import unittest
from datetime import datetime, timedelta

from command import CONFLICT, OK, UNUSABLE, CommandTest


def when(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


class KeysTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.installed()
        out, _ = self.expect(OK, "orgs", "create", "--type", "INVESTOR", "--name", "Fund", "--email", "admin@fund.example", "--json")
        self.org = json.loads(out)["org_id"]

    def create(self, *more):
        out, _ = self.expect(OK, "keys", "create", "--org", self.org, "--name", "feed", "--capability", "loan.read", "--json", *more)
        return json.loads(out)

    def listed(self):
        out, _ = self.expect(OK, "keys", "list", "--org", self.org, "--json")
        return {key["id"]: key for key in json.loads(out)["items"]}

    def actions(self):
        with sqlite3.connect(self.database) as database:
            found = database.execute("SELECT action FROM common_audit_log WHERE acting_as_org_id = ? ORDER BY id", (self.org,)).fetchall()
        database.close()
        return [action for (action,) in found][3:]  # behind those of the organisation's creation


class OfOrganisations(KeysTest):
    def test_a_key_is_shown_once_and_kept_as_a_hash(self):
        made = self.create("--capability", "provider.lock.confirm", "--expires-in", "90d")
        self.assertRegex(made["api_key"], rf"^rsk_dev_{made['id']}_[A-Za-z0-9_-]{{43}}$")
        self.assertEqual(made["capabilities"], ["loan.read", "provider.lock.confirm"])
        self.assertEqual(when(made["expires_at"]) - when(made["created_at"]), timedelta(days=90))
        self.assertNotIn(made["api_key"][-43:].encode(), self.database.read_bytes())
        kept = self.listed()[made["id"]]
        self.assertEqual(kept, {name: value for name, value in made.items() if name != "api_key"})
        out, _ = self.expect(OK, "keys", "list", "--org", self.org)
        self.assertRegex(out, rf"{made['id']}  feed +valid until {made['expires_at']}")
        self.assertEqual(self.actions(), ["API_KEY_CREATED"])

    def test_what_the_organisation_has_turned_off(self):
        with sqlite3.connect(self.database) as database:
            database.execute("UPDATE orgs SET capabilities = 'loan.read org.admin' WHERE id = ?", (self.org,))
        database.close()
        self.create()
        arguments = ["keys", "create", "--org", self.org, "--name", "feed", "--capability", "loan.price"]
        self.assertIn("loan.price is not enabled in Fund", self.refused(UNUSABLE, *arguments))

    def test_without_an_end_it_has_none(self):
        self.assertIsNone(self.create()["expires_at"])

    def test_what_is_beyond_the_organisation_or_no_capability(self):
        arguments = ["keys", "create", "--org", self.org, "--name", "feed", "--capability"]
        self.assertIn("loan.write is beyond", self.refused(UNUSABLE, *arguments, "loan.write"))
        self.assertIn("--capability", self.refused(UNUSABLE, *arguments, "loan.steal"))
        self.assertEqual(len(self.listed()), 1)

    def test_lengths_of_time_that_are_none(self):
        for text in ("90", "d", "-1d", "0d", "1.5h", "90 d", "11000d", "99999999999999999999s"):
            with self.subTest(text=text):
                self.assertIn("--expires-in", self.refused(UNUSABLE, "keys", "create", "--org", self.org, "--name", "n", "--capability",
                                                           "loan.read", f"--expires-in={text}"))

    def test_a_rotated_key_ends_after_the_overlap(self):
        old = self.create()
        out, _ = self.expect(OK, "keys", "rotate", old["id"], "--overlap", "2h", "--json")
        new = json.loads(out)
        self.assertNotEqual(new["api_key"], old["api_key"])
        self.assertEqual((new["name"], new["capabilities"]), (old["name"], old["capabilities"]))
        left = when(self.listed()[old["id"]]["expires_at"]) - when(new["created_at"])
        self.assertEqual(left, timedelta(hours=2))
        self.assertEqual(self.actions(), ["API_KEY_CREATED", "API_KEY_ROTATED", "API_KEY_CREATED"])
        self.assertIn("at most 30d", self.refused(UNUSABLE, "keys", "rotate", new["id"], "--overlap", "31d"))

    def test_a_key_is_revoked_once(self):
        made = self.create()
        self.expect(OK, "keys", "revoke", made["id"])
        self.assertIsNotNone(self.listed()[made["id"]]["revoked_at"])
        self.assertIn("already", self.refused(CONFLICT, "keys", "revoke", made["id"]))
        self.assertIn("is revoked", self.refused(CONFLICT, "keys", "rotate", made["id"]))
        self.assertEqual(self.actions(), ["API_KEY_CREATED", "API_KEY_REVOKED"])

    def test_ids_that_are_none(self):
        self.assertIn("no key", self.refused(UNUSABLE, "keys", "revoke", "key_01J00000000000000000000000"))
        self.assertIn("key_ and 26", self.refused(UNUSABLE, "keys", "revoke", "feed"))


class OfAccessTokens(KeysTest):
    def tokens(self):
        out, _ = self.expect(OK, "jwt", "list", "--json")
        return json.loads(out)["items"]

    def rotate(self):
        out, _ = self.expect(OK, "jwt", "rotate", "--json")
        return json.loads(out)

    def test_the_first_signs_at_once_and_the_next_ones_wait(self):
        self.assertEqual(self.tokens(), [])
        first = self.rotate()
        self.assertEqual(first["state"], "signing")
        second = self.rotate()
        self.assertEqual(second["state"], "waiting")
        self.assertEqual(when(second["activates_at"]) - when(second["created_at"]), timedelta(minutes=10))
        listed = self.tokens()
        self.assertEqual([(key["kid"], key["state"]) for key in listed], [(second["kid"], "waiting"), (first["kid"], "signing")])
        self.assertEqual(when(listed[1]["retires_at"]) - when(second["activates_at"]), timedelta(minutes=10))
        out, _ = self.expect(OK, "jwt", "list")
        self.assertIn(second["kid"], out)

    def test_states_follow_the_clock(self):
        first, second = self.rotate(), self.rotate()
        with sqlite3.connect(self.database) as database:
            database.execute("UPDATE server_keys SET activates_at = activates_at - 601000000, retires_at = retires_at - 601000000")
        self.assertEqual([(key["kid"], key["state"]) for key in self.tokens()], [(second["kid"], "signing"), (first["kid"], "verifying")])
        with sqlite3.connect(self.database) as database:
            database.execute("UPDATE server_keys SET retires_at = retires_at - 600000000")
        database.close()
        self.assertEqual([key["state"] for key in self.tokens()], ["signing", "retired"])

    def test_a_rotation_has_its_row_and_no_secret_leaves(self):
        key = self.rotate()
        with sqlite3.connect(self.database) as database:
            ((row,),) = database.execute("SELECT row FROM common_audit_log WHERE action = 'TOKEN_KEY_ROTATED'").fetchall()
            ((sealed,),) = database.execute("SELECT value FROM server_keys WHERE purpose = 'access_token'").fetchall()
        database.close()
        row = json.loads(row)
        self.assertEqual((row["payload"]["kid"], row["resource"]["id"], row["actor"]["type"]), (key["kid"], key["kid"], "system"))
        self.assertTrue(sealed.startswith("rs1."), sealed)

    def test_another_master_key_does_not_fit(self):
        self.rotate()
        other = "fbffbf030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
        self.refused(UNUSABLE, "jwt", "rotate", env={"PRICING_MASTER_KEY": other})
        self.assertEqual(len(self.tokens()), 1)


if __name__ == "__main__":
    unittest.main()
