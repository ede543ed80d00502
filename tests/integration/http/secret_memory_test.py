#!/usr/bin/env python3
"""Where the real server keeps its keys: not in its environment, not in memory that a core dump would take, in no core file."""

import base64
import ctypes
import hashlib
import os
import re
import resource
import secrets
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from client import request  # noqa: E402
from installation import READY_BOUND, Installation, binaries  # noqa: E402

TOKEN = "q8Jx2mVt7Lr0ZbK4wYc9NfHs3DpEg6Ua"
PR_CAPBSET_DROP, CAP_IPC_LOCK = 24, 14
GIBIBYTE = 1 << 30


class Site(Installation):
    """An installation whose server starts in its own directory, after `prepare` has run in its process."""

    def __init__(self, prepare=None):
        super().__init__()
        self.prepare = prepare

    def launch(self, **more):
        self.data.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.server = subprocess.Popen([binaries() / "ratestackd"], env=self.environment(**more), stdin=subprocess.DEVNULL,
                                           stdout=log, stderr=log, cwd=self.dir, preexec_fn=self.prepare)
        return self


def allow_core_files():
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def forbid_locking():
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, 0))
    ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_IPC_LOCK, 0, 0, 0)  # with which root may lock all the same


class Region:
    def __init__(self, start, end, name):
        self.start, self.end, self.name = start, end, name
        self.readable = False
        self.flags = set()

    def __str__(self):
        return f"{self.name or 'anonymous'} {self.start:x}-{self.end:x} {sorted(self.flags)}"


def regions(pid):
    """The mappings of a process with their flags (proc_pid_smaps(5)): "dd" is left out of core dumps, "lo" is locked."""
    found = []
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        if head := re.match(r"([0-9a-f]+)-([0-9a-f]+) (....) \S+ \S+ \S+\s*(.*)", line):
            found.append(Region(int(head[1], 16), int(head[2], 16), head[4]))
            found[-1].readable = head[3][0] == "r"
        elif line.startswith("VmFlags:"):
            found[-1].flags = set(line.split()[1:])
    return found


def holders(pid, needles):
    """(region, which needle) for each mapping that holds one of them."""
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        return [(region, name) for region in regions(pid) for name in search(memory, region, needles)]


def search(memory, region, needles):
    """Names of the needles in a region. Those of gibibytes are a sanitizer's own."""
    size = region.end - region.start
    if not region.readable or size > GIBIBYTE:
        return []
    try:
        memory.seek(region.start)
        content = memory.read(size)
    except (OSError, OverflowError):  # the kernel's own pages
        return []
    return [name for name, needle in needles.items() if needle in content]


def spellings(key):
    """Each half of a key by itself: a piece of it is a find too."""
    return {"raw": key[:16], "end": key[16:], "hex": key.hex().encode()[:32], "HEX": key.hex().upper().encode()[:32],
            "base64": base64.b64encode(key)[:20], "base64url": base64.urlsafe_b64encode(key)[:20]}


def sanitized():
    """A sanitizer's runtime has a copy of the environment before the program runs."""
    program = (binaries() / "ratestackd").read_bytes()
    return b"__asan_init" in program or b"__tsan_init" in program


def checksum(key):
    return hashlib.sha256(b"ratestack kid v1" + key).hexdigest()[:8]


