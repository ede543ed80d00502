// Test vectors of web-platform-tests, from the folder that the environment names.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ratestack/encoding/json.hpp"

namespace ratestack::testing {

/// The cases of wpt/NAME below RATESTACK_VECTORS: its objects, without the comments between them. Nothing where the
/// folder is absent. Escapes of lone surrogates are read as U+FFFD, as the tests' own harness does before it parses.
std::optional<JsonArray> read_vectors(const std::string& name);

std::string_view text_of(const JsonObject& object, std::string_view key);

}  // namespace ratestack::testing

#define READ_VECTORS_OR_SKIP(variable, name)                      \
  const auto variable = ::ratestack::testing::read_vectors(name); \
  if (!variable) GTEST_SKIP() << "RATESTACK_VECTORS names no folder with wpt/" << (name)
