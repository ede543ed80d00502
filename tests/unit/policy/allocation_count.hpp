// How often this process has taken memory by operator new.
#pragma once

#include <cstddef>

namespace ratestack::testing {

[[nodiscard]] std::size_t allocation_count() noexcept;

}  // namespace ratestack::testing
