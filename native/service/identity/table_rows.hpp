// Rows of a table as they stand, for moving an installation: what they mean is nobody's business here.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ratestack/crypto/digest.hpp"

namespace ratestack::service {

enum class CellKind { text, integer, digest };

struct TableColumn {
  std::string_view name;
  CellKind kind;
};

/// The first `key_columns` are its key, and its order.
struct MovedTable {
  std::string_view name;
  std::span<const TableColumn> columns;
  std::size_t key_columns;
};

using Cell = std::variant<std::monostate, std::string, std::int64_t, Digest>;  // monostate: NULL
using TableRow = std::vector<Cell>;

/// Every table of identity, each after those that it refers to. A test holds the list against the schema.
[[nodiscard]] std::span<const MovedTable> identity_tables() noexcept;

}  // namespace ratestack::service
