#include "native/app/setting_values.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <charconv>

#include "ratestack/url/ip_address.hpp"

namespace ratestack::app {
namespace {

constexpr std::size_t kMinDistinctCharacters = 10;
constexpr std::array<std::string_view, 6> kPlaceholders = {"changeme", "change-me", "change_me",
                                                           "example",  "password",  "secret"};

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

bool is_loopback(const std::string& host) {
  in_addr v4{};
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
  in6_addr v6{};
  return inet_pton(AF_INET6, host.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

std::optional<std::uint8_t> hex_pair(std::string_view digits) {
  std::uint8_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (digits.size() != 2 || error != std::errc{} || end != digits.data() + 2) return std::nullopt;
  return value;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const auto byte = hex_pair(text.substr(i + 1, 2));
    if (!byte || *byte == 0) return std::nullopt;
    out += static_cast<char>(*byte);
    i += 2;
  }
  return out;
}

Parsed<Database> sqlite_path(std::string_view rest) {
  // "sqlite:///path" has an empty host and an absolute path (RFC 3986 section 3); "sqlite:path" has no host at all.
  if (rest.starts_with("//"))
    rest.remove_prefix(2);
  else if (rest.starts_with('/'))
    return Problem{"write sqlite:///absolute/path or sqlite:relative/path"};
  const auto path = percent_decode(rest);
  if (!path || rest.find_first_of("?#") != std::string_view::npos) {
    return Problem{
        "the path has a parameter, fragment or broken percent escape; write those characters as %3F, %23, %25"};
  }
  if (*path == ":memory:") return Problem{"a database in memory would lose the audit log; name a file"};
  if (path->empty() || path->back() == '/')
    return Problem{"the URL names no file: sqlite:///var/lib/ratestack/ratestack.db"};
  return Database(std::filesystem::path(*path));
}

bool is_server(std::string_view text) {
  const bool bracketed = text.starts_with('[');
  const std::size_t end = bracketed ? text.find(']') : std::min(text.find(':'), text.size());
  if (end == std::string_view::npos) return false;
  const std::string_view port = text.substr(bracketed ? end + 1 : end);
  if (!port.empty() && (port.front() != ':' || !parse_port(port.substr(1)))) return false;
  const auto address = IpAddress::parse(bracketed ? text.substr(1, end - 1) : text.substr(0, end));
  return address && address->is_v4() != bracketed;
}

bool is_host_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '[' || c == ']' || c == ':';
}

std::size_t distinct_characters(std::string_view text) {
  std::bitset<256> seen;
  for (const char c : text) seen.set(static_cast<unsigned char>(c));
  return seen.count();
}

}  // namespace

Parsed<std::uint64_t> parse_number(std::string_view text, const NumberRange& range) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size() && value >= range.least && value <= range.most) {
    return value;
  }
  return Problem{"must be " + std::string(range.what) + " from " + std::to_string(range.least) + " to " +
                 std::to_string(range.most)};
}

Parsed<Deployment> parse_deployment(std::string_view text) {
  if (text == "development") return Deployment::development;
  if (text == "production") return Deployment::production;
  return Problem{"must be development or production"};
}

Parsed<LogLevel> parse_log_level(std::string_view text) {
  if (text == "debug") return LogLevel::debug;
  if (text == "info") return LogLevel::info;
  if (text == "warning") return LogLevel::warning;
  if (text == "error") return LogLevel::error;
  return Problem{"must be debug, info, warning or error"};
}

Parsed<ListenAddress> parse_listen(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  const auto port = colon == std::string_view::npos ? std::nullopt : parse_port(text.substr(colon + 1));
  if (!port) return Problem{"must be address:port, for example 127.0.0.1:8080"};
  std::string host(text.substr(0, colon));
  if (host == "localhost") host = "127.0.0.1";
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (!is_loopback(host)) {
    return Problem{"must be a loopback address (127.0.0.1 or [::1]): nginx on the same host faces the network"};
  }
  return ListenAddress{std::move(host), *port};
}

Parsed<Database> parse_database_url(std::string_view text) {
  if (text.starts_with("sqlite:")) return sqlite_path(text.substr(7));
  if (text.starts_with("postgresql:") || text.starts_with("postgres:")) {
    auto target = postgres::Target::parse(text);
    if (target) return Database(std::move(*target));
    return Problem{"is no URL of a database: postgresql://role@host:5432/database?sslmode=verify-full"};
  }
  return Problem{"must be sqlite:///absolute/path, sqlite:relative/path or postgresql://role@host/database"};
}

Parsed<std::string> parse_origin(std::string_view text) {
  const std::string_view scheme = text.starts_with("https://") ? "https://" : "http://";
  if (!text.starts_with(scheme)) return Problem{"must start with https:// (or http:// in development)"};
  const std::string_view host = text.substr(scheme.size());
  if (host.empty() || !std::all_of(host.begin(), host.end(), is_host_char)) {
    return Problem{"must be scheme://host[:port] in lower case with nothing behind it, not even a slash"};
  }
  return std::string(text);
}

Parsed<std::string> parse_dns_servers(std::string_view text) {
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    if (!is_server(rest.substr(0, comma)))
      return Problem{"must be address:port,address:port, for example 127.0.0.1:53"};
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return std::string(text);
}

Parsed<unsigned> parse_replicas(std::string_view text) {
  const auto count = parse_number(text, {1, 64});
  if (const auto* problem = std::get_if<Problem>(&count)) return *problem;
  return static_cast<unsigned>(std::get<std::uint64_t>(count));
}

Parsed<std::chrono::milliseconds> parse_dns_timeout(std::string_view text) {
  const auto value = parse_number(text, {100, 60'000, "a number of milliseconds"});
  if (const auto* problem = std::get_if<Problem>(&value)) return *problem;
  return std::chrono::milliseconds(std::get<std::uint64_t>(value));
}

// Copies nothing of the token.
std::string token_weakness(std::string_view token) {
  constexpr std::string_view kAdvice = "; make one with: openssl rand -base64 48";
  if (token.size() < kMinTokenLength) {
    return "is shorter than " + std::to_string(kMinTokenLength) + " characters" + std::string(kAdvice);
  }
  const auto is_same = [](char c, char lower) { return (c >= 'A' && c <= 'Z' ? c + 32 : c) == lower; };
  for (const std::string_view placeholder : kPlaceholders) {
    const auto found = std::search(token.begin(), token.end(), placeholder.begin(), placeholder.end(), is_same);
    if (found != token.end()) return "is a placeholder, not a secret" + std::string(kAdvice);
  }
  const bool visible = std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c <= '~'; });
  if (!visible) return "holds a character that an HTTP header cannot carry" + std::string(kAdvice);
  if (distinct_characters(token) < kMinDistinctCharacters) {
    return "repeats too few different characters" + std::string(kAdvice);
  }
  return {};
}

}  // namespace ratestack::app
