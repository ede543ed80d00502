// Why a change to a loan, a sheet or a lock is not made although everything asked for is well formed and allowed.
#pragma once

#include "ratestack/base/result.hpp"

namespace ratestack::service {

enum class LendingConflict {
  stale_version = 1,  // somebody changed it since it was read
  loan_locked,        // the terms of a loan stay while a lock on it is live
  no_such_offer,      // no sheet in force offers the loan that; the context says why not
  price_changed,      // it is worse now than the price that was asked for; the context is the price
  share_with_owner,   // a loan is its owner's already
  too_many_webhooks,
  too_many_readers,
};
boost::system::error_code make_error_code(LendingConflict error);

}  // namespace ratestack::service

template <>
struct boost::system::is_error_code_enum<ratestack::service::LendingConflict> : std::true_type {};
