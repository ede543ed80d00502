// Why a URL is refused: the codes of contract 3.11.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ratestack/base/result.hpp"

namespace ratestack {

enum class UrlError {
  invalid_url = 1,
  unsupported_scheme,
  credentials_in_url,
  port_not_allowed,
  host_not_allowlisted,
  blocked_address,
  metadata_endpoint,
  dns_failure,
  dns_rebinding,
  ambiguous_url,
  too_many_redirects,
};
boost::system::error_code make_error_code(UrlError error);
[[nodiscard]] std::string_view to_string(UrlError error) noexcept;  // "blocked_address"
/// The opposite; absent for what is no such code.
[[nodiscard]] std::optional<UrlError> url_error_of(std::string_view code) noexcept;

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::UrlError> : std::true_type {};
