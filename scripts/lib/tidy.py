#!/usr/bin/env python3
"""clang-tidy over core and native: tidy.py ROOT BUILD-DIR [--everything].

A file that was clean is not looked at again until it, or a project header it may include, changes: the key is a hash of
the file, of every project header, and of .clang-tidy. Without --everything it stops taking new files after BUDGET_SECONDS and
says which are left; what changed last goes first, then core.
"""

import hashlib
import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path

BUDGET_SECONDS = 180
RECENT_COMMITS = 100
# gcc's own warnings are gcc's to give; what clang does not know it would report as an error.
ARGUMENTS = ["--quiet", "--extra-arg=-Wno-unknown-warning-option", "--extra-arg=-Wno-error"]


def sources(root, build):
    commands = json.loads((build / "compile_commands.json").read_text())
    files = {Path(command["file"]) for command in commands}
    ours = [path for path in files if path.is_relative_to(root / "core/src") or path.is_relative_to(root / "native")]
    ages = commits_since(root)
    return sorted(ours, key=lambda path: (ages.get(path, RECENT_COMMITS), not path.is_relative_to(root / "core"), path))


def commits_since(root):
    """How many commits ago each lately changed file changed; nothing where there is no history."""
    log = subprocess.run(["git", "-C", str(root), "log", f"-{RECENT_COMMITS}", "--name-only", "--format=%x00"],
                         capture_output=True, text=True, check=False).stdout
    ages = {}
    for age, commit in enumerate(log.split("\0")):
        for name in commit.split("\n"):
            ages.setdefault(root / name, age)
    return ages


def shared_key(root):
    key = hashlib.sha256((root / ".clang-tidy").read_bytes())
    for header in sorted(path for part in ("core", "native") for path in (root / part).rglob("*.hpp")):
        key.update(header.read_bytes())
    return key


class Checker:
    def __init__(self, root, build, everything):
        self.build = build
        self.cache = root / "build/tidy-clean"
        self.cache.mkdir(parents=True, exist_ok=True)
        self.shared = shared_key(root)
        self.deadline = None if everything else time.monotonic() + BUDGET_SECONDS

    def stamp(self, path):
        key = self.shared.copy()
        key.update(path.read_bytes())
        return self.cache / key.hexdigest()

    def check(self, path):
        """(path, clean, output); clean is None for a file that the budget left out."""
        stamp = self.stamp(path)
        if stamp.exists():
            return path, True, ""
        if self.deadline and time.monotonic() > self.deadline:
            return path, None, ""
        result = subprocess.run(["clang-tidy-14", "-p", str(self.build), *ARGUMENTS, str(path)],
                                capture_output=True, text=True, check=False)
        if result.returncode == 0:
            stamp.touch()
        return path, result.returncode == 0, result.stdout + result.stderr


def main():
    root = Path(sys.argv[1])
    build = root / sys.argv[2]
    checker = Checker(root, build, "--everything" in sys.argv)
    with ThreadPoolExecutor(cpu_count()) as pool:
        results = list(pool.map(checker.check, sources(root, build)))
    for path, clean, output in results:
        if clean is not True:
            print(f"== {path.relative_to(root)}: {'left out: out of time' if clean is None else 'findings'}\n{output}")
    sys.exit(1 if any(clean is False for _, clean, _ in results) else 0)


if __name__ == "__main__":
    main()
