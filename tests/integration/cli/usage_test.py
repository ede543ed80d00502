"""Help at every level, and arguments that mean nothing."""

import unittest

from command import OK, UNUSABLE, CommandTest

COMMANDS = [[], ["audit"], ["audit", "verify"], ["audit", "check"], ["audit", "export"], ["config"], ["config", "check"],
            ["migrate"], ["bootstrap"], ["orgs"], ["orgs", "create"], ["orgs", "list"], ["orgs", "disable"], ["orgs", "enable"], ["users"], ["users", "create"], ["users", "list"], ["users", "disable"], ["users", "enable"],
            ["users", "reset-password"], ["sessions"], ["sessions", "list"], ["sessions", "revoke"], ["keys"], ["keys", "create"],
            ["keys", "list"], ["keys", "rotate"], ["keys", "revoke"], ["jwt"], ["jwt", "rotate"], ["jwt", "list"],
            ["edge"], ["edge", "render"], ["redact"], ["passwords"],
            ["passwords", "build-filter"], ["passwords", "check-filter"]]


class Usage(CommandTest):
    def test_every_level_has_help(self):
        for command in COMMANDS:
            with self.subTest(command=command):
                out, err = self.expect(OK, *command, "--help")
                self.assertIn("Usage: ratestack", out)
                self.assertEqual(err, "")

    def test_every_command_that_does_something_shows_an_example_and_its_exit_codes(self):
        leaves = [c for c in COMMANDS if c and not any(o[: len(c)] == c and len(o) > len(c) for o in COMMANDS)]
        for command in leaves:
            with self.subTest(command=command):
                out, _ = self.expect(OK, *command, "--help")
                self.assertIn("Example", out)
                self.assertIn("Exit: 0", out)

    def test_version(self):
        out, _ = self.expect(OK, "--version")
        self.assertRegex(out, r"^ratestack \d+\.\d+\.\d+ \(sha-256: .+\)\n$")

    def test_unknown_option_names_the_nearest_and_the_help(self):
        err = self.refused(UNUSABLE, "audit", "verify", "--jsn", "x")
        self.assertIn("--jsn (did you mean --json?)", err)
        self.assertIn("ratestack audit verify --help", err)

    def test_unknown_command_names_the_nearest(self):
        self.assertIn("did you mean verify?", self.refused(UNUSABLE, "audit", "verfy"))
        self.assertIn("did you mean migrate?", self.refused(UNUSABLE, "migrat"))

    def test_far_away_word_gets_no_guess(self):
        self.assertNotIn("did you mean", self.refused(UNUSABLE, "audit", "frobnicate"))

    def test_missing_command_and_missing_argument(self):
        self.assertIn("ratestack --help", self.refused(UNUSABLE))
        self.assertIn("ratestack audit --help", self.refused(UNUSABLE, "audit"))
        self.assertIn("FILE", self.refused(UNUSABLE, "audit", "verify"))

    def test_complaints_are_one_line(self):
        for arguments in ([], ["audit", "verfy"], ["orgs", "create", "--type", "BANK", "--name", "n", "--email", "e@x.example"],
                          ["audit", "export", "--from", "0"], ["audit", "verify", "--threads", "0", "x"]):
            with self.subTest(arguments=arguments):
                self.assertEqual(self.refused(UNUSABLE, *arguments).count("\n"), 1)


if __name__ == "__main__":
    unittest.main()
