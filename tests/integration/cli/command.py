"""Runs the `ratestack` binary that RATESTACK_CLI names, in a directory and an environment of its own."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

CLI = os.environ["RATESTACK_CLI"]
NOBODY = 65534

OK, BROKEN, UNUSABLE, CONFLICT = 0, 1, 2, 3


class CommandTest(unittest.TestCase):
    """Each test has a temporary directory `self.dir`; nothing of the caller's environment reaches the command."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="ratestack-cli-")
        self.addCleanup(temporary.cleanup)
        self.dir = Path(temporary.name)
        self.data = self.dir / "data"
        self.env = {"PATH": os.environ["PATH"], "RATESTACK_DATA_DIR": str(self.data)}

    def run_cli(self, *arguments, stdin=b"", **options):
        return subprocess.run([CLI, *map(str, arguments)], input=stdin, capture_output=True, cwd=self.dir,
                              env={**self.env, **options.pop("env", {})}, timeout=120, **options)

    def expect(self, code, *arguments, **options):
        """Runs the command, checks its exit code, and answers its output and its error output as text."""
        done = self.run_cli(*arguments, **options)
        out, err = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(done.returncode, code, f"{arguments}\n{out}\n{err}")
        return out, err

    def refused(self, code, *arguments, **options):
        """As `expect`, for a failure: its one line on the error stream."""
        _, err = self.expect(code, *arguments, **options)
        self.assertTrue(err.startswith("ratestack: "), err)
        return err

    def installed(self):
        """A migrated database with its platform organisation; answers the credentials."""
        self.expect(OK, "migrate")
        out, _ = self.expect(OK, "bootstrap", "--email", "admin@platform.example", "--json")
        return json.loads(out)

    @property
    def database(self):
        return self.data / "ratestack.db"
