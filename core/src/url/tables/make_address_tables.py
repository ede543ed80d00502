#!/usr/bin/env python3
"""Writes core/src/url/address_tables.cpp from the two lists beside this script.

  make_address_tables.py           writes it
  make_address_tables.py --check   exits 1 where what is committed is not what the lists say
"""

import csv
import ipaddress
import sys
from pathlib import Path

HERE = Path(__file__).parent
OUTPUT = HERE.parent / "address_tables.cpp"

HEAD = """\
// Made by core/src/url/tables/make_address_tables.py from special_ranges.csv and metadata_endpoints.csv: edit those.
#include "url/address_tables.hpp"

namespace ratestack::tables {
namespace {

// clang-format off
"""

TAIL = """\
// clang-format on

}  // namespace

std::string_view registry_date() noexcept { return kRegistryDate; }
std::span<const SpecialRange> special_v4() noexcept { return kSpecialV4; }
std::span<const SpecialRange> special_v6() noexcept { return kSpecialV6; }
std::span<const MetadataAddress> metadata_addresses() noexcept { return kMetadataAddresses; }
std::span<const MetadataName> metadata_names() noexcept { return kMetadataNames; }

}  // namespace ratestack::tables
"""


def rows(name):
    lines = [line for line in (HERE / name).read_text().splitlines() if line and not line.startswith("#")]
    return list(csv.reader(lines))


def byte_list(address):
    return "{" + ", ".join(f"0x{byte:02x}" for byte in address.packed.ljust(16, b"\0")) + "}"


def special_table(name, networks):
    """More specific blocks first, so that the first that matches is the one to speak of."""
    lines = [f"constexpr SpecialRange {name}[] = {{"]
    for network, what, reference in sorted(networks, key=lambda row: -row[0].prefixlen):
        words = f"{network} {what}, {reference}"
        lines.append(f'    {{{byte_list(network.network_address)}, {network.prefixlen}, "{words}"}},')
    return "\n".join([*lines, "};\n"])


def address_of(text):
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def metadata_tables():
    endpoints = rows("metadata_endpoints.csv")[1:]
    addresses = ["constexpr MetadataAddress kMetadataAddresses[] = {"]
    names = ["constexpr MetadataName kMetadataNames[] = {"]
    for endpoint, provider in endpoints:
        address = address_of(endpoint)
        if address is None:
            names.append(f'    {{"{endpoint}", "{endpoint} {provider}"}},')
        else:
            size = len(address.packed)
            addresses.append(f'    {{{byte_list(address)}, {size}, "{address} {provider}"}},')
    return "\n".join([*addresses, "};\n", *names, "};\n"])


def generated():
    (_, date), _, *ranges = rows("special_ranges.csv")
    networks = [(ipaddress.ip_network(block), what, reference) for block, what, reference, _ in ranges]
    parts = [
        HEAD,
        f'constexpr std::string_view kRegistryDate = "{date}";\n',
        special_table("kSpecialV4", [row for row in networks if row[0].version == 4]),
        special_table("kSpecialV6", [row for row in networks if row[0].version == 6]),
        metadata_tables(),
        TAIL,
    ]
    return parts[0] + "\n".join(parts[1:])


def main():
    text = generated()
    if sys.argv[1:] == ["--check"]:
        if OUTPUT.read_text() != text:
            sys.exit(f"{OUTPUT} is not what the lists say: run {__file__}")
        return
    OUTPUT.write_text(text)


if __name__ == "__main__":
    main()
