// Capabilities and roles in bodies, read strictly.
#pragma once

#include "native/http/json_fields.hpp"
#include "ratestack/policy/role.hpp"

namespace ratestack::http {

/// A member that is an array of capabilities of the catalog, perhaps empty.
[[nodiscard]] Result<CapabilitySet> read_capabilities(const Fields& body, std::string_view name);
/// A member that is an array of roles, with one at least.
[[nodiscard]] Result<RoleSet> read_roles(const Fields& body, std::string_view name);

}  // namespace ratestack::http
