#!/usr/bin/env python3
"""Runs the README's five-minute tour as it is written: readme_tour.py ROOT REPORT.

A platform of its own (scripts/up on free ports, in a directory of its own) stands in for the reader's; the addresses and the
data directory in the commands are replaced by its own, and nothing else. Every ```sh block runs in one shell, in order; where a
```text block follows, the output must match it, "…" standing for anything.
"""

import re
import signal
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
from platform_process import Platform  # noqa: E402

BLOCK = re.compile(r"^```sh\n(.*?)^```\n(?:```text\n(.*?)^```\n)?", re.DOTALL | re.MULTILINE)
MARK = "~~~ end of block ~~~"


def tour_blocks(readme):
    section = readme.split("## Five minutes", 1)[1].split("\n## ", 1)[0]
    return BLOCK.findall(section)


def localise(platform, command):
    for shown, actual in (("http://127.0.0.1:8080", platform.api), (".ratestack/", f"{platform.data}/")):
        command = command.replace(shown, actual)
    return command


def run_blocks(root, platform, blocks):
    script = "".join(f"{localise(platform, command)}\necho; echo '{MARK}'\n" for command, _ in blocks)
    result = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], cwd=root, capture_output=True, text=True, check=False,
                            timeout=120)
    print(result.stdout, result.stderr)
    return result.stdout.split(MARK)


def matches(expected, output):
    pattern = ".*".join(re.escape(part.strip()) for part in expected.split("…"))
    return re.fullmatch(r"\s*" + pattern.replace(r"\n", r"\s+") + r"\s*", output, re.DOTALL) is not None


def judge(blocks, outputs):
    """(name, complaint or None) for each block. `outputs` has one part more than the blocks that finished."""
    for index, (command, expected) in enumerate(blocks):
        name = f"block {index + 1}: {command.splitlines()[0][:60]}"
        if index >= len(outputs) - 1:
            yield name, "did not finish with status 0"
        elif expected and not matches(expected, outputs[index]):
            yield name, f"printed {outputs[index]!r}, the README says {expected!r}"
        else:
            yield name, None


def tour(root, data):
    platform = Platform(data)
    ready = platform.wait_until_ready()
    expected = f"ready: portal http://localhost:{platform.portal_port} api {platform.api}"
    yield "scripts/up says ready", None if ready == expected else f"said {ready!r}"
    if ready:
        blocks = tour_blocks((root / "README.md").read_text())
        yield "the README has a tour", None if len(blocks) >= 5 else f"{len(blocks)} blocks"
        yield from judge(blocks, run_blocks(root, platform, blocks))
    status = platform.stop(signal.SIGINT)
    print("".join(platform.output))
    yield "scripts/up stops on SIGINT with status 0", None if status == 0 else f"status {status}"


def main():
    root, report = Path(sys.argv[1]), sys.argv[2]
    suite = ElementTree.Element("testsuite", name="readme_tour")
    with tempfile.TemporaryDirectory(prefix="ratestack-tour-") as data:
        for name, complaint in tour(root, data):
            print(f"{'FAIL' if complaint else 'ok'}: {name}{': ' + complaint if complaint else ''}")
            case = ElementTree.SubElement(suite, "testcase", name=name)
            if complaint:
                ElementTree.SubElement(case, "failure", message=complaint)
    ElementTree.ElementTree(suite).write(report)
    sys.exit(1 if suite.find("testcase/failure") is not None else 0)


if __name__ == "__main__":
    main()
