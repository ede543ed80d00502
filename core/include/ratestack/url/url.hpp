// URLs as browsers read them (WHATWG URL Standard), held as the one canonical serialisation and where its parts begin.
//
//   https://user:pass@example.com:8443/a/b?q=1#top
//        |  |   |    ||          |    |   |   |
//        |  |   |    ||          |    |   |   fragment_start
//        |  |   |    ||          |    |   query_start
//        |  |   |    ||          |    path_start
//        |  |   |    ||          host_end
//        |  |   |    |host_start
//        |  |   |    credentials_end
//        |  |   username_end
//        |  username_start
//        scheme_end
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ratestack/base/result.hpp"
#include "ratestack/url/url_error.hpp"

namespace ratestack {

/// The input, and the base's serialisation with it, may be this long: no offset overflows, whatever has to be escaped.
inline constexpr std::size_t kMaxUrlInputBytes = std::size_t{1} << 26;

/// Byte offsets into an href, ascending; `href[scheme_end]` is the ":". A part that is not there begins where the next
/// one does. Without an authority all of them up to host_end are scheme_end + 1. The path of `a:/.//b` begins after the
/// "/.", which the serialiser writes so that a path is not read as a host (section 4.5).
struct UrlOffsets {
  static constexpr std::uint32_t kAbsent = 0xFFFFFFFF;

  std::uint32_t scheme_end = 0;
  std::uint32_t username_start = 0;
  std::uint32_t username_end = 0;
  std::uint32_t credentials_end = 0;  // the "@", or host_start without credentials
  std::uint32_t host_start = 0;
  std::uint32_t host_end = 0;
  std::uint32_t path_start = 0;
  std::uint32_t query_start = kAbsent;     // the "?"
  std::uint32_t fragment_start = kAbsent;  // the "#"
  std::uint32_t port = kAbsent;            // a number, not an offset
  friend bool operator==(const UrlOffsets&, const UrlOffsets&) = default;
};

/// Always a valid, serialised URL record. Views live as long as this object and end with an assignment to it.
/// Immutable; any number of threads.
class Url {
 public:
  /// URL Standard section 4.4, without a state override, in time linear in the input (a label with non-ASCII characters
  /// may hold kMaxLabelCodePoints of them, see idna.hpp). `input` is UTF-8 (malformed sequences count as U+FFFD). Fails
  /// with UrlError::invalid_url alone; context names the rule that failed, in the words of the Standard.
  ///
  /// Not checked: whether the host exists, is public, or is short enough for DNS.
  static Result<Url> parse(std::string_view input);
  static Result<Url> parse(std::string_view input, const Url& base);

  [[nodiscard]] std::string_view href() const noexcept { return href_; }
  [[nodiscard]] std::string_view scheme() const noexcept { return slice(0, at_.scheme_end); }  // without ":"
  [[nodiscard]] std::string_view username() const noexcept;  // percent-encoded, may be empty
  [[nodiscard]] std::string_view password() const noexcept;
  [[nodiscard]] bool has_credentials() const noexcept { return at_.host_start > at_.username_start; }
  [[nodiscard]] std::optional<std::string_view> host() const noexcept;  // IPv6 with brackets; absent is not empty
  [[nodiscard]] std::optional<std::uint16_t> port() const noexcept;     // absent where it is the scheme's default
  [[nodiscard]] std::string_view path() const noexcept;
  [[nodiscard]] std::optional<std::string_view> query() const noexcept;     // without "?"
  [[nodiscard]] std::optional<std::string_view> fragment() const noexcept;  // without "#"
  [[nodiscard]] bool is_special() const noexcept;                           // http, https, ws, wss, ftp, file
  [[nodiscard]] bool has_opaque_path() const noexcept;
  [[nodiscard]] std::string origin() const;  // section 4.7, serialised: "null" where opaque

  /// Where all of the above lie in href(), for those who cut it themselves (the module's ABI).
  [[nodiscard]] const UrlOffsets& offsets() const noexcept { return at_; }

 private:
  friend class UrlParser;
  [[nodiscard]] std::string blob_origin() const;
  Url(std::string href, const UrlOffsets& offsets) noexcept : href_(std::move(href)), at_(offsets) {}
  [[nodiscard]] std::string_view slice(std::size_t from, std::size_t to) const noexcept {
    return {href_.data() + from, to - from};
  }

  std::string href_;
  UrlOffsets at_;
};

/// The port that a special scheme has by itself; none for file and for what is not special.
[[nodiscard]] std::optional<std::uint16_t> default_port(std::string_view scheme) noexcept;

}  // namespace ratestack
