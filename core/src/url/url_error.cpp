#include "ratestack/url/url_error.hpp"

#include "ratestack/base/error_enum.hpp"

namespace ratestack {

std::string_view to_string(UrlError error) noexcept {
  switch (error) {
    case UrlError::invalid_url:
      return "invalid_url";
    case UrlError::unsupported_scheme:
      return "unsupported_scheme";
    case UrlError::credentials_in_url:
      return "credentials_in_url";
    case UrlError::port_not_allowed:
      return "port_not_allowed";
    case UrlError::host_not_allowlisted:
      return "host_not_allowlisted";
    case UrlError::blocked_address:
      return "blocked_address";
    case UrlError::metadata_endpoint:
      return "metadata_endpoint";
    case UrlError::dns_failure:
      return "dns_failure";
    case UrlError::dns_rebinding:
      return "dns_rebinding";
    case UrlError::ambiguous_url:
      return "ambiguous_url";
    case UrlError::too_many_redirects:
      return "too_many_redirects";
  }
  return "unknown";
}

std::optional<UrlError> url_error_of(std::string_view code) noexcept {
  for (int number = 1; number <= static_cast<int>(UrlError::too_many_redirects); ++number) {
    const auto error = static_cast<UrlError>(number);
    if (to_string(error) == code) return error;
  }
  return std::nullopt;
}

namespace {

std::string_view describe(UrlError error) { return to_string(error); }

}  // namespace

boost::system::error_code make_error_code(UrlError error) {
  static constexpr EnumCategory<UrlError, describe> kCategory{"url"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack
