#include "ratestack/url/policy_error.hpp"

#include "ratestack/base/error_enum.hpp"

namespace ratestack {
namespace {

std::string_view describe(PolicyError error) {
  switch (error) {
    case PolicyError::invalid_name:
      return "invalid_name";
    case PolicyError::invalid_scheme:
      return "invalid_scheme";
    case PolicyError::invalid_port:
      return "invalid_port";
    case PolicyError::invalid_host:
      return "invalid_host";
    case PolicyError::invalid_network:
      return "invalid_network";
    case PolicyError::too_many:
      return "too_many";
  }
  return "unknown";
}

}  // namespace

boost::system::error_code make_error_code(PolicyError error) {
  static constexpr EnumCategory<PolicyError, describe> kCategory{"policy"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack
