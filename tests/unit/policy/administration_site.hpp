// People and organisations for the tests of administration.
#pragma once

#include <string>

#include "ratestack/policy/administration.hpp"

namespace ratestack::testing {

inline const RoleSet kAdmin = RoleSet().with(Role::org_admin);
inline const RoleSet kAuditor = RoleSet().with(Role::auditor);
inline const RoleSet kSuper = RoleSet().with(Role::super_admin);

inline std::string numbered(std::string_view prefix, int number) {
  return std::string(prefix) + "01KAS0V3E8ZP5Q2W9X7Y6T4R1" + std::to_string(number);
}

template <typename AnyId, typename Tag>
const AnyId& numbered_id(int number) {
  static const std::array<AnyId, 10> ids = [] {
    const auto id = [](int n) { return AnyId::parse(numbered(Tag::kPrefix, n)).value(); };
    return std::array<AnyId, 10>{id(0), id(1), id(2), id(3), id(4), id(5), id(6), id(7), id(8), id(9)};
  }();
  return ids.at(static_cast<std::size_t>(number));
}
inline const UserId& user(int number) { return numbered_id<UserId, UserTag>(number); }
inline const OrgId& org(int number) { return numbered_id<OrgId, OrgTag>(number); }

/// In an originator, or the platform, that has everything enabled.
inline Holder holder(RoleSet roles) { return {roles, {OrgType::originator, CapabilitySet::all()}}; }
inline Holder platform(RoleSet roles) { return {roles, {OrgType::platform, CapabilitySet::all()}}; }

inline std::string code_of(const Result<void>& result) { return result ? "ok" : result.error().code.message(); }

}  // namespace ratestack::testing
