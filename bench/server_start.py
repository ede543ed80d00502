#!/usr/bin/env python3
"""How fast ratestackd is ready on a fresh SQLite file, and what it keeps resident: bench/server_start.py [BIN] [ROUNDS]

BIN: where ratestackd is (default build/release/bin). Ready means that it takes connections, which it does last. Resident
is VmRSS idle after start, and again after a full verify of 100,000 rows. Prints medians; fails on nothing but a fault.
"""

import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/integration/http"))
os.environ.setdefault("RATESTACK_BIN", sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "build/release/bin"))
from client import event, request  # noqa: E402
from installation import Installation  # noqa: E402

ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 9
ROWS = 100_000


def resident_mb(pid):
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def start_times():
    for _ in range(ROUNDS):
        site = Installation()
        started = time.monotonic()
        site.start()
        yield (time.monotonic() - started) * 1000, resident_mb(site.server.pid)
        site.close()


def resident_after_verify():
    with Installation() as site:
        platform, key = site.add_platform(), site.add_tenant()
        for _ in range(ROWS // 1000):
            batch = {"events": [event(payload={"note": "x" * 100}) for _ in range(1000)]}
            assert request(site.port, "POST", "/v1/audit/events", key, batch).status == 201
        assert request(site.port, "GET", "/v1/admin/audit/verify", platform).status == 200
        return resident_mb(site.server.pid)


times, resident = zip(*start_times())
print(f"ready on a fresh file   {statistics.median(times):7.1f} ms  (median of {ROUNDS}; {min(times):.1f} to {max(times):.1f})")
print(f"resident idle           {statistics.median(resident):7.1f} MB")
print(f"resident after verify   {resident_after_verify():7.1f} MB  ({ROWS} rows appended and verified)")
