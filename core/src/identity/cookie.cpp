#include "ratestack/identity/cookie.hpp"

#include <algorithm>
#include <array>

#include "ratestack/base/error_enum.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kHostPrefix = "__Host-";
constexpr std::string_view kTokenPunctuation = "!#$%&'*+-.^_`|~";

std::string_view describe(CookieError error) {
  constexpr std::array<std::string_view, 6> kNames{"malformed_cookie_header", "cookie_header_too_long",
                                                   "too_many_cookies",        "ambiguous_cookie",
                                                   "unsafe_cookie_value",     "unsafe_cookie"};
  const auto index = static_cast<std::size_t>(error) - 1;
  return index < kNames.size() ? kNames[index] : "unknown";
}

// RFC 6265bis section 5.7: a browser drops a cookie with one of these in it, a tab excepted.
bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; }

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// RFC 9110 section 5.6.2.
bool is_token(char c) { return is_alphanumeric(c) || kTokenPunctuation.find(c) != std::string_view::npos; }

// RFC 6265 section 4.1.1: visible ASCII without DQUOTE, comma, semicolon and backslash.
bool is_cookie_octet(char c) { return c > ' ' && c <= '~' && c != '"' && c != ',' && c != ';' && c != '\\'; }

// RFC 6265 section 5.2 strips spaces and tabs alone. Unicode's spaces stay: a reader that takes them off makes a
// `__Host-` name of one that a browser took for something else.
std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::pair<std::string_view, std::string_view> split(std::string_view piece) {
  const std::size_t equals = piece.find('=');
  if (equals == std::string_view::npos) return {{}, piece};
  return {trim(piece.substr(0, equals)), trim(piece.substr(equals + 1))};
}

Error broken(const char* rule) { return Error(CookieError::unsafe_cookie, rule); }

std::string attributes(const CookieSpec& spec, std::optional<std::chrono::seconds> max_age) {
  std::string text = "; Path=/; Secure; HttpOnly; SameSite=";
  text += spec.same_site == SameSite::none ? "None" : "Lax";
  if (max_age) text += "; Max-Age=" + std::to_string(max_age->count());
  return text;
}

}  // namespace

boost::system::error_code make_error_code(CookieError error) {
  static constexpr EnumCategory<CookieError, describe> kCategory{"cookie"};
  return {static_cast<int>(error), kCategory};
}

Result<CookieHeader> CookieHeader::parse(std::string_view header) {
  if (header.size() > kMaxBytes) return CookieError::cookie_header_too_long;
  if (std::any_of(header.begin(), header.end(), is_control)) return CookieError::malformed_cookie_header;
  CookieHeader cookies;
  while (!header.empty()) {
    const std::string_view raw = header.substr(0, header.find(';'));
    header.remove_prefix(std::min(header.size(), raw.size() + 1));
    const std::string_view piece = trim(raw);
    if (piece.empty()) continue;
    if (cookies.pairs_.size() == kMaxCookies) return CookieError::too_many_cookies;
    cookies.pairs_.push_back(split(piece));
  }
  return cookies;
}

Result<std::optional<std::string_view>> CookieHeader::find(std::string_view name) const {
  std::optional<std::string_view> found;
  for (const auto& [each, value] : pairs_) {
    if (each != name) continue;
    if (found) return CookieError::ambiguous_cookie;
    found = value;
  }
  return found;
}

const CookieSpec& cookie_spec(CookieKind kind) {
  static const std::array<CookieSpec, 4> kSpecs{CookieSpec{"__Host-rs_session"},
                                                {"__Host-rs_oidc", SameSite::lax, kOidcTransactionAge},
                                                {"__Host-rs_oidc_post", SameSite::none, kOidcTransactionAge},
                                                {"__Host-rs_device", SameSite::lax, kKnownDeviceAge}};
  return kSpecs[static_cast<std::size_t>(kind)];
}

Result<void> check_cookie_rules(const CookieSpec& spec) {
  const std::string_view name = spec.name;
  // Browsers know the prefix in any case (RFC 6265bis section 5.5); we know one spelling, and read that one back.
  if (!name.starts_with(kHostPrefix) || name.size() == kHostPrefix.size()) return broken("name without __Host-");
  if (!std::all_of(name.begin(), name.end(), is_token)) return broken("name");
  if (name.size() > kMaxCookieBytes) return broken("name too long");
  if (spec.max_age && (spec.max_age->count() <= 0 || *spec.max_age > kMaxCookieAge)) return broken("Max-Age");
  const bool brief = spec.max_age && *spec.max_age <= kOidcTransactionAge;
  if (spec.same_site == SameSite::none && !brief) return broken("SameSite=None that lasts");
  return {};
}

Result<std::string> set_cookie(const CookieSpec& spec, std::string_view value) {
  if (auto checked = check_cookie_rules(spec); !checked) return checked.error();
  const bool sized = !value.empty() && value.size() <= kMaxCookieBytes - spec.name.size();
  if (!sized || !std::all_of(value.begin(), value.end(), is_cookie_octet)) return CookieError::unsafe_cookie_value;
  return spec.name + '=' + std::string(value) + attributes(spec, spec.max_age);
}

Result<std::string> clear_cookie(const CookieSpec& spec) {
  if (auto checked = check_cookie_rules(spec); !checked) return checked.error();
  // RFC 6265 section 5.2.2: an age that is not positive is the earliest time there is.
  return spec.name + '=' + attributes(spec, std::chrono::seconds(0));
}

}  // namespace ratestack
