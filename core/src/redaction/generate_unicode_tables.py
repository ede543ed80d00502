#!/usr/bin/env python3
"""Writes unicode_tables.hpp: generate_unicode_tables.py > unicode_tables.hpp

Source: the Unicode character database that this Python carries (unicodedata); its version is written into the header.
"""

import unicodedata

LAST = 0x10FFFF
# Default_Ignorable_Code_Point (DerivedCoreProperties) beyond the categories Cf, Mn and Me, which are read below.
ALSO_IGNORED = {0x115F, 0x1160, 0x3164, 0xFFA0, *range(0x17B4, 0x17B6), *range(0x2060, 0x2070), *range(0xE0000, 0xE1000)}


def ranges(wanted):
    start = None
    for code in range(LAST + 2):
        inside = code <= LAST and wanted(code)
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            yield start, code - 1
            start = None


def is_ignored(code):
    return code in ALSO_IGNORED or unicodedata.category(chr(code)) in ("Cf", "Mn", "Me")


def is_letter_like(code):
    category = unicodedata.category(chr(code))
    return category[0] in "LN" or category in ("Mc", "Co", "Cn")


def is_mark_of_its_own(code):
    return code >= 0x80 and not is_ignored(code) and not is_letter_like(code)


def table(name, comment, rows):
    print(f"// {comment}\ninline constexpr CodeRange {name}[] = {{")
    line = "   "
    for first, last in rows:
        cell = f" {{0x{first:X}, 0x{last:X}}},"
        if len(line) + len(cell) > 118:
            print(line)
            line = "   "
        line += cell
    print(f"{line}\n}};\n")


def main():
    zeros = [c for c in range(0x80, LAST + 1) if unicodedata.decimal(chr(c), None) == 0 and unicodedata.category(chr(c)) == "Nd"]
    print(f"""// Made by generate_unicode_tables.py from the Unicode character database {unicodedata.unidata_version}. Do not edit.
#pragma once

namespace ratestack::redaction_detail {{

struct CodeRange {{
  char32_t first, last;
}};
""")
    table("kDecimalDigits", "Ten digits in order, 0 first: every run of decimal digits (Nd) but ASCII's.", [(z, z + 9) for z in zeros])
    table("kIgnored", "What is not seen or only sits on the character before it: Cf, Mn, Me, default ignorables.", ranges(is_ignored))
    table("kMarks", "Punctuation, symbols, separators and controls: what ends a word.", ranges(is_mark_of_its_own))
    print("}  // namespace ratestack::redaction_detail")


main()
