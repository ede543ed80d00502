#include "native/service/store_error.hpp"

#include "ratestack/base/error_enum.hpp"

namespace ratestack::service {
namespace {

std::string_view describe(StoreError error) {
  switch (error) {
    case StoreError::unavailable:
      return "unavailable";
    case StoreError::too_slow:
      return "too_slow";
    case StoreError::busy:
      return "busy";
    case StoreError::read_only:
      return "read_only";
    case StoreError::full:
      return "full";
    case StoreError::corrupt:
      return "corrupt";
    case StoreError::conflict:
      return "conflict";
    case StoreError::not_found:
      return "not_found";
    case StoreError::schema_ahead:
      return "schema_ahead";
    case StoreError::schema_behind:
      return "schema_behind";
    case StoreError::schema_changed:
      return "schema_changed";
    case StoreError::access_denied:
      return "access_denied";
    case StoreError::unsupported:
      return "unsupported";
    case StoreError::fault:
      return "fault";
  }
  return "unknown";
}

}  // namespace

boost::system::error_code make_error_code(StoreError error) {
  static constexpr EnumCategory<StoreError, describe> kCategory{"store"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack::service
