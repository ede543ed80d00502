// What the command line answers to arguments that it does not understand.
#pragma once

#include <CLI/App.hpp>
#include <string>

namespace ratestack::cli {

/// One line: what was wrong, the nearest spelling that exists, and where to read on.
[[nodiscard]] std::string explain_parse_error(const CLI::App& root, const CLI::ParseError& error);

/// Letters to insert, drop or change to get from one word to the other.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace ratestack::cli
