// A statement in words that both databases read: parameters are $1, $2, ... in the order of their first use.
#pragma once

#include <string_view>

namespace ratestack::storage {

/// `name` is unique among all statements of a store.
struct NamedSql {
  std::string_view name;
  std::string_view sql;
};

}  // namespace ratestack::storage
