#!/usr/bin/env python3
"""`ratestack redact` in a pipe: GB/s on ordinary JSON logs and on lines full of personal data, beside `cat` in its place.

    python3 bench/cli_redact.py BIN-DIR [MEGABYTES=512]

The inputs are made in a temporary directory and read warm. Each command runs five times in turn; the median is shown, with the
processor time of the command itself, which a busy machine disturbs least.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5


def ordinary(i):
    return (f'{{"time":"2026-11-23T12:{i // 60 % 60:02}:{i % 60:02}.{i * 7919 % 1000000:06}Z","level":"info","ts":{1795435200000 + i},'
            f'"event":"request","route":"/v1/loans/{{id}}","correlation_id":"01KATN5T1BA7CVT4{i * 2654435761 % 2**32:08X}AA",'
            f'"trace":"4bf92f3577b34da6a3ce929d{i * 40503 % 2**32:08x}","status":200,"duration_us":{i * 7919 % 100000},'
            f'"bytes":{i * 31 % 65536},"client":"203.0.113.{i % 256}"}}\n')


def dense(i):
    return (f"borrower{i}@mail{i % 9}.example 415-555-{1000 + i % 9000} {123 + i % 500}-45-{1000 + i % 9000} "
            "4111 1111 1111 1111\n")


def make(path, line, size):
    block = "".join(line(i) for i in range(20_000)).encode()
    with path.open("wb") as out:
        while out.tell() < size:
            out.write(block)
    return path


def run(command, source, through_pipe):
    """Seconds on the clock, and of the processor by `command` (a pipe's feeder is not counted)."""
    with source.open("rb") as file:
        feeder = subprocess.Popen(["cat"], stdin=file, stdout=subprocess.PIPE) if through_pipe else None
        start = time.perf_counter()
        worker = subprocess.Popen(command, stdin=feeder.stdout if feeder else file, stdout=subprocess.PIPE)
        if feeder:
            feeder.stdout.close()
        with open("/dev/null", "wb") as sink:
            drain = subprocess.Popen(["cat"], stdin=worker.stdout, stdout=sink)
        worker.stdout.close()
        _, status, usage = os.wait4(worker.pid, 0)
        worker.returncode = os.waitstatus_to_exitcode(status)
        drain.wait()
        if feeder:
            feeder.wait()
        assert worker.returncode == 0, command
        return time.perf_counter() - start, usage.ru_utime + usage.ru_stime


def main():
    redact = [str(Path(sys.argv[1]) / "ratestack"), "redact"]
    size = int(sys.argv[2] if len(sys.argv) > 2 else 512) << 20
    with tempfile.TemporaryDirectory(prefix="ratestack-bench-") as directory:
        for name, line in (("ordinary JSON log", ordinary), ("dense with personal data", dense)):
            source = make(Path(directory) / "input.log", line, size)
            commands = {"redact": (redact, True), "redact, from a file": (redact, False),
                        "redact --json-lines": ([*redact, "--json-lines"], True), "cat": (["cat"], True)}
            times = {key: [] for key in commands}
            for _ in range(ROUNDS):
                for key, (command, pipe) in commands.items():
                    times[key].append(run(command, source, pipe))
            total = source.stat().st_size
            for key, runs in times.items():
                wall, cpu = (statistics.median(part) for part in zip(*runs))
                print(f"{name}: {key}: {total / wall / 1e9:.2f} GB/s, {total / cpu / 1e9:.2f} GB a second of its processor")


if __name__ == "__main__":
    main()
