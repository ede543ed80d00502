#include "native/service/lending/lending_conflict.hpp"

#include "ratestack/base/error_enum.hpp"

namespace ratestack::service {
namespace {

std::string_view describe(LendingConflict error) {
  switch (error) {
    case LendingConflict::stale_version:
      return "stale_version";
    case LendingConflict::loan_locked:
      return "loan_locked";
    case LendingConflict::no_such_offer:
      return "no_such_offer";
    case LendingConflict::price_changed:
      return "price_changed";
    case LendingConflict::share_with_owner:
      return "share_with_owner";
    case LendingConflict::too_many_webhooks:
      return "too_many_webhooks";
    case LendingConflict::too_many_readers:
      return "too_many_readers";
  }
  return "unknown";
}

}  // namespace

boost::system::error_code make_error_code(LendingConflict error) {
  static constexpr EnumCategory<LendingConflict, describe> kCategory{"lending_conflict"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack::service
