"""`ratestack audit verify`: every kind of file, from a path and from a pipe."""

import gzip
import json
import os
import pty
import subprocess
import unittest

from command import BROKEN, CLI, OK, UNUSABLE, CommandTest

CODES = {"ok": OK, "broken": BROKEN, "unusable": UNUSABLE}


class AuditVerify(CommandTest):
    def setUp(self):
        super().setUp()
        self.files = self.dir / "exports"
        subprocess.run([os.environ["MAKE_EXPORTS"], self.files, "150", "--seed", "7"], check=True)
        self.manifest = json.loads((self.files / "manifest.json").read_text())["files"]

    def path(self, kind):
        return self.files / next(f["file"] for f in self.manifest if f["kind"] == kind)

    def test_every_kind_of_file_has_its_exit_code(self):
        for entry in self.manifest:
            with self.subTest(file=entry["file"]):
                self.expect(CODES[entry["expected"]], "audit", "verify", self.files / entry["file"])

    def test_pipe_and_threads_change_nothing_in_the_verdict(self):
        for kind in ("good_log", "good_org", "edited_row", "cut_at_byte", "gzip", "empty", "good_large_row"):
            with self.subTest(kind=kind):
                path = self.path(kind)
                answers = {self.run_cli("audit", "verify", "--json", path).stdout,
                           self.run_cli("audit", "verify", "--json", "-", stdin=path.read_bytes()).stdout,
                           self.run_cli("audit", "verify", "--json", "--threads", "1", path).stdout,
                           self.run_cli("audit", "verify", "--json", "--threads", "4", path).stdout}
                self.assertEqual(len(answers), 1)

    def test_json_of_a_broken_file_names_row_line_and_reason(self):
        out, err = self.expect(BROKEN, "audit", "verify", "--json", self.path("edited_row"))
        verdict = json.loads(out)
        self.assertFalse(verdict["ok"])
        self.assertTrue(verdict["usable"])
        self.assertEqual(verdict["first_break"]["reason"], "entry_hash_mismatch")
        self.assertGreater(verdict["first_break"]["row_id"], 0)
        self.assertEqual(err, "")

    def test_words_name_the_row(self):
        out, _ = self.expect(BROKEN, "audit", "verify", self.path("edited_row"))
        self.assertRegex(out, r"^Broken at row \d+ \(line \d+\): ")

    def test_foreign_files_are_named(self):
        for kind, words in (("gzip", "gzip"), ("empty", "empty"), ("binary", "binary"), ("html", "not an export header")):
            with self.subTest(kind=kind):
                self.assertIn(words, self.refused(UNUSABLE, "audit", "verify", self.path(kind)))

    def test_unusable_as_json_is_json(self):
        out, _ = self.expect(UNUSABLE, "audit", "verify", "--json", self.path("gzip"))
        self.assertEqual(json.loads(out)["error"]["code"], "not_an_export")

    def test_missing_file_directory_and_device(self):
        self.assertIn("No such file", self.refused(UNUSABLE, "audit", "verify", self.dir / "absent"))
        self.assertIn("directory", self.refused(UNUSABLE, "audit", "verify", self.dir))
        self.assertIn("empty", self.refused(UNUSABLE, "audit", "verify", "/dev/null"))

    def test_decompressed_pipe_verifies(self):
        packed = gzip.compress(self.path("good_log").read_bytes())
        self.expect(OK, "audit", "verify", "-", stdin=gzip.decompress(packed))

    def test_progress_is_drawn_on_a_terminal_and_nowhere_else(self):
        subprocess.run([os.environ["MAKE_EXPORTS"], self.dir / "big", "1", "--rows", "200000"], check=True)
        big = next((self.dir / "big").glob("*.ndjson"))
        self.assertEqual(self.expect(OK, "audit", "verify", big)[1], "")
        ours, theirs = pty.openpty()
        child = subprocess.Popen([CLI, "audit", "verify", "--threads", "1", big], stderr=theirs, stdout=subprocess.PIPE)
        os.close(theirs)
        drawn = b""
        try:
            while piece := os.read(ours, 65536):
                drawn += piece
        except OSError:  # Linux ends a pty with EIO
            pass
        os.close(ours)
        self.assertIn(b"Intact", child.communicate()[0])
        self.assertRegex(drawn, rb"\d+% \[#* *\] [\d,]+ rows  [\d.]+ [kMG]?B/s  \d+ s left")


if __name__ == "__main__":
    unittest.main()
