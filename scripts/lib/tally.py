#!/usr/bin/env python3
"""Counts test results: tally.py EXIT-CODE [JUNIT-FILE...] prints "PASSED FAILED SKIPPED" and then the skipped cases' names.

The exit code is heard as well as the reports: a suite that died before it wrote one, that wrote an empty one, or that
failed outside of any case, has failed once.
"""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def outcome(case):
    """One of passed, failed, skipped, for a JUnit <testcase> as ctest, vitest and Playwright write it."""
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    if case.find("skipped") is not None or case.get("status") in ("notrun", "disabled"):
        return "skipped"
    return "passed"


def cases(path):
    try:
        return list(ElementTree.parse(path).getroot().iter("testcase"))
    except (ElementTree.ParseError, OSError):
        return []


def count(exit_code, files):
    found = [case for path in files for case in cases(path)]
    totals = {"passed": 0, "failed": 0, "skipped": 0}
    for case in found:
        totals[outcome(case)] += 1
    if not files and exit_code == 0:
        totals["passed"] = 1  # a check without cases: it holds or it does not
    elif totals["failed"] == 0 and (exit_code != 0 or not found):
        totals["failed"] = 1
    return totals, [case.get("name", "?") for case in found if outcome(case) == "skipped"]


def main():
    totals, skipped = count(int(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
    print(totals["passed"], totals["failed"], totals["skipped"])
    for name in skipped:
        print(name)


if __name__ == "__main__":
    main()
