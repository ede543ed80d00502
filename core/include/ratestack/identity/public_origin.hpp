// The origin that users know the platform by, as browsers spell it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "ratestack/base/result.hpp"

namespace ratestack {

enum class OriginError { malformed_origin = 1 };
boost::system::error_code make_error_code(OriginError error);

/// Scheme, host and port as browsers write an origin (RFC 6454 section 6.2): what a header must equal, byte by byte.
class PublicOrigin {
 public:
  static constexpr std::size_t kMaxBytes = 300;

  /// `https://` or `http://`, a host of lower-case letters, digits, dots and dashes or an IPv6 address in brackets, and
  /// a port where it is not the scheme's own. Nothing behind it, not even "/". Whether the host exists, and whether
  /// http is fit for use, is not checked.
  static Result<PublicOrigin> parse(std::string_view text);

  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] bool is_https() const noexcept { return text_.starts_with("https:"); }
  /// Without port. A view into this object.
  [[nodiscard]] std::string_view host() const noexcept {
    return std::string_view(text_).substr(host_start_, host_size_);
  }

 private:
  PublicOrigin(std::string_view text, std::size_t start, std::size_t size)
      : text_(text), host_start_(start), host_size_(size) {}
  std::string text_;
  std::size_t host_start_, host_size_;
};

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::OriginError> : std::true_type {};
