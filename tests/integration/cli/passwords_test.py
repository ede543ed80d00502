"""`ratestack passwords`: a list of stolen passwords becomes a filter, and the filter is checked."""

import hashlib
import os
import stat
import struct
import unittest

from command import BROKEN, OK, UNUSABLE, CommandTest

DEFAULT = "breached-passwords.filter"
MASK = (1 << 64) - 1


def mix(x):
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & MASK
    x = (x ^ x >> 27) * 0x94D049BB133111EB & MASK
    return x ^ x >> 31


class Filter:
    """The format as core/include/ratestack/identity/breached_filter.hpp describes it, read by other means."""

    def __init__(self, file):
        self.bytes = file.read_bytes()
        magic, version, hashes, zero, self.size, self.items = struct.unpack_from("<7sBIIQQ", self.bytes)
        assert (magic, version, zero) == (b"RSBLOOM", 1, 0)
        self.hashes = hashes

    def is_whole(self):
        return (self.bytes[32:64] == hashlib.sha256(self.bytes[:32] + self.bytes[64:]).digest()
                and len(self.bytes) == 64 + self.size // 8)

    def __contains__(self, password):
        a, b = struct.unpack_from("<QQ", hashlib.sha1(password).digest())
        bits = (mix(a + i * b & MASK) * self.size >> 64 for i in range(self.hashes))
        return all(self.bytes[64 + bit // 8] >> bit % 8 & 1 for bit in bits)


PASSWORDS = [f"stolen password {i}".encode() for i in range(1000)]
PLAIN = b"\n".join(PASSWORDS) + b"\n"
HASHES = b"".join(hashlib.sha1(p).hexdigest().upper().encode() + b":%d\r\n" % (i + 1) for i, p in enumerate(PASSWORDS))


class Passwords(CommandTest):
    def write(self, name, content):
        (self.dir / name).write_bytes(content)
        return name

    def built(self, *arguments, **options):
        out, err = self.expect(OK, "passwords", "build-filter", *arguments, **options)
        self.assertEqual(err, "")
        return out


class BuildFilter(Passwords):
    def test_every_password_of_a_plain_list_is_in_it(self):
        out = self.built(self.write("list", PLAIN), "-o", "out")
        self.assertIn("Wrote out: 1,000 passwords in 3.7 kB.", out)
        built = Filter(self.dir / "out")
        self.assertTrue(built.is_whole())
        self.assertEqual((built.items, built.hashes), (1000, 20))
        self.assertTrue(all(p in built for p in PASSWORDS))
        self.assertFalse(any(b"another password %d" % i in built for i in range(1000)))

    def test_published_hashes_make_the_same_filter(self):
        self.built(self.write("plain", PLAIN), "-o", "one")
        self.built(self.write("hashes", HASHES), "-o", "two")
        self.assertEqual((self.dir / "one").read_bytes(), (self.dir / "two").read_bytes())

    def test_a_pipe_makes_the_same_filter_and_leaves_nothing_behind(self):
        self.built(self.write("plain", PLAIN))
        out = self.built("-", "-o", "two", stdin=PLAIN)
        self.assertIn("Wrote two", out)
        self.assertEqual((self.dir / DEFAULT).read_bytes(), (self.dir / "two").read_bytes())
        self.assertEqual(sorted(os.listdir(self.dir)), [DEFAULT, "plain", "two"])

    def test_a_file_that_stands_there_is_replaced_whole(self):
        self.write("out", b"old")
        self.built(self.write("list", PLAIN), "-o", "out")
        self.assertTrue(Filter(self.dir / "out").is_whole())
        self.assertEqual(stat.S_IMODE((self.dir / "out").stat().st_mode), 0o600)

    def test_says_what_it_left_out(self):
        out = self.built("-", stdin=b"short\na password of some length\n")
        self.assertIn("1 passwords", out)
        self.assertIn("Left out 1 ", out)
        self.assertIn("2 passwords", self.built("-", "--min-characters", "5", stdin=b"short\na password of some length\n"))

    def test_a_rarer_false_positive_takes_more_room(self):
        self.built(self.write("list", PLAIN), "-o", "usual")
        self.built("list", "-o", "rarer", "--false-positive-rate", "1e-9")
        self.assertEqual(Filter(self.dir / "rarer").hashes, 30)
        self.assertGreater((self.dir / "rarer").stat().st_size, 1.4 * (self.dir / "usual").stat().st_size)


class Refusals(Passwords):
    def refusal(self, *arguments, **options):
        err = self.refused(UNUSABLE, "passwords", "build-filter", *arguments, **options)
        self.assertEqual(err.count("\n"), 1, err)
        self.assertFalse((self.dir / DEFAULT).exists())
        return err

    def test_lists_that_do_not_work(self):
        self.assertIn("missing", self.refusal("missing"))
        self.assertIn("directory", self.refusal("."))
        self.assertIn("no password", self.refusal("-", stdin=b"short\n"))
        self.assertIn("no password", self.refusal("-", stdin=b""))
        self.assertIn("zcat", self.refusal("-", stdin=b"\x1f\x8b\x08rest"))
        self.assertIn("NTLM", self.refusal("-", stdin=b"8846F7EAEE8FB117AD06BDD830B7586C:3\n"))
        self.assertIn("line 1001 ", self.refusal("-", stdin=HASHES + b"password\n"))

    def test_arguments_that_do_not_work(self):
        self.assertIn("FILE", self.refusal())
        self.assertIn("1e-12 and 0.1", self.refusal("-", "--false-positive-rate", "0.5"))
        self.assertIn("--false-positive-rate", self.refusal("-", "--false-positive-rate", "rare"))
        self.assertIn("plain or sha1", self.refusal("-", "--form", "md5"))
        self.assertIn("--min-characters", self.refusal("-", "--min-characters", "0"))

    def test_an_output_that_does_not_work(self):
        self.assertIn("none/out", self.refusal(self.write("list", PLAIN), "-o", "none/out"))
        self.assertIn("none/out", self.refusal("-", "-o", "none/out", stdin=PLAIN))


class CheckFilter(Passwords):
    def setUp(self):
        super().setUp()
        self.built("-", "-o", "filter", stdin=PLAIN)

    def test_says_what_it_holds(self):
        out, _ = self.expect(OK, "passwords", "check-filter", "filter")
        self.assertRegex(out, r"passwords +1,000\nsize +3\.7 kB\nhashes +20\nfalse positives +9\.8e-07\nbytes +as written\n")

    def test_finds_a_changed_bit(self):
        content = bytearray((self.dir / "filter").read_bytes())
        content[1000] ^= 1
        self.write("filter", content)
        out, _ = self.expect(BROKEN, "passwords", "check-filter", "filter")
        self.assertIn("changed since", out)

    def test_refuses_what_is_no_whole_filter(self):
        content = (self.dir / "filter").read_bytes()
        for changed, words in ((PLAIN, "no filter"), (b"", "no filter"), (content[:-1], "cut off"), (content + b"x", "cut off"),
                               (content[:7] + b"\x02" + content[8:], "newer"), (content[:8] + b"\0" + content[9:], "damaged")):
            with self.subTest(words=words):
                self.write("changed", changed)
                self.assertIn(words, self.refused(UNUSABLE, "passwords", "check-filter", "changed"))
        self.assertIn("cannot read", self.refused(UNUSABLE, "passwords", "check-filter", "missing"))


if __name__ == "__main__":
    unittest.main()
