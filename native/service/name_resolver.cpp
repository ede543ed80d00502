#include "native/service/name_resolver.hpp"

#include "ratestack/base/error_enum.hpp"

namespace ratestack::service {
namespace {

std::string_view describe(ResolveError error) { return error == ResolveError::busy ? "busy" : "stopping"; }

}  // namespace

boost::system::error_code make_error_code(ResolveError error) {
  static constexpr EnumCategory<ResolveError, describe> kCategory{"resolve"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack::service
