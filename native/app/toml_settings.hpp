// The part of TOML that settings need: `key = value` lines with basic and literal strings, integers and booleans, and
// comments; and behind them tables `[services.NAME]`, whose values may be arrays of these over any number of lines.
// Other tables, inline tables and multi-line strings are refused by name, with the line.
//
// CLI11's own reader is not used: it cuts a quoted value at '#' and splits it at ',', which would shorten a token in
// silence.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ratestack::app {

struct TomlSetting {
  std::string key;
  std::string value;
  std::size_t line = 0;  // 1-based
};

/// One value of a table `[services.NAME]`; a scalar is an array of one.
struct TomlServiceSetting {
  std::string service;
  std::string key;
  std::vector<std::string> values;
  std::size_t line = 0;
};

struct TomlFault {
  std::size_t line = 0;
  std::string problem;  // never the line's text: it may hold a secret
};

struct TomlSettings {
  std::vector<TomlSetting> settings;
  std::vector<TomlServiceSetting> services;
  std::vector<TomlFault> faults;
};

/// `text` in UTF-8. Reads on after a fault, so that all are reported.
[[nodiscard]] TomlSettings parse_toml_settings(std::string_view text);

}  // namespace ratestack::app
