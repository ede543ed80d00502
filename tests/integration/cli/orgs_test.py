"""`ratestack orgs`: organisations as an operator manages them, and what stands in the log of it."""

import json
import pwd
import os
import sqlite3
import unittest

from command import CONFLICT, OK, UNUSABLE, CommandTest


class OrgsTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.platform = self.installed()["org_id"]
        out, _ = self.expect(OK, "orgs", "create", "--type", "ORIGINATOR", "--name", "Lender", "--email", "admin@lender.example", "--json")
        self.org = json.loads(out)["org_id"]

    def listed(self):
        out, _ = self.expect(OK, "orgs", "list", "--json")
        return {org["id"]: org for org in json.loads(out)["items"]}

    def rows(self, action):
        with sqlite3.connect(self.database) as database:
            found = database.execute("SELECT row FROM common_audit_log WHERE action = ? ORDER BY id", (action,)).fetchall()
        database.close()
        return [json.loads(row) for (row,) in found]


class Listing(OrgsTest):
    def test_tells_all_of_them(self):
        listed = self.listed()
        self.assertEqual({org: (item["type"], item["name"], item["disabled_at"]) for org, item in listed.items()},
                         {self.platform: ("PLATFORM", "Platform", None), self.org: ("ORIGINATOR", "Lender", None)})
        out, _ = self.expect(OK, "orgs", "list")
        self.assertRegex(out, rf"{self.org}  ORIGINATOR  Lender +enabled\n")


class Disabling(OrgsTest):
    def test_is_on_record_in_the_chain_of_the_organisation(self):
        out, _ = self.expect(OK, "orgs", "disable", self.org)
        self.assertEqual(out, "disabled Lender and ended its people's sessions\n")
        self.assertIsNotNone(self.listed()[self.org]["disabled_at"])
        self.assertIn(f"disabled since {self.listed()[self.org]['disabled_at']}", self.expect(OK, "orgs", "list")[0])
        self.assertIn("disabled already", self.refused(CONFLICT, "orgs", "disable", self.org))
        self.expect(OK, "orgs", "enable", self.org)
        self.assertIsNone(self.listed()[self.org]["disabled_at"])
        self.assertIn("not disabled", self.refused(CONFLICT, "orgs", "enable", self.org))
        account = pwd.getpwuid(os.geteuid()).pw_name
        for action in ("ORG_DISABLED", "ORG_ENABLED"):
            (row,) = self.rows(action)
            self.assertEqual((row["actor"]["type"], row["actor"]["id"], row["acting_as_org_id"]), ("system", account, self.org))

    def test_is_never_of_the_platform_nor_of_nothing(self):
        self.assertIn("never disabled", self.refused(UNUSABLE, "orgs", "disable", self.platform))
        self.refused(UNUSABLE, "orgs", "disable", "org_01J0000000000000000000000A")
        self.refused(UNUSABLE, "orgs", "disable", "Lender")
        self.assertEqual(self.rows("ORG_DISABLED"), [])


if __name__ == "__main__":
    unittest.main()
