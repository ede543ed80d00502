// A member's value as the client wrote it: numbers, escapes, order and white space untouched.
#pragma once

#include <cstddef>
#include <string_view>

namespace ratestack::http {

/// The text of the value of member `index` (from 0, in the order of the text). `object` must be an object's text that
/// parse_json has accepted, with more than `index` members. The view is into `object`.
[[nodiscard]] std::string_view member_value_text(std::string_view object, std::size_t index);

}  // namespace ratestack::http
