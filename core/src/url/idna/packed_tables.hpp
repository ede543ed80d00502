// The tables of tables.hpp as make_idna_tables.py writes them: one column after the other, numbers in seven bits a
// byte, columns as differences.
#pragma once

#include "ratestack/base/bytes.hpp"

namespace ratestack::idna_detail {

extern const ByteSpan kPackedTables;

}  // namespace ratestack::idna_detail
