// Test vectors of Project Wycheproof, from the folder that the environment names.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/encoding/json.hpp"

namespace ratestack::testing {

/// The file wycheproof/NAME below RATESTACK_VECTORS; nothing where it is absent.
std::optional<JsonValue> read_wycheproof(const std::string& name);

using CaseCheck = std::function<void(const JsonValue& group, const JsonValue& test)>;

/// Calls `check` for every case of every group that `wanted` takes; answers how many there were.
int for_each_case(const JsonValue& file, const std::function<bool(const JsonValue& group)>& wanted,
                  const CaseCheck& check);

std::int64_t number_of(const JsonValue& object, std::string_view key);
std::string_view text_of(const JsonValue& object, std::string_view key);
std::vector<std::uint8_t> bytes_of(const JsonValue& object, std::string_view key);
bool is_valid(const JsonValue& test);

}  // namespace ratestack::testing

#define READ_WYCHEPROOF_OR_SKIP(variable, name)                      \
  const auto variable = ::ratestack::testing::read_wycheproof(name); \
  if (!variable) GTEST_SKIP() << "RATESTACK_VECTORS names no folder with wycheproof/" << (name)
