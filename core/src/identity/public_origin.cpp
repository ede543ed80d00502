#include "ratestack/identity/public_origin.hpp"

#include <algorithm>
#include <charconv>

#include "ratestack/base/error_enum.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kHttps = "https://";
constexpr std::string_view kHttp = "http://";
constexpr std::size_t kMaxHostBytes = 253;  // of a DNS name, RFC 1035 section 2.3.4
constexpr std::size_t kMaxPortDigits = 5;

std::string_view describe(OriginError) { return "malformed_origin"; }

Error malformed(const char* part) { return Error(OriginError::malformed_origin, part); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_in_name(char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '.'; }

bool is_in_address(char c) { return (c >= 'a' && c <= 'f') || is_digit(c) || c == ':'; }

// Its shape, not its meaning: a text that no browser writes equals no header, and that is safe.
bool is_host(std::string_view host) {
  if (host.size() > kMaxHostBytes || host.size() < 1) return false;
  if (host.front() != '[') return std::all_of(host.begin(), host.end(), is_in_name) && host.front() != '.';
  return host.size() > 2 && host.back() == ']' && std::all_of(host.begin() + 1, host.end() - 1, is_in_address);
}

bool is_port(std::string_view digits, std::string_view scheme_default) {
  unsigned port = 0;
  const bool sized = !digits.empty() && digits.size() <= kMaxPortDigits && digits.front() != '0';
  if (!sized || !std::all_of(digits.begin(), digits.end(), is_digit)) return false;
  std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return port <= 65'535 && digits != scheme_default;
}

std::size_t host_size_of(std::string_view authority) {
  const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  if (bracket == std::string_view::npos) return authority.size();
  return std::min(authority.find(':', bracket), authority.size());
}

}  // namespace

boost::system::error_code make_error_code(OriginError error) {
  static constexpr EnumCategory<OriginError, describe> kCategory{"origin"};
  return {static_cast<int>(error), kCategory};
}

Result<PublicOrigin> PublicOrigin::parse(std::string_view text) {
  if (text.size() > kMaxBytes) return malformed("length");
  const bool https = text.starts_with(kHttps);
  if (!https && !text.starts_with(kHttp)) return malformed("scheme");
  const std::size_t start = (https ? kHttps : kHttp).size();
  const std::string_view authority = text.substr(start);
  const std::size_t host_size = host_size_of(authority);
  if (!is_host(authority.substr(0, host_size))) return malformed("host");
  const bool has_port = host_size < authority.size();
  if (has_port && !is_port(authority.substr(host_size + 1), https ? "443" : "80")) return malformed("port");
  return PublicOrigin(text, start, host_size);
}

}  // namespace ratestack
