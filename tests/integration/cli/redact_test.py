"""`ratestack redact`: a filter in a pipe, alone and between others."""

import os
import select
import signal
import subprocess
import time
import unittest

from command import CLI, OK, UNUSABLE, CommandTest

BOUND = 20.0  # seconds; a bound on waiting, not a wait


class Redact(CommandTest):
    def filtered(self, text, *arguments):
        done = self.run_cli("redact", *arguments, stdin=text)
        self.assertEqual(done.returncode, OK, done.stderr)
        return done.stdout, done.stderr

    def start(self, *arguments):
        process = subprocess.Popen([CLI, "redact", *arguments], env=self.env, cwd=self.dir, stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.wait)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdout.close)
        return process

    def read_until(self, process, wanted):
        seen = b""
        end = time.monotonic() + BOUND
        while wanted not in seen and time.monotonic() < end:
            if select.select([process.stdout], [], [], 1)[0]:
                seen += os.read(process.stdout.fileno(), 65536)
        return seen


class Filter(Redact):
    def test_takes_all_four_kinds_out(self):
        out, err = self.filtered(b"a@b.example 415-555-2671 123-45-6789 4111 1111 1111 1111\n")
        self.assertEqual(out, b"[REDACTED:EMAIL] [REDACTED:PHONE] [REDACTED:SSN] [REDACTED:PAN]\n")
        self.assertEqual(err, b"")

    def test_leaves_other_bytes_alone(self):
        noise = bytes(range(256)) * 4096
        self.assertEqual(self.filtered(noise)[0], noise)

    def test_input_without_a_line_feed_at_its_end(self):
        self.assertEqual(self.filtered(b"a@b.example")[0], b"[REDACTED:EMAIL]")
        self.assertEqual(self.filtered(b"")[0], b"")

    def test_counts_go_to_the_error_stream(self):
        out, err = self.filtered(b"a@b.example c@d.example\n", "--counts")
        self.assertEqual(out, b"[REDACTED:EMAIL] [REDACTED:EMAIL]\n")
        self.assertEqual(err, b'{"EMAIL":2,"PHONE":0,"SSN":0,"PAN":0}\n')

    def test_json_lines_know_names_as_context(self):
        out, _ = self.filtered(b'{"ssn":123456789}\n{"offset":123456789}\nnot json: a@b.example\n', "--json-lines")
        self.assertEqual(out, b'{"ssn":"[REDACTED:SSN]"}\n{"offset":123456789}\nnot json: [REDACTED:EMAIL]\n')

    def test_modes_and_allowed_values(self):
        (self.dir / "k").write_text("0f1e" * 16)
        (self.dir / "k").chmod(0o600)
        self.assertEqual(self.filtered(b"4111111111111111", "--mode", "partial")[0], b"[REDACTED:PAN:1111]")
        out, _ = self.filtered(b"a@b.example A@B.EXAMPLE c@d.example", "--mode", "pseudonym", "--key-file", "k", "--allow",
                               "c@d.example")
        first, second, third = out.split()
        self.assertRegex(first.decode(), r"^\[EMAIL:[0-9a-f]{16}\]$")
        self.assertEqual((first, third), (second, b"c@d.example"))

    def test_files_in_order_and_standard_input_between(self):
        (self.dir / "one").write_bytes(b"1 a@b.example\n")
        (self.dir / "two").write_bytes(b"3\n")
        self.assertEqual(self.filtered(b"2\n", "one", "-", "two")[0], b"1 [REDACTED:EMAIL]\n2\n3\n")

    def test_no_match_reaches_from_one_file_into_the_next(self):
        (self.dir / "one").write_bytes(b"4111 1111")
        (self.dir / "two").write_bytes(b" 1111 1111")
        self.assertEqual(self.filtered(b"", "one", "two")[0], b"4111 1111 1111 1111")


class LivePipe(Redact):
    def test_a_line_goes_out_as_it_comes(self):
        process = self.start()
        process.stdin.write(b"first line of a@b.example\n")
        process.stdin.flush()
        self.assertEqual(self.read_until(process, b"\n"), b"first line of [REDACTED:EMAIL]\n")
        process.stdin.close()

    def test_the_head_of_a_match_waits_for_its_rest(self):
        process = self.start()
        process.stdin.write(b"seen\ncard 4111 1111 ")
        process.stdin.flush()
        seen = self.read_until(process, b"seen\n")
        process.stdin.write(b"1111 1111 done\n")
        process.stdin.flush()
        seen += self.read_until(process, b"done\n")
        process.stdin.close()
        self.assertEqual(seen, b"seen\ncard [REDACTED:PAN] done\n")

    def test_a_reader_that_has_had_enough_hears_no_complaint(self):
        process = self.start()
        process.stdout.close()
        try:
            process.stdin.write(b"plain words of a log line\n" * 100_000)
            process.stdin.close()
        except BrokenPipeError:
            pass
        self.assertIn(process.wait(BOUND), (OK, -signal.SIGPIPE))
        self.assertEqual(process.stderr.read(), b"")

    @staticmethod
    def peak_after(process, megabytes):
        for _ in range(megabytes):
            process.stdin.write(b"4111 " * 200_000)  # one run of digits without end
        process.stdin.flush()
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

    def test_memory_does_not_grow_with_the_input(self):
        # A sanitizer keeps what is freed: a little of it here, or its own memory would be measured.
        env = self.env | {"ASAN_OPTIONS": self.env.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=1"}
        with (self.dir / "out").open("wb") as out:
            process = subprocess.Popen([CLI, "redact"], env=env, stdin=subprocess.PIPE, stdout=out)
        self.addCleanup(process.wait)
        early = self.peak_after(process, 8)
        late = self.peak_after(process, 40)
        process.stdin.close()
        self.assertLess(late - early, 8 * 1024)  # kB, of 40 MB


class Refusals(Redact):
    def test_wrong_arguments(self):
        for arguments, words in ((("--mode", "hash"), "label, partial or pseudonym"), (("--mode", "pseudonym"), "--key-file"),
                                 (("--key-file", "k"), "pseudonym"), (("--mode", "pseudonym", "--key-file", "none"), "cannot read"),
                                 (("--allow", "x" * 321), "--allow"), (("missing.log",), "missing.log")):
            with self.subTest(arguments=arguments):
                self.assertIn(words, self.refused(UNUSABLE, "redact", *arguments))

    def test_a_key_that_everybody_may_read(self):
        (self.dir / "k").write_text("0f1e" * 16)
        (self.dir / "k").chmod(0o644)
        self.assertIn("chmod", self.refused(UNUSABLE, "redact", "--mode", "pseudonym", "--key-file", "k"))

    def test_what_came_before_a_missing_file_is_written(self):
        (self.dir / "one").write_bytes(b"one\n")
        out, err = self.expect(UNUSABLE, "redact", "one", "missing")
        self.assertEqual(out, "one\n")
        self.assertIn("missing", err)


if __name__ == "__main__":
    unittest.main()
