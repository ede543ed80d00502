#!/usr/bin/env python3
"""`ratestack audit verify` on a file of N rows, beside the SHA-256 of the same file alone: cli_verify.py RATESTACK MAKE_EXPORTS [N].

Each in turn, five rounds, warm; prints the medians. The file's rows are 785 bytes a line on average, as real ones are.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5


def run(command):
    """Wall-clock and processor seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(ratestack, make_exports, rows="1000000"):
    with tempfile.TemporaryDirectory(prefix="ratestack-bench-") as directory:
        subprocess.run([make_exports, directory, "1", "--rows", rows], check=True)
        file = next(Path(directory).glob("*.ndjson"))
        size = file.stat().st_size
        commands = {"openssl dgst -sha256": ["openssl", "dgst", "-sha256", file], "sha256sum": ["sha256sum", file]}
        commands |= {f"audit verify --threads {n}": [ratestack, "audit", "verify", "--threads", str(n), file] for n in (1, 2, 3)}
        times = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                times[name].append(run(command))
        print(f"{rows} rows, {size / 1e6:.0f} MB; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; medians of {ROUNDS}")
        for name, measured in times.items():
            wall, cpu = (statistics.median(column) for column in zip(*measured))
            print(f"  {name:26} {wall:6.2f} s  {size / wall / 1e6:6.0f} MB/s  {cpu:5.2f} s of processor")


if __name__ == "__main__":
    main(*sys.argv[1:])
