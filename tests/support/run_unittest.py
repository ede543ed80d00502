#!/usr/bin/env python3
"""Runs a unittest file and writes a JUnit report: run_unittest.py FILE REPORT."""

import importlib.util
import sys
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path


class Reporting(unittest.TextTestResult):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.suite = ElementTree.Element("testsuite", name="unittest")

    def startTest(self, test):  # noqa: N802  (unittest's name)
        super().startTest(test)
        ElementTree.SubElement(self.suite, "testcase", name=test.id())

    def mark(self, what, test, message):
        cases = [case for case in self.suite if case.get("name") == test.id()]
        case = cases[-1] if cases else ElementTree.SubElement(self.suite, "testcase", name=test.id())
        ElementTree.SubElement(case, what, message=message)

    def addFailure(self, test, err):  # noqa: N802
        super().addFailure(test, err)
        self.mark("failure", test, str(err[1]))

    def addError(self, test, err):  # noqa: N802
        super().addError(test, err)
        self.mark("failure", test, str(err[1]))

    def addSkip(self, test, reason):  # noqa: N802
        super().addSkip(test, reason)
        self.mark("skipped", test, reason)


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.parent))
    spec.loader.exec_module(module)
    return module


def main():
    path, report = Path(sys.argv[1]), sys.argv[2]
    tests = unittest.defaultTestLoader.loadTestsFromModule(load(path))
    result = unittest.TextTestRunner(resultclass=Reporting, verbosity=2).run(tests)
    ElementTree.ElementTree(result.suite).write(report)
    sys.exit(0 if result.wasSuccessful() else 1)


if __name__ == "__main__":
    main()
