#include "native/service/secrets/secret_error.hpp"

#include "ratestack/base/error_enum.hpp"

namespace ratestack::service {
namespace {

std::string_view describe(KeyFitError error) {
  switch (error) {
    case KeyFitError::key_missing:
      return "key_missing";
    case KeyFitError::key_wrong:
      return "key_wrong";
    case KeyFitError::canary_missing:
      return "canary_missing";
    case KeyFitError::stale_configuration:
      return "stale_key_configuration";
    case KeyFitError::no_platform:
      return "no_platform";
  }
  return "unknown";
}

}  // namespace

boost::system::error_code make_error_code(KeyFitError error) {
  static constexpr EnumCategory<KeyFitError, describe> kCategory{"keys"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack::service
