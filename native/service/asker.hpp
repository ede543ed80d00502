// Who asked for a change, for the audit row of it.
#pragma once

#include <optional>
#include <string>

#include "ratestack/audit/row.hpp"

namespace ratestack::service {

struct Asker {
  Actor actor;
  OrgId org_id;  // in whose chain the row stands
  std::string correlation_id;
  Timestamp now;
  std::optional<RequestInfo> request = {};
};

}  // namespace ratestack::service
