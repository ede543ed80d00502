// What must hold for a change.
#pragma once

#include <functional>

#include "native/service/store.hpp"

namespace ratestack::service {

/// Asked in the transaction that writes the change, before it, and again when that is begun anew. Absent: nothing, as
/// of a command line, which holds the database itself.
using MayChange = std::function<Result<void>(WriteTransaction&)>;

}  // namespace ratestack::service
