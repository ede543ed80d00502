// The meaning of each setting's text. Every function answers the value or one sentence on what is wrong with it; none
// repeats a secret.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "native/app/config.hpp"

namespace ratestack::app {

struct Problem {
  std::string text;
};
template <typename T>
using Parsed = std::variant<T, Problem>;

/// A whole number; `what` is how a problem calls it.
struct NumberRange {
  std::uint64_t least, most;
  std::string_view what = "a number";
};
[[nodiscard]] Parsed<std::uint64_t> parse_number(std::string_view text, const NumberRange& range);

[[nodiscard]] Parsed<Deployment> parse_deployment(std::string_view text);
[[nodiscard]] Parsed<LogLevel> parse_log_level(std::string_view text);
/// "127.0.0.1:8080", "[::1]:8080", "localhost:8080": loopback alone, port 1 to 65535.
[[nodiscard]] Parsed<ListenAddress> parse_listen(std::string_view text);
/// "sqlite:///absolute/path" or "sqlite:relative/path", percent-decoded; "postgresql://..." as libpq reads it.
[[nodiscard]] Parsed<Database> parse_database_url(std::string_view text);
/// "https://host[:port]" or "http://host[:port]", nothing behind it.
[[nodiscard]] Parsed<std::string> parse_origin(std::string_view text);
/// "address:port,..." with the port left out where it is 53; "[::1]:5353" for IPv6.
[[nodiscard]] Parsed<std::string> parse_dns_servers(std::string_view text);
/// 100 to 60000.
[[nodiscard]] Parsed<std::chrono::milliseconds> parse_dns_timeout(std::string_view text);
/// 1 to 64.
[[nodiscard]] Parsed<unsigned> parse_replicas(std::string_view text);

/// What makes a token unfit for production; empty when it will do.
[[nodiscard]] std::string token_weakness(std::string_view token);

inline constexpr std::size_t kMinTokenLength = 32;

}  // namespace ratestack::app