@unittest.skipIf(os.geteuid() != 0, "the memory of another process can be read as root alone")
class SecretMemory(unittest.TestCase):
    def setUp(self):
        self.site = Site()
        self.addCleanup(self.site.close)
        self.site.data.mkdir(parents=True)
        self.current, self.previous = secrets.token_bytes(32), secrets.token_bytes(32)

    def file(self, name, content):
        path = self.site.dir / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o400)
        return str(path)

    def check_process(self, *needles):
        pid = self.site.server.pid
        self.assertEqual(request(self.site.port, "GET", "/readyz").status, 200)
        for name, sought in needles:
            found = holders(pid, sought)
            self.assertIn("raw", {spelling for _, spelling in found}, f"the server holds {name}, or this test would see nothing")
            for region, spelling in found:
                self.assertIn("dd", region.flags, f"{name} as {spelling} in {region}")
                self.assertTrue("lo" in region.flags or self.warned(), f"{name} as {spelling} in {region}, without a warning")

    def warned(self):
        """Whether the server said that its memory is not locked, which it does before it says that it started."""
        end = time.monotonic() + READY_BOUND
        while not any(line["event"] == "started" for line in self.site.log_lines()) and time.monotonic() < end:
            time.sleep(0.005)  # lines are written by a thread of their own
        return any(line["event"] == "secret_memory" for line in self.site.log_lines())

    def check_environment(self, *needles):
        environ = Path(f"/proc/{self.site.server.pid}/environ").read_bytes()
        self.assertIn(b"RATESTACK_LISTEN=127", environ, "the environment can be read, and is this server's")
        for needle in needles:
            self.assertNotIn(needle, environ)

    @unittest.skipIf(sanitized(), "a sanitizer keeps the environment")
    def test_keys_of_the_environment(self):
        texts = {"PRICING_MASTER_KEY": f"{self.current.hex()}.{checksum(self.current)}", "PRICING_MASTER_KEY_PREVIOUS": base64.b64encode(self.previous).decode(),
                 "INTERNAL_TOKEN": TOKEN, "PSEUDONYM_KEY": secrets.token_hex(32)}
        self.site.start(**texts)
        self.check_environment(*[text.encode() for text in texts.values()])
        self.check_process(("the master key", spellings(self.current)), ("the previous key", spellings(self.previous)),
                           ("the token", {"raw": TOKEN.encode()}), ("the pseudonym key", spellings(bytes.fromhex(texts["PSEUDONYM_KEY"]))))

    def test_keys_of_files(self):
        self.site.start(PRICING_MASTER_KEY_FILE=self.file("current", self.current),
                        PRICING_MASTER_KEY_PREVIOUS_FILE=self.file("previous", base64.urlsafe_b64encode(self.previous) + b"\n"),
                        INTERNAL_TOKEN_FILE=self.file("token", TOKEN.encode() + b"\n"))
        self.check_process(("the master key", spellings(self.current)), ("the previous key", spellings(self.previous)),
                           ("the token", {"raw": TOKEN.encode()}))

    def test_keys_of_systemds_credentials(self):
        self.file("credentials/pricing_master_key", self.current.hex().encode())
        self.file("credentials/pricing_master_key_previous", self.previous)
        self.site.start(CREDENTIALS_DIRECTORY=str(self.site.dir / "credentials"))
        self.check_process(("the master key", spellings(self.current)), ("the previous key", spellings(self.previous)))

    def test_a_key_of_the_settings_file(self):
        config = self.file("r.toml", f'pricing_master_key = "{self.current.hex()}"\n'.encode())
        self.site.start(RATESTACK_CONFIG=config)
        self.check_process(("the master key", spellings(self.current)))

    def test_a_key_that_development_makes(self):
        self.site.start()
        made = (self.site.data / "master.key").read_bytes()
        self.assertEqual(len(made), 32)
        self.check_process(("the master key", spellings(made)))

    def test_keys_that_have_been_used(self):
        """Values sealed, opened and resealed by the server's threads: no stack and no heap keeps a part of a master key."""
        self.site.start(PRICING_MASTER_KEY_FILE=self.file("current", self.current))
        operator = self.site.add_key(self.site.add_org("PLATFORM"), "integration.manage platform.operate")
        for n in range(50):
            stored = request(self.site.port, "PUT", f"/v1/secrets/config/n{n}", operator, {"value": f"value {n}"})
            self.assertEqual(stored.status, 200, stored.body)
        self.site.stop()
        self.site.start(PRICING_MASTER_KEY_FILE=self.file("next", self.previous), PRICING_MASTER_KEY_PREVIOUS_FILE=str(self.site.dir / "current"))
        self.assertEqual(request(self.site.port, "POST", "/v1/admin/secrets/rekey", operator).status, 202)
        end = time.monotonic() + READY_BOUND
        while not request(self.site.port, "GET", "/v1/admin/secrets/rotation", operator).json["safe_to_drop_previous"]:
            self.assertLess(time.monotonic(), end, "the rekey did not end in time")
            time.sleep(0.02)
        self.check_process(("the key before", spellings(self.current)), ("the master key", spellings(self.previous)))

    def test_where_nothing_can_be_locked_the_server_warns_and_serves(self):
        self.site.prepare = forbid_locking
        self.site.start(PRICING_MASTER_KEY_FILE=self.file("current", self.current))
        self.assertTrue(self.warned())
        self.check_process(("the master key", spellings(self.current)))


class CoreFiles(unittest.TestCase):
    """A fault leaves none, where the shell that started the server would have allowed one of any size."""

    def files(self, site):
        return {path.name for path in site.dir.iterdir()} - {"data", "server.log"}

    def system_writes_them_here(self, site):
        subprocess.run(["sh", "-c", "kill -ABRT $$"], cwd=site.dir, preexec_fn=allow_core_files, check=False)
        left = self.files(site)
        for name in left:
            (site.dir / name).unlink()
        return bool(left)

    def test_a_fault_leaves_none(self):
        for how in (signal.SIGSEGV, signal.SIGABRT):
            with self.subTest(signal=how.name), Site(allow_core_files) as site:
                if not self.system_writes_them_here(site):
                    self.skipTest("this system writes core files elsewhere (kernel.core_pattern)")
                site.server.send_signal(how)
                site.server.wait(60)
                self.assertEqual(self.files(site), set())

    def test_the_limit_is_zero_for_good(self):
        with Site(allow_core_files) as site:
            limits = Path(f"/proc/{site.server.pid}/limits").read_text()
            self.assertRegex(limits, r"Max core file size\s+0\s+0\s")


if __name__ == "__main__":
    unittest.main()
