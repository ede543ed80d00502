#!/usr/bin/env python3
"""A private PostgreSQL server for tests: postgres_server.py start|stop DIR [--durable].

`start` makes a fresh cluster in DIR, whatever was there, and starts it on a socket in DIR and on a free loopback port (for TLS; in
DIR/port). PostgreSQL refuses to run as root, so root runs it as the user `postgres`. Everybody who can enter DIR (mode 0700) is
trusted, but for two roles that tests fail with: `with_password` needs one, `never_let_in` is rejected. Without --durable
the disk is not waited for.
"""

import argparse
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

HBA = """local all with_password scram-sha-256
local all never_let_in reject
local all all trust
local replication all trust
hostssl all all 127.0.0.1/32 trust
"""
SETTINGS = {"listen_addresses": "127.0.0.1", "max_connections": "200", "shared_buffers": "64MB", "log_min_messages": "warning",
            "lc_messages": "C", "autovacuum_naptime": "10s", "max_wal_size": "4GB", "ssl": "on"}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# As a server of its own is set up: a good part of the memory, and room for the write-ahead log between checkpoints.
DURABLE = {"shared_buffers": "1GB", "max_wal_size": "2GB", "min_wal_size": "2GB", "checkpoint_timeout": "15min"}


def binaries():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not found:
        sys.exit("postgres_server.py: PostgreSQL is not installed (scripts/bootstrap installs it)")
    return found[-1]


def server_user():
    """Whom the server runs as: a user and the words that start a command as it."""
    if os.geteuid() != 0:
        return None, []
    user = pwd.getpwnam("postgres")
    return user, ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]


class Cluster:
    """One server process and its directory."""

    def __init__(self, directory, durable=False, **settings):
        self.settings = settings
        self.dir = Path(directory)
        self.durable = durable
        self.user, self.prefix = server_user()
        self.data = self.dir / "data"

    @property
    def port(self):
        return int((self.dir / "port").read_text())

    def url(self, role="postgres", database="postgres"):
        return f"postgresql://{role}@/{database}?host={self.dir}&port={self.port}"

    def run(self, *command, **options):
        return subprocess.run([*self.prefix, *map(str, command)], check=True, cwd="/", stdout=subprocess.DEVNULL, **options)

    def make_directory(self):
        self.stop("immediate")
        if not self.dir.is_mount():
            shutil.rmtree(self.dir, ignore_errors=True)
            self.dir.mkdir(mode=0o700)  # never somebody else's
        with socket.create_server(("127.0.0.1", 0)) as free:
            (self.dir / "port").write_text(str(free.getsockname()[1]))
        self.make_certificate()
        if self.user:
            for path in [self.dir, *self.dir.iterdir()]:
                os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def create(self):
        self.make_directory()
        self.run(binaries() / "initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                 "--no-sync", "--no-instructions")
        (self.data / "pg_hba.conf").write_text(HBA)
        settings = SETTINGS | (DURABLE if self.durable else FAST) | self.settings | {
            "unix_socket_directories": str(self.dir), "port": str(self.port), "ssl_cert_file": str(self.dir / "server.crt"),
            "ssl_key_file": str(self.dir / "server.key")}
        with (self.data / "postgresql.auto.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        return self

    def make_certificate(self):
        """Of an authority of its own: localhost is in it, 127.0.0.1 is not."""
        run = lambda *words: subprocess.run(["openssl", *map(str, words)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", "-keyout", self.dir / "server.key", "-out", self.dir / "server.crt")
        (self.dir / "server.key").chmod(0o600)

    def start(self, bound=60):
        """After a crash the processes of the one before must have noticed and ended: until then a start is refused."""
        end = time.monotonic() + bound
        while True:
            try:
                self.run(binaries() / "pg_ctl", "-D", self.data, "-l", self.dir / "server.log", "-w", "-t", "60", "start",
                         stderr=subprocess.DEVNULL)
                return self
            except subprocess.CalledProcessError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def stop(self, mode="fast"):
        if (self.data / "postmaster.pid").exists():
            subprocess.run([*self.prefix, str(binaries() / "pg_ctl"), "-D", str(self.data), "-w", "-m", mode, "stop"], check=False,
                           cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def postmaster(self):
        return int((self.data / "postmaster.pid").read_text().splitlines()[0])

    def crash(self):
        """SIGKILL, as the kernel does it to a process that takes too much memory: recovery at the next start."""
        os.kill(self.postmaster(), signal.SIGKILL)

    def standby_of(self, primary):
        """Makes this a read-only copy that follows `primary`; started by `start`."""
        self.make_directory()
        self.run(binaries() / "pg_basebackup", "-d", primary.url(), "-D", self.data, "-R", "-c", "fast", "--no-sync")
        with (self.data / "postgresql.auto.conf").open("a") as file:
            file.write(f"unix_socket_directories = '{self.dir}'\nport = '{self.port}'\n")
        return self

    def sql(self, statement, database="postgres", role="postgres"):
        """The lines that psql prints."""
        return subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", self.url(role, database), "-c", statement], check=True,
                              stdout=subprocess.PIPE, text=True).stdout.splitlines()

    def make_roles(self):
        self.sql("CREATE ROLE ratestack_owner LOGIN; CREATE ROLE ratestack_server LOGIN; CREATE ROLE outsider LOGIN; "
                 "CREATE ROLE with_password LOGIN PASSWORD 'right'; CREATE ROLE never_let_in LOGIN; CREATE ROLE no_login")
        return self

    def make_database(self, name):
        self.sql(f"CREATE DATABASE {name} OWNER ratestack_owner")
        return name

    def remove(self):
        self.stop("immediate")
        shutil.rmtree(self.dir, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("action", choices=["start", "stop"])
    parser.add_argument("directory")
    parser.add_argument("--durable", action="store_true")
    arguments = parser.parse_args()
    cluster = Cluster(arguments.directory, arguments.durable)
    if arguments.action == "start":
        cluster.create().start().make_roles()
    else:
        cluster.remove()


if __name__ == "__main__":
    main()
