"""Several ratestackd over one real PostgreSQL, and where asked nginx before them."""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
from installation import Installation, binaries  # noqa: E402
from postgres_server import Cluster  # noqa: E402

OWNER, SERVER, DATABASE = "ratestack_owner", "ratestack_server", "ratestack"
MASTER_KEY = secrets.token_hex(32)  # servers of one database share it


def literal(value):
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return f"decode('{value.hex()}', 'hex')"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


class Replica(Installation):
    """One server of the cluster's database; its directory holds its keys and exports alone."""

    def __init__(self, cluster, directory=None):
        super().__init__(directory)
        self.cluster = cluster
        self.master_key = MASTER_KEY

    def environment(self, **more):
        return super().environment(**{"DATABASE_URL": self.cluster.url(SERVER, DATABASE), "PRICING_MASTER_KEY": self.master_key} | more)

    def sql(self, statement, values=()):
        for value in values:
            statement = statement.replace("?", literal(value), 1)
        return [line.split("|") for line in self.cluster.sql(statement, DATABASE)]


def ratestack(*arguments, **environment):
    return subprocess.run([binaries() / "ratestack", *arguments], env={"PATH": os.environ["PATH"]} | environment, capture_output=True,
                          text=True, check=False, timeout=120)


class Site:
    """A cluster whose commits wait for the disk, a migrated database, servers, and (start_edge) nginx before all of them."""

    def __init__(self, replicas=2, durable=True, cluster_directory=None, **settings):
        self.base = Path(tempfile.mkdtemp(prefix="ratestack-replicas-"))
        self.cluster = Cluster(cluster_directory or tempfile.mkdtemp(prefix="ratestack-pg-", dir="/tmp"), durable, **settings)
        self.replicas = []
        try:
            self.cluster.create().start().make_roles().make_database(DATABASE)
            migrated = ratestack("migrate", DATABASE_URL=self.cluster.url(OWNER, DATABASE))
            if migrated.returncode != 0:
                raise RuntimeError(migrated.stderr)
            self.replicas = [Replica(self.cluster, self.base / f"replica-{n}") for n in range(replicas)]
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        for replica in self.replicas:
            replica.start()
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        for replica in self.replicas:
            replica.close()
        self.cluster.remove()

    @property
    def first(self):
        return self.replicas[0]

    def start_edge(self):
        self.first.start_edge(*[replica.port for replica in self.replicas])
        return self.first.edge_port

    def restart_database(self, how):
        """how: fast, immediate, or kill."""
        if how == "kill":
            self.cluster.crash()
        else:
            self.cluster.stop(how)
        self.cluster.start()
