#!/usr/bin/env -S python3 -W ignore::DeprecationWarning
"""Sessions on the real server: how fast they are resolved beside a route that does nothing, how that grows, what they weigh,
and how it fares while others sign in.

    bench/sessions.py [SESSIONS...]     default 10000 100000; 1000000 takes a minute more

RATESTACK_BIN: where ratestackd is (default build/release/bin). Starts a server of its own, needs wrk.
"""

import base64
import crypt  # until Python 3.13; the same library as the server's
import hashlib
import http.client
import json
import os
import re
import secrets
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("RATESTACK_BIN", str(ROOT / "build/release/bin"))
sys.path.insert(0, str(ROOT / "tests/integration/http"))
import people  # noqa: E402
from installation import Installation, now_micros, ulid  # noqa: E402

SECONDS, ROUNDS, CONNECTIONS, PEOPLE = 4, 5, 16, 1000


def processor_seconds(site):
    fields = Path(f"/proc/{site.server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wrk(site, tokens, connections=CONNECTIONS, seconds=SECONDS):
    """tokens: a file of them, or "none" for the route that does nothing."""
    before = processor_seconds(site)
    out = subprocess.run(["wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "-s", str(ROOT / "bench/sessions.lua"),
                          f"http://127.0.0.1:{site.port}", "--", str(tokens)], capture_output=True, text=True, check=True).stdout
    run = {name: float(value) for name, value in re.findall(r"(\w+)=([\d.]+)", out)}
    run["cpu_us"] = (processor_seconds(site) - before) / (run["per_s"] * seconds) * 1e6
    return run


def add_people(site, org):
    users = ["usr_" + ulid() for _ in range(PEOPLE)]
    with sqlite3.connect(site.database, timeout=30) as database:
        database.executemany("INSERT INTO users (id, org_id, email, password_hash, created_at, name, password_set_at) VALUES (?, ?, ?, '*', 1, 'x', 1)",
                             [(user, org, f"{user}@bench.example") for user in users])
        database.executemany("INSERT INTO org_members VALUES (?, ?, 'ORG_ADMIN', 1)", [(org, user) for user in users])
    return users


def add_sessions(site, org, users, count, file):
    now = now_micros()
    with sqlite3.connect(site.database, timeout=60) as database, file.open("a") as tokens:
        rows = []
        for number in range(count):
            token = secrets.token_bytes(32)
            text = base64.urlsafe_b64encode(token).decode().rstrip("=")
            tokens.write(text + "\n")
            rows.append(("ses_" + ulid(), org, users[number % PEOPLE], hashlib.sha256(token).digest(), "password", now, now, now,
                         now + 12 * 3600 * 1_000_000, None, "203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64) bench"))
        database.executemany("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def resident(site):
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{site.server.pid}/status").read_text())[1]) / 1024


def touch_all(site, tokens):
    """Each session once, so that whatever a session leaves in memory is there."""
    connection = http.client.HTTPConnection("127.0.0.1", site.port)
    for line in tokens.read_text().splitlines():
        connection.request("POST", "/internal/v1/sessions/resolve", json.dumps({"session_token": line}), {"Content-Type": "application/json"})
        connection.getresponse().read()


def compare(site, tokens):
    trivial, resolved = [], []
    for _ in range(ROUNDS):
        trivial.append(wrk(site, "none"))
        resolved.append(wrk(site, tokens))
    middle = lambda runs, name: statistics.median(run[name] for run in runs)  # noqa: E731
    shown = lambda runs: f"{middle(runs, 'per_s'):.0f}/s, p99 {middle(runs, 'p99_ms'):.2f} ms, {middle(runs, 'cpu_us'):.1f} us of the server's processor time"  # noqa: E731
    refused = sum(run["refused"] + run["socket_errors"] for run in resolved)
    return f"resolve {shown(resolved)} (refused {refused:.0f}); trivial route {shown(trivial)}; ratio {middle(resolved, 'per_s') / middle(trivial, 'per_s'):.2f}"


def bcrypt_seconds():
    """One hash of cost 12 by the library that the server uses."""
    begun = time.process_time()
    crypt.crypt("x", "$2b$12$abcdefghijklmnopqrstuu")
    return time.process_time() - begun


def storm(site, email, password, tokens):
    """Sign-ins from as many networks as the lockout wants, session checks at a steady few beside."""
    stop, done, turned_away = threading.Event(), [0], [0]

    def sign_in(number):
        while not stop.is_set():
            number += 8
            answer = people.password_sign_in(site.port, email, password, {"ip": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"})
            (done if answer.status == 200 else turned_away)[0] += 1

    alone = statistics.median(bcrypt_seconds() for _ in range(5))
    quiet = wrk(site, tokens, connections=4)
    threads = [threading.Thread(target=sign_in, args=(number,), daemon=True) for number in range(8)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    before, begun = done[0], time.monotonic()
    time.sleep(2 * SECONDS)
    logins = (done[0] - before) / (time.monotonic() - begun)
    busy = wrk(site, tokens, connections=4)
    stop.set()
    for thread in threads:
        thread.join()
    ideal = os.cpu_count() / alone
    return (f"sign-ins {logins:.2f}/s beside {ideal:.2f}/s of {os.cpu_count()} cores / bcrypt ({alone * 1000:.0f} ms): {logins / ideal:.2f} (turned away {turned_away[0]}); "
            f"session checks, 4 connections: p99 {quiet['p99_ms']:.2f} ms alone, {busy['p99_ms']:.2f} ms in the storm at {busy['per_s']:.0f}/s")


def main(sizes):
    head = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    print(f"{time.strftime('%FT%TZ', time.gmtime())} commit {head} on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with Installation(tempfile.mkdtemp(prefix="ratestack-bench-", dir=os.environ.get("BENCH_DIR", "/var/tmp"))) as site:
        people.bootstrap(site)
        org = people.create_org(site, "bench@bench.example")
        users = add_people(site, org["org_id"])
        tokens, total = site.dir / "tokens", 0
        empty = resident(site)
        for size in sizes:
            add_sessions(site, org["org_id"], users, size - total, tokens)
            total = size
            if size == 100_000:
                touch_all(site, tokens)
                print(f"memory: {empty:.1f} MB before, {resident(site):.1f} MB with {size} sessions, each resolved once", flush=True)
            print(f"{size} sessions: {compare(site, tokens)}", flush=True)
        print(storm(site, "bench@bench.example", org["password"], tokens), flush=True)


if __name__ == "__main__":
    main(sorted(int(size) for size in sys.argv[1:]) or [10_000, 100_000])
