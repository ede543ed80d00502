// A statement in words that both databases read: parameters are $1, $2, ... in the order of their first use.
#pragma once

#include <string_view>

namespace ratestack::storage {

/// `name` is unique among all statements of a store.
struct NamedSql {
  std::string_view name;
  std::string_view sql;
};

// What an organisation is called now, as a column; `id` is a column that names it. Empty where nothing has that id.
#define RATESTACK_ORG_NAME(id) "coalesce((SELECT name FROM orgs WHERE orgs.id = " id "), '')"

}  // namespace ratestack::storage
