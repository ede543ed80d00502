#!/usr/bin/env python3
"""Rotation of the master key: rows a second with readers at work, on SQLite and on PostgreSQL, beside row-by-row updates (bench_rekey).
  bench/rekey.py [ROWS, default 200000] [BIN]

Works in directories of its own under BENCH_DIR (default /var/tmp: /tmp may be memory), with commits that wait for the disk.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/support"))
from postgres_server import Cluster  # noqa: E402

BASE = os.environ.get("BENCH_DIR", "/var/tmp")


def main():
    rows = sys.argv[1] if len(sys.argv) > 1 else "200000"
    binaries = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "build/release/bin"
    with tempfile.TemporaryDirectory(prefix="ratestack-bench-rekey-", dir=BASE) as place:
        print("SQLite", flush=True)
        subprocess.run([binaries / "bench_rekey", f"{place}/rekey.db", rows], check=True)
    cluster = Cluster(tempfile.mkdtemp(prefix="ratestack-bench-pg-", dir=BASE), durable=True)
    try:
        cluster.create().start().make_roles().make_database("ratestack")
        subprocess.run([binaries / "ratestack", "migrate"], env=os.environ | {"DATABASE_URL": cluster.url("ratestack_owner", "ratestack")},
                       check=True, stdout=subprocess.DEVNULL)
        print("PostgreSQL", flush=True)
        subprocess.run([binaries / "bench_rekey", cluster.url("ratestack_server", "ratestack"), rows], check=True)
    finally:
        cluster.remove()


if __name__ == "__main__":
    main()
