#!/usr/bin/env python3
"""Fails when an include breaks an arrow of the architecture: arrows.py ROOT.

base <- {encoding, crypto} <- {audit, redaction, url, secrets, limits} and {identity, policy} within core, encoding <- lending;
adapters -> service -> core within native, where only app/ sees all of them; wasm -> core.
It reads `#include` and `import` lines as text: what a macro or a generated file would include is not seen.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

FOUNDATION = {"base", "encoding", "crypto"}
CORE_SEES = {
    "base": set(),
    "encoding": {"base"},
    "crypto": {"base"},
    "audit": FOUNDATION,
    "redaction": FOUNDATION,
    "secrets": FOUNDATION,
    "url": FOUNDATION,
    "limits": FOUNDATION,
    "lending": {"base", "encoding"},
    "identity": FOUNDATION,
    "policy": FOUNDATION,
}

NATIVE_SEES = {
    "service": set(),
    "http": {"service"},
    "storage": {"service"},
    "redis": {"service"},
    "outbound": {"service"},
    "telemetry": {"service"},
    "acme": {"service"},
    "cli": {"service"},
    "app": {"service", "http", "storage", "redis", "outbound", "telemetry", "acme", "cli"},
}

# A technology is named in one folder only (a path prefix from the root); app/ is no exception.
TECHNOLOGY_HOMES = {
    "pistache/": ("native/http/pistache/",),
    "sqlite3.h": ("native/storage/sqlite/",),
    "libpq-fe.h": ("native/storage/postgres/",),
    "hiredis/": ("native/redis/",),
    "curl/": ("native/outbound/",),
    "ares": ("native/outbound/",),
    "CLI/": ("native/cli/", "native/app/"),
    "spdlog/": ("native/telemetry/", "native/app/"),
    "openssl/": ("native/service/identity/",),
    "mbedtls/": ("core/src/crypto/mbedtls/",),
    "psa/": ("core/src/crypto/mbedtls/",),
    "boost/": ("core/include/ratestack/base/", "core/include/ratestack/encoding/", "core/src/base/", "core/src/encoding/",
               "native/"),
}

# Core is sans I/O: sockets, files, clocks, threads and the environment belong to native and to the edge.
CORE_FORBIDS = re.compile(
    r"^(fstream|iostream|cstdio|stdio\.h|filesystem|thread|mutex|shared_mutex|condition_variable|future|stop_token|semaphore"
    r"|latch|barrier|ctime|time\.h|csignal|signal\.h|unistd\.h|fcntl\.h|pthread\.h|sys/.*|netinet/.*|arpa/.*|netdb\.h)$"
)
CORE_FORBIDDEN_CALLS = re.compile(r"\b(system_clock|steady_clock|high_resolution_clock|getenv|random_device)\b")

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]', re.MULTILINE)
IMPORT = re.compile(r'(?:\bfrom|\bimport)\s*\(?\s*["\']([^"\']+)["\']')
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Break:
    file: str
    line: int
    why: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.why}"


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def core_module(path):
    """The module that a file of core belongs to, or None: core/include/ratestack/X/..., core/src/X/..."""
    match = re.match(r"core/(?:include/ratestack|src)/([a-z_]+)/", path)
    return match.group(1) if match else None


def resolve(path, include, root):
    """The included project file relative to the root, or None for a header of somebody else."""
    if include.startswith("ratestack/"):
        return "core/include/" + include
    bases = ["core/src", "."] if path.startswith("core/") else ["."]
    for candidate in [(root / path).parent / include, *[root / base / include for base in bases]]:
        if candidate.is_file():
            return candidate.resolve().relative_to(root.resolve()).as_posix()
    return include if include.startswith(("native/", "wasm/", "core/")) else None


def core_arrow(path, target):
    if not target.startswith("core/"):
        return f"core must not include {target}"
    here, there = core_module(path), core_module(target)
    if here not in CORE_SEES:
        return f"module {here} has no place in the order of tests/layering/arrows.py"
    if path.startswith("core/include/") and target.startswith("core/src/"):
        return f"a public header must not include the private {target}"
    if there == here:
        return None
    if target.startswith("core/src/"):
        return f"{target} is private to module {there}"
    return None if there in CORE_SEES[here] else f"module {here} must not see module {there}"


def native_arrow(path, target):
    if target.startswith("core/"):
        return None if target.startswith("core/include/") else f"native sees core/include only, not {target}"
    if not target.startswith("native/"):
        return f"native must not include {target}"
    here, there = path.split("/")[1], target.split("/")[1]
    if here not in NATIVE_SEES:
        return f"native/{here} has no place in the order of tests/layering/arrows.py"
    if there == here:
        return storage_arrow(path, target)
    return None if there in NATIVE_SEES[here] else f"native/{here} must not see native/{there}"


def storage_arrow(path, target):
    """Two databases are two adapters: sqlite/ and postgres/ never see each other; shared/ sees neither."""
    here, there = path.split("/")[:3], target.split("/")[:3]
    if here[1] != "storage" or here == there or there[2] == "shared" or not (here[2] + there[2]).isalpha():
        return None
    return f"{'/'.join(here)} must not see {'/'.join(there)}"


def wasm_arrow(_path, target):
    return None if target.startswith(("core/include/", "wasm/")) else f"wasm sees core/include only, not {target}"


ARROWS = {"core": core_arrow, "native": native_arrow, "wasm": wasm_arrow}


def foreign_include(path, include):
    """Rules for headers that are not the project's."""
    if path.startswith("core/") and CORE_FORBIDS.match(include):
        return f"core is sans I/O: <{include}> does not belong here"
    for prefix, homes in TECHNOLOGY_HOMES.items():
        if include.startswith(prefix) and not path.startswith(homes):
            return f"<{include}> belongs in {' or '.join(homes)} only"
    return None


