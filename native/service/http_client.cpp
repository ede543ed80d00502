#include "native/service/http_client.hpp"

#include <array>

#include "ratestack/base/error_enum.hpp"

namespace ratestack::service {
namespace {

std::string_view describe(HttpCallError error) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"unknown_service", "malformed_request", "connect_failed", "tls_failed",
                                       "timed_out", "too_large", "wrong_peer", "broken_answer"});
  const auto index = static_cast<std::size_t>(error) - 1;
  return index < kNames.size() ? kNames[index] : "unknown";
}

}  // namespace

boost::system::error_code make_error_code(HttpCallError error) {
  static constexpr EnumCategory<HttpCallError, describe> kCategory{"http_call"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack::service
