// Who asked for a change, for the audit row of it.
#pragma once

#include <functional>
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

/// Who asks for what an organisation is made with, once it has an id.
using AskerFor = std::function<Asker(const OrgId& made)>;

}  // namespace ratestack::service
