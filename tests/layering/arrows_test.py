#!/usr/bin/env python3
"""Plants wrong includes in a small tree and sees each one reported; and right ones, that must not be."""

import tempfile
import unittest
from pathlib import Path

import arrows

# Headers that the planted files may include, so that relative includes resolve as they do in the real tree.
PRESENT = [
    "core/include/ratestack/base/result.hpp",
    "core/include/ratestack/crypto/sha256.hpp",
    "core/include/ratestack/audit/row.hpp",
    "core/include/ratestack/policy/capability.hpp",
    "core/src/encoding/utf8.hpp",
    "core/src/audit/private.hpp",
    "native/service/store.hpp",
    "native/http/request.hpp",
    "native/storage/sqlite/store.hpp",
    "native/storage/postgres/store.hpp",
    "native/app/config.hpp",
    "wasm/abi.hpp",
]


def breaks_of(path, line):
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        for name in [*PRESENT, path]:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text("#pragma once\n")
        (root / path).write_text(f"// a planted file\n{line}\n")
        return [str(found) for found in arrows.check_tree(root)]


class Arrows(unittest.TestCase):
    def assert_refused(self, path, line, why):
        found = breaks_of(path, line)
        self.assertEqual(len(found), 1, found)
        self.assertIn(f"{path}:2: ", found[0])
        self.assertIn(why, found[0])

    def assert_allowed(self, path, line):
        self.assertEqual(breaks_of(path, line), [])

    def test_core_modules_see_only_what_stands_before_them(self):
        self.assert_refused("core/src/base/x.cpp", '#include "ratestack/crypto/sha256.hpp"', "base must not see module crypto")
        self.assert_refused("core/src/crypto/x.cpp", '#include "ratestack/audit/row.hpp"', "crypto must not see module audit")
        self.assert_refused("core/include/ratestack/audit/x.hpp", '#include "ratestack/policy/capability.hpp"', "audit must not see")
        self.assert_allowed("core/src/audit/x.cpp", '#include "ratestack/crypto/sha256.hpp"')

    def test_a_new_core_module_needs_its_place_in_the_order(self):
        self.assert_refused("core/src/novel/x.cpp", '#include "ratestack/base/result.hpp"', "has no place")

    def test_private_headers_stay_private(self):
        self.assert_refused("core/src/audit/x.cpp", '#include "encoding/utf8.hpp"', "private to module encoding")
        self.assert_refused("core/include/ratestack/audit/x.hpp", '#include "../../../src/audit/private.hpp"', "must not include the private")
        self.assert_refused("native/http/x.cpp", '#include "core/src/encoding/utf8.hpp"', "core/include only")
        self.assert_allowed("core/src/audit/x.cpp", '#include "audit/private.hpp"')
        self.assert_allowed("core/src/audit/x.cpp", '#include "private.hpp"')

    def test_core_never_sees_native_or_wasm(self):
        self.assert_refused("core/src/audit/x.cpp", '#include "native/service/store.hpp"', "core must not include native/")
        self.assert_refused("core/src/audit/x.cpp", '#include "wasm/abi.hpp"', "core must not include wasm/")

    def test_core_is_sans_io(self):
        for header in ("fstream", "thread", "mutex", "sys/socket.h", "unistd.h", "filesystem", "iostream"):
            self.assert_refused("core/src/audit/x.cpp", f"#include <{header}>", "sans I/O")
        self.assert_refused("core/src/audit/x.cpp", "auto now = std::chrono::system_clock::now();", "system_clock")
        self.assert_refused("core/src/audit/x.cpp", 'std::getenv("HOME");', "getenv")
        self.assert_allowed("core/src/audit/x.cpp", "// getenv is nobody's business here")

    def test_boost_and_mbedtls_stay_where_they_belong(self):
        self.assert_refused("core/src/audit/x.cpp", "#include <boost/json.hpp>", "belongs in")
        self.assert_refused("core/src/audit/x.cpp", "#include <mbedtls/gcm.h>", "belongs in core/src/crypto/mbedtls/ only")
        self.assert_refused("core/include/ratestack/crypto/x.hpp", "// sealed by mbedTLS", "never mentions mbedTLS")
        self.assert_allowed("core/src/crypto/mbedtls/x.cpp", "#include <mbedtls/gcm.h>")
        self.assert_allowed("core/include/ratestack/base/x.hpp", "#include <boost/system/result.hpp>")

    def test_adapters_never_see_each_other(self):
        self.assert_refused("native/http/x.cpp", '#include "native/storage/sqlite/store.hpp"', "native/http must not see native/storage")
        self.assert_refused("native/http/x.cpp", '#include "../storage/sqlite/store.hpp"', "native/http must not see native/storage")
        self.assert_refused("native/storage/sqlite/x.cpp", '#include "native/http/request.hpp"', "must not see native/http")
        self.assert_refused("native/storage/sqlite/x.cpp", '#include "native/storage/postgres/store.hpp"', "must not see")
        self.assert_refused("native/cli/x.cpp", '#include "native/http/request.hpp"', "must not see native/http")

    def test_service_never_sees_an_adapter_and_only_app_sees_all(self):
        self.assert_refused("native/service/x.cpp", '#include "native/storage/sqlite/store.hpp"', "must not see native/storage")
        self.assert_refused("native/http/x.cpp", '#include "native/app/config.hpp"', "must not see native/app")
        self.assert_allowed("native/app/x.cpp", '#include "native/storage/sqlite/store.hpp"')
        self.assert_allowed("native/http/x.cpp", '#include "native/service/store.hpp"')

    def test_a_technology_is_named_in_its_own_folder_only(self):
        self.assert_refused("native/service/x.cpp", "#include <sqlite3.h>", "native/storage/sqlite/ only")
        self.assert_refused("native/app/x.cpp", "#include <pistache/http.h>", "native/http/pistache/ only")
        self.assert_allowed("native/storage/sqlite/x.cpp", "#include <sqlite3.h>")

    def test_wasm_and_native_never_meet(self):
        self.assert_refused("wasm/x.cpp", '#include "native/service/store.hpp"', "wasm sees core/include only")
        self.assert_refused("wasm/x.cpp", '#include "core/src/encoding/utf8.hpp"', "wasm sees core/include only")
        self.assert_refused("native/app/x.cpp", '#include "wasm/abi.hpp"', "native must not include wasm/")
        self.assert_allowed("wasm/x.cpp", '#include "abi.hpp"')

    def test_the_portal_reaches_the_module_through_its_package_alone(self):
        self.assert_refused("portal-bff/src/x.ts", 'import core from "../../wasm/package/src/core.js";', "through @ratestack/core")
        self.assert_refused("portal-bff/web/x.tsx", 'const m = await import("./ratestack_core.wasm");', "through @ratestack/core")
        self.assert_allowed("portal-bff/src/x.ts", 'import url from "@ratestack/core/ratestack_core.wasm";')


if __name__ == "__main__":
    unittest.main()
