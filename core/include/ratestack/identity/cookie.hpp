// Cookies: reading what browsers send (RFC 6265 section 5.4) and writing ours (section 4.1, contract 3.8).
//
// Ours are `__Host-` cookies (RFC 6265bis section 4.1.3.2): a browser takes one only over TLS, from the very host that
// it goes back to, for the whole of it, so that no sibling and no subdomain can set it or put another before it. Every
// rule here serves that promise: names compare byte for byte, nothing is decoded, unquoted or folded on the way, and a
// name that comes twice is refused, since no honest browser sends one twice. What a sibling still can do: fill the jar
// with cookies of other names until the header is refused, and, in a browser older than that section, set a cookie
// without a name whose value reads like ours. Beside ours that is ambiguous; alone it is the sibling's own session.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ratestack/base/result.hpp"

namespace ratestack {

enum class CookieError {
  malformed_cookie_header = 1,  // a control character, which browsers neither store nor send
  cookie_header_too_long,
  too_many_cookies,
  ambiguous_cookie,     // one name twice
  unsafe_cookie_value,  // to be written: not of cookie-octets, or too long
  unsafe_cookie,        // to be written: against the rules; context names which
};
boost::system::error_code make_error_code(CookieError error);

/// One `Cookie` header, taken apart. Holds views of the text that it was read from.
class CookieHeader {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{8} * 1024;
  static constexpr std::size_t kMaxCookies = 64;

  /// Pairs between ";", with spaces and tabs around names and values taken off. As browsers send it, a piece without
  /// "=" is a value without a name (RFC 6265bis section 5.8.3), and an empty one is nothing. `$Version` and quotes mean
  /// nothing: RFC 2109 is obsolete, and readers that knew it were led astray. Bytes over 0x7F pass: other people's
  /// cookies hold anything. Errors: malformed_cookie_header, cookie_header_too_long, too_many_cookies.
  static Result<CookieHeader> parse(std::string_view header);

  /// The value of that name, as it stands; nothing where there is none. Error: ambiguous_cookie.
  [[nodiscard]] Result<std::optional<std::string_view>> find(std::string_view name) const;
  [[nodiscard]] std::size_t size() const noexcept { return pairs_.size(); }

 private:
  CookieHeader() = default;
  std::vector<std::pair<std::string_view, std::string_view>> pairs_;
};

enum class SameSite : std::uint8_t { lax, none };

/// What a cookie of ours is, apart from its value. `Path=/`, `Secure` and `HttpOnly` are in none of them because they
/// are in all, and `Domain` in none at all: there is no way to leave the prefix's rules by a setting.
struct CookieSpec {
  std::string name;
  SameSite same_site = SameSite::lax;
  std::optional<std::chrono::seconds> max_age = {};  // none: ends with the browser's session
};

inline constexpr std::chrono::seconds kOidcTransactionAge{10 * 60};
inline constexpr std::chrono::seconds kKnownDeviceAge{90 * 24 * 60 * 60};
inline constexpr std::chrono::seconds kMaxCookieAge{400 * 24 * 60 * 60};  // RFC 6265bis section 5.5: browsers cut there
inline constexpr std::size_t kMaxCookieBytes = 4096;                      // name and value, section 5.6

enum class CookieKind : std::uint8_t {
  session,         // __Host-rs_session
  oidc,            // __Host-rs_oidc: comes back with a navigation from the provider, which Lax lets through
  oidc_form_post,  // __Host-rs_oidc_post: comes back with a cross-site POST (Apple), so SameSite=None; under a name of
                   // its own, so that what may travel cross-site is never taken for what may not
  known_device,    // __Host-rs_device
};
[[nodiscard]] const CookieSpec& cookie_spec(CookieKind kind);

/// Whether a browser will take the cookie and keep it as we mean it: the prefix in exactly this spelling, a name that
/// is an RFC 9110 token, an age that is positive and not cut, and no SameSite=None that outlives a transaction. To be
/// asked at start. Error: unsafe_cookie.
[[nodiscard]] Result<void> check_cookie_rules(const CookieSpec& spec);

/// The value of a `Set-Cookie` header. `value` is of cookie-octets (RFC 6265 section 4.1.1), base64url for one. Errors:
/// unsafe_cookie_value, and those of check_cookie_rules.
[[nodiscard]] Result<std::string> set_cookie(const CookieSpec& spec, std::string_view value);
/// One that makes the browser forget the cookie. Error: unsafe_cookie.
[[nodiscard]] Result<std::string> clear_cookie(const CookieSpec& spec);

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::CookieError> : std::true_type {};
