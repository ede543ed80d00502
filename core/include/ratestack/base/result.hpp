// Result<T>: a value or an Error. Test it before use; `value()` on an error is a fault (aborts without exceptions).
#pragma once

#include <boost/system/result.hpp>

#include "ratestack/base/error.hpp"

namespace ratestack {

template <typename T>
using Result = boost::system::result<T, Error>;

}  // namespace ratestack
