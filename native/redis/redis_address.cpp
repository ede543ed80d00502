#include "native/redis/redis_address.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

namespace ratestack::redis {
namespace {

constexpr std::string_view kTcp = "redis://";
constexpr std::string_view kUnix = "unix://";
constexpr std::string_view kTls = "rediss://";
constexpr unsigned kMostDatabases = 1'000'000;
constexpr std::size_t kMostHost = 253;  // RFC 1035 section 2.3.4, as text

Error malformed(std::string what) { return {RedisError::malformed_address, std::move(what)}; }

template <class Number>
std::optional<Number> to_number(std::string_view text, Number most) {
  Number out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size() || out > most) return std::nullopt;
  return out;
}

std::optional<char> hex_pair(std::string_view two) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(two.data(), two.data() + two.size(), value, 16);
  if (two.size() != 2 || error != std::errc() || end != two.data() + 2) return std::nullopt;
  return static_cast<char>(value);
}

/// Calls `take(char)` for each character that is meant; false for a broken escape.
template <typename Take>
bool percent_decode(std::string_view text, const Take& take) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      take(text[i]);
      continue;
    }
    const auto decoded = hex_pair(text.substr(i + 1, 2));
    if (!decoded) return false;
    take(*decoded);
    i += 2;
  }
  return true;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  if (!percent_decode(text, [&out](char c) { out += c; })) return std::nullopt;
  return out;
}

// Straight to where it will live: no copy is left elsewhere.
std::optional<SecretBytes> percent_decoded_secret(std::string_view text) {
  std::size_t size = 0;
  if (!percent_decode(text, [&size](char) { ++size; })) return std::nullopt;
  return SecretBytes::generate(size, [text](MutableByteSpan out) {
    std::size_t at = 0;
    percent_decode(text, [&](char c) { out[at++] = static_cast<std::uint8_t>(c); });
  });
}

// Credentials end at the last '@' of the authority (RFC 3986 section 3.2); without one they are none.
struct Parts {
  std::optional<std::string_view> credentials;
  std::string_view place;
};

Parts split_credentials(std::string_view rest) {
  const std::string_view authority = rest.substr(0, rest.find('/'));
  const std::size_t at = authority.rfind('@');
  if (at == std::string_view::npos) return {std::nullopt, rest};
  return {rest.substr(0, at), rest.substr(at + 1)};
}

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

bool is_v6_character(char c) { return is_host_character(c) || c == ':'; }

}  // namespace

Result<RedisAddress> RedisAddress::parse(std::string_view text) {
  if (text.size() > kMostText) return malformed("too long");
  if (text.starts_with(kTls))
    return Error(RedisError::tls_not_offered, "use redis:// in a private network, or unix://");
  if (text.starts_with(kTcp)) return parse_tcp(text.substr(kTcp.size()));
  if (text.starts_with(kUnix)) return parse_unix(text.substr(kUnix.size()));
  return malformed("write redis://host:port/db or unix:///path");
}

Result<RedisAddress> RedisAddress::parse_tcp(std::string_view rest) {
  RedisAddress out;
  const auto [credentials, place] = split_credentials(rest);
  if (credentials) {
    if (const auto taken = out.take_credentials(*credentials); !taken) return taken.error();
  }
  const std::size_t slash = std::min(place.find('/'), place.size());
  if (const auto taken = out.take_host(place.substr(0, slash)); !taken) return taken.error();
  if (place.size() > slash + 1) {
    if (const auto taken = out.take_database(place.substr(slash + 1)); !taken) return taken.error();
  }
  return out;
}

Result<RedisAddress> RedisAddress::parse_unix(std::string_view rest) {
  constexpr std::string_view kDatabase = "?db=";
  RedisAddress out;
  const auto [credentials, place] = split_credentials(rest);
  if (credentials) {
    if (const auto taken = out.take_credentials(*credentials); !taken) return taken.error();
  }
  const std::size_t query = std::min(place.find('?'), place.size());
  out.path_ = std::string(place.substr(0, query));
  if (!out.path_.starts_with('/') || out.path_.size() < 2) return malformed("a socket's path is absolute");
  if (out.path_.size() > kMostPath) return malformed("a socket's path is too long for the system");
  if (out.path_.find('\0') != std::string::npos) return malformed("a socket's path");
  if (query == place.size()) return out;
  if (!place.substr(query).starts_with(kDatabase)) return malformed("a socket takes ?db=N alone");
  if (const auto taken = out.take_database(place.substr(query + kDatabase.size())); !taken) return taken.error();
  return out;
}

Result<void> RedisAddress::take_credentials(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return malformed("credentials are user:password or :password");
  auto user = percent_decoded(text.substr(0, colon));
  auto password = percent_decoded_secret(text.substr(colon + 1));
  if (!user || !password || password->empty()) return malformed("credentials");
  user_ = std::move(*user);
  password_ = std::move(*password);
  return {};
}

Result<void> RedisAddress::take_host(std::string_view text) {
  std::string_view port;
  if (text.starts_with('[')) {  // RFC 3986 section 3.2.2
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return malformed("host");
    host_ = std::string(text.substr(1, end - 1));
    port = text.substr(end + 1);
    if (!std::all_of(host_.begin(), host_.end(), is_v6_character)) return malformed("host");
  } else {
    const std::size_t colon = std::min(text.find(':'), text.size());
    host_ = std::string(text.substr(0, colon));
    port = text.substr(colon);
    if (!std::all_of(host_.begin(), host_.end(), is_host_character)) return malformed("host");
  }
  if (host_.empty() || host_.size() > kMostHost) return malformed("host");
  if (port.empty()) return {};
  const auto number = to_number<std::uint16_t>(port.substr(1), std::numeric_limits<std::uint16_t>::max());
  if (port[0] != ':' || !number || *number == 0) return malformed("port");
  port_ = *number;
  return {};
}

Result<void> RedisAddress::take_database(std::string_view text) {
  const auto number = to_number<unsigned>(text, kMostDatabases);
  if (!number) return malformed("database number");
  database_ = *number;
  return {};
}

std::string RedisAddress::describe() const {
  const std::string number = std::to_string(database_);
  if (is_unix()) return std::string(kUnix) + path_ + "?db=" + number;
  const bool bare = host_.find(':') == std::string::npos;
  return std::string(kTcp) + (bare ? host_ : '[' + host_ + ']') + ':' + std::to_string(port_) + '/' + number;
}

}  // namespace ratestack::redis
