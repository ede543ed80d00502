#!/usr/bin/env python3
"""The store on PostgreSQL: appends as the log grows, lists, verification, export (bench_append), beside what most programs do, a
row-locked head and one row a transaction (pgbench, 16 clients).   bench/postgres.py [LARGEST LOG, default 1000000] [BIN]

Starts a server of its own, whose commits wait for the disk, under BENCH_DIR (default /var/tmp: /tmp may be memory).
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/support"))
from postgres_server import Cluster  # noqa: E402

BASELINE_SCHEMA = """
CREATE TABLE head (id bigint, hash bytea); INSERT INTO head VALUES (0, decode(repeat('00', 32), 'hex'));
CREATE TABLE log (id bigint PRIMARY KEY, previous_hash bytea UNIQUE, entry_hash bytea, row text, org_id text, org_seq bigint,
  UNIQUE (org_id, org_seq));
"""
BASELINE = """
BEGIN;
SELECT id + 1 AS next, encode(hash, 'hex') AS previous FROM head FOR UPDATE \\gset
INSERT INTO log VALUES (:next, decode(':previous', 'hex'), sha256(decode(':previous', 'hex') || ':next'::text::bytea), repeat('x', 600),
  'org_00000000000000000000000001', :next);
UPDATE head SET id = :next, hash = sha256(decode(':previous', 'hex') || ':next'::text::bytea);
COMMIT;
"""


def baseline(cluster):
    cluster.make_database("baseline")
    cluster.sql(BASELINE_SCHEMA.replace("\n", " "), "baseline")
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(BASELINE)
        script.flush()
        shown = subprocess.run(["pgbench", "-n", "-c", "16", "-j", "2", "-T", "5", "-f", script.name, cluster.url("postgres", "baseline")],
                               check=True, capture_output=True, text=True).stdout
    print("row-locked head, one row a transaction, 16 clients:", next(line for line in shown.splitlines() if line.startswith("tps")), flush=True)


def main():
    largest = sys.argv[1] if len(sys.argv) > 1 else "1000000"
    binaries = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "build/release/bin"
    place = tempfile.mkdtemp(prefix="ratestack-bench-pg-", dir=os.environ.get("BENCH_DIR", "/var/tmp"))
    cluster = Cluster(place, durable=True)
    try:
        cluster.create().start().make_roles().make_database("ratestack")
        baseline(cluster)
        subprocess.run([binaries / "ratestack", "migrate"], env=os.environ | {"DATABASE_URL": cluster.url("ratestack_owner", "ratestack")},
                       check=True, stdout=subprocess.DEVNULL)
        subprocess.run([binaries / "bench_append", cluster.url("ratestack_server", "ratestack"), largest], check=True)
    finally:
        cluster.remove()


if __name__ == "__main__":
    main()
