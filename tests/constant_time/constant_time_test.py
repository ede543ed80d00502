#!/usr/bin/env python3
"""Memcheck finds no branch and no index that depends on the allowlist, and finds those that are planted: constant_time_test.py PROBE."""

import subprocess
import sys
import unittest

PROBE = sys.argv.pop(1)
REPORTED = 99
EXPECTED = """\
api.example.com: listed
a.b.example.org: listed
nowhere.example: not listed
not-short: not listed
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: not listed
"""


def run(variant):
    return subprocess.run(["valgrind", "--quiet", f"--error-exitcode={REPORTED}", PROBE, variant],
                          capture_output=True, text=True, check=False)


class ConstantTime(unittest.TestCase):
    def test_the_allowlist_neither_branches_on_its_entries_nor_indexes_by_them(self):
        done = run("ours")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, EXPECTED, ""))

    def test_a_planted_early_exit_is_reported(self):
        done = run("early_exit")
        self.assertEqual(done.returncode, REPORTED, done.stderr)
        self.assertIn("Conditional jump or move depends on uninitialised value", done.stderr)

    def test_a_planted_index_is_reported(self):
        done = run("index_by_list")
        self.assertEqual(done.returncode, REPORTED, done.stderr)
        self.assertIn("Use of uninitialised value", done.stderr)


if __name__ == "__main__":
    unittest.main()
