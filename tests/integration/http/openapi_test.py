#!/usr/bin/env python3
"""The committed OpenAPI document is what the server serves, and what its command prints."""

import json
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from client import request  # noqa: E402
from installation import Installation, binaries  # noqa: E402

COMMITTED = Path(__file__).resolve().parents[3] / "docs" / "api" / "openapi.json"


def printed():
    command = [binaries() / "ratestackd", "--print-openapi"]
    return subprocess.run(command, check=True, capture_output=True, timeout=30).stdout.decode()


class OpenApi(unittest.TestCase):
    def test_the_committed_document_is_not_stale(self):
        # Not assertEqual: the difference of two long texts would hide what to do about it.
        fresh = COMMITTED.read_text(encoding="utf-8") == printed()
        self.assertTrue(fresh, f"{COMMITTED} is stale: `{binaries()}/ratestackd --print-openapi > {COMMITTED}` renews it")

    def test_the_printed_document_is_the_served_one(self):
        site = Installation().start()
        self.addCleanup(site.close)
        answer = request(site.port, "GET", "/v1/openapi.json")
        self.assertEqual(answer.status, 200)
        text = printed()
        self.assertEqual(json.loads(text), answer.json)
        self.assertEqual(text, json.dumps(answer.json, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    unittest.main()
