// What is wrong with a key, for people.
#pragma once

#include <string>

#include "ratestack/base/result.hpp"

namespace ratestack::service {

/// For the errors of key_text.hpp and key_file.hpp, whose context is the file if there is one: what is wrong and what
/// to do. Empty for any other.
[[nodiscard]] std::string explain_key_error(const Error& error);

}  // namespace ratestack::service
