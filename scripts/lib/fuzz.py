#!/usr/bin/env python3
"""Runs every libFuzzer target for a while from its corpus: fuzz.py ROOT SECONDS JOBS REPORT.

A target first replays its corpus and its regressions, then searches. Finds go to build/fuzz/found/<target>/ (a crash's
input is to be moved to fuzz/regressions/<target>/ with its fix); the corpus in the tree is left alone.
"""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def command(root, binary, seconds):
    target = binary.name.removeprefix("fuzz_")
    found = root / "build/fuzz/found" / target
    found.mkdir(parents=True, exist_ok=True)
    seeds = [root / "fuzz" / kind / target for kind in ("corpus", "regressions")]
    dictionary = root / "fuzz/dict" / f"{target}.dict"
    if not dictionary.exists():
        dictionary = root / "fuzz/dict/json.dict"
    return [str(binary), f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1",
            f"-dict={dictionary}", f"-artifact_prefix={found}/crash-", str(found),
            *[str(path) for path in seeds if path.is_dir()]]


def run(root, binary, seconds):
    result = subprocess.run(command(root, binary, seconds), capture_output=True, text=True, errors="replace", check=False)
    return binary.name, result.returncode, result.stderr


def write_report(results, path):
    suite = ElementTree.Element("testsuite", name="fuzz")
    for name, code, output in results:
        case = ElementTree.SubElement(suite, "testcase", name=name)
        if code != 0:
            ElementTree.SubElement(case, "failure", message=f"exit status {code}")
        print(f"== {name}: exit status {code}\n" + output[-6000:])
    ElementTree.ElementTree(suite).write(path)


def main():
    root, seconds, jobs, report = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
    binaries = sorted((root / "build/fuzz/bin").glob("fuzz_*"))
    with ThreadPoolExecutor(jobs) as pool:
        results = list(pool.map(lambda binary: run(root, binary, seconds), binaries))
    write_report(results, report)
    sys.exit(0 if binaries and all(code == 0 for _, code, _ in results) else 1)


if __name__ == "__main__":
    main()
