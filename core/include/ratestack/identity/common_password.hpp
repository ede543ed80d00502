// Passwords that everybody would try, told by rule: what a list of stolen passwords adds is in breached_filter.hpp.
#pragma once

#include <string_view>

namespace ratestack {

/// A keyboard walk, a short text repeated, or up to three words of the usual lists (Latin letters alone); alone, or
/// dressed up with a few digits and signs around and between, capitals, and digits that stand for letters. A number
/// that is no walk is not common: there are as many as of any other text. Any bytes are taken; keeps no copy.
[[nodiscard]] bool is_common_password(std::string_view password) noexcept;

}  // namespace ratestack
