"""A real ratestackd (and, where asked, nginx) on free loopback ports in a directory of its own, with keys of every kind."""

import base64
import hashlib
import json
import os
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READY_BOUND = 20.0  # seconds; a bound on waiting, not a wait


def binaries():
    return Path(os.environ["RATESTACK_BIN"])


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def ulid():
    value = (int(time.time() * 1000) << 80) | secrets.randbits(80)
    return "".join(CROCKFORD[(value >> shift) & 31] for shift in range(125, -1, -5))


def now_micros():
    return int(time.time() * 1_000_000)


class Key:
    """An API key as its holder has it."""

    def __init__(self, org_id):
        self.org_id = org_id
        self.id = "key_" + ulid()
        self.secret = secrets.token_bytes(32)

    @property
    def text(self):
        return f"rsk_dev_{self.id}_" + base64.urlsafe_b64encode(self.secret).decode().rstrip("=")

    @property
    def header(self):
        return {"Authorization": f"Bearer {self.text}"}


class Installation:
    def __init__(self, directory=None):
        self.dir = Path(directory or tempfile.mkdtemp(prefix="ratestack-http-"))
        self.data = self.dir / "data"
        self.port = free_port()
        self.edge_port = None
        self.server = None
        self.edge = None
        self.log = self.dir / "server.log"

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self.edge and self.edge.poll() is None:
            self.edge.terminate()  # never SIGKILL: the master's workers would live on
            self.edge.wait(READY_BOUND)
        if self.server and self.server.poll() is None:
            self.server.kill()
            self.server.wait()
        shutil.rmtree(self.dir, ignore_errors=True)

    @property
    def database(self):
        return self.data / "ratestack.db"

    def environment(self, **more):
        base = {"PATH": os.environ["PATH"], "RATESTACK_DATA_DIR": str(self.data), "RATESTACK_LISTEN": f"127.0.0.1:{self.port}"}
        return base | {key: value for key, value in os.environ.items() if key.endswith("SAN_OPTIONS")} | more

    def launch(self, **more):
        """Starts ratestackd without waiting for it."""
        self.data.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.server = subprocess.Popen([binaries() / "ratestackd"], env=self.environment(**more), stdin=subprocess.DEVNULL,
                                           stdout=log, stderr=log)
        return self

    def start(self, **more):
        self.launch(**more)
        self.wait_until(self.port, self.server)
        return self

    def start_edge(self, *ports):
        """nginx before this server, or before those of these ports."""
        self.edge_port = free_port()
        out = self.dir / "edge"
        subprocess.run([binaries() / "ratestack", "edge", "render", "--out", out, "--listen", f"127.0.0.1:{self.edge_port}",
                        *[f"--upstream=127.0.0.1:{port}" for port in ports or [self.port]], "--exports", self.data / "exports"], check=True,
                       stdout=subprocess.DEVNULL)
        nginx = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
        self.edge = subprocess.Popen([nginx, "-e", out / "error.log", "-p", out, "-c", "nginx.conf"], stdin=subprocess.DEVNULL,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait_until(self.edge_port, self.edge)
        return self

    def wait_until(self, port, process):
        end = time.monotonic() + READY_BOUND
        while time.monotonic() < end:
            if process.poll() is not None:
                raise RuntimeError(f"ended with {process.returncode}: {self.log.read_text()[-2000:]}")
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=1):
                    return
            except OSError:
                time.sleep(0.005)
        raise RuntimeError("not ready in time")

    def stop(self, how=signal.SIGTERM, timeout=60):
        self.server.send_signal(how)
        return self.server.wait(timeout)

    def log_lines(self):
        whole, _, _ = self.log.read_text().rpartition("\n")  # the last line may be on its way
        return [json.loads(line) for line in whole.splitlines() if line.startswith("{")]

    def sql(self, statement, values=()):
        with sqlite3.connect(self.database, timeout=30) as connection:
            return connection.execute(statement, values).fetchall()

    def add_org(self, kind):
        org = "org_" + ulid()
        self.sql("INSERT INTO orgs (id, type, name, created_at) VALUES (?, ?, ?, ?)", (org, kind, kind.lower(), now_micros()))
        return org

    def add_key(self, org, capabilities, expires_at=None, revoked_at=None):
        key = Key(org)
        self.sql("INSERT INTO api_keys (id, org_id, name, secret_hash, capabilities, created_at, expires_at, revoked_at) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                 (key.id, org, "test", hashlib.sha256(key.secret).digest(), capabilities, now_micros(), expires_at, revoked_at))
        return key

    def add_platform(self):
        return self.add_key(self.add_org("PLATFORM"), "audit.read platform.operate org.admin")

    def add_tenant(self):
        return self.add_key(self.add_org("ORIGINATOR"), "audit.read org.admin loan.read")