def judge_include(path, include, root):
    target = resolve(path, include, root)
    if target is None:
        return foreign_include(path, include)
    return ARROWS[path.split("/")[0]](path, target)


def check_text(path, text):
    """What may not even be mentioned."""
    if path.startswith("core/include/"):
        for match in re.finditer("mbedtls", text, re.IGNORECASE):
            yield Break(path, line_of(text, match.start()), "a public core header never mentions mbedTLS")
    if path.startswith("core/"):
        code = COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), text)
        for match in CORE_FORBIDDEN_CALLS.finditer(code):
            yield Break(path, line_of(code, match.start()), f"core is sans I/O: {match.group()} does not belong here")


def check_cpp(path, text, root):
    for match in INCLUDE.finditer(text):
        why = judge_include(path, match.group(1), root)
        if why:
            yield Break(path, line_of(text, match.start(1)), why)
    yield from check_text(path, text)


def check_typescript(path, text):
    """The portal reaches the module through @ratestack/core alone."""
    for match in IMPORT.finditer(text):
        name = match.group(1)
        if re.search(r"(^|/)wasm/", name) or (name.endswith(".wasm") and not name.startswith("@ratestack/core/")):
            yield Break(path, line_of(text, match.start(1)), f"the portal reaches the module through @ratestack/core, not {name}")


def check_tree(root):
    for part in ("core", "native", "wasm"):
        for file in sorted([*(root / part).rglob("*.hpp"), *(root / part).rglob("*.cpp")]):
            if "node_modules" not in file.parts:
                yield from check_cpp(file.relative_to(root).as_posix(), file.read_text(), root)
    for part in ("portal-bff/src", "portal-bff/web"):
        for file in sorted([*(root / part).rglob("*.ts"), *(root / part).rglob("*.tsx")]):
            yield from check_typescript(file.relative_to(root).as_posix(), file.read_text())


def main():
    breaks = list(check_tree(Path(sys.argv[1])))
    for broken in breaks:
        print(broken)
    sys.exit(1 if breaks else 0)


if __name__ == "__main__":
    main()
