#include <gtest/gtest.h>

#include <csignal>

#include "native/service/locked_memory.hpp"
#include "tests/support/fate.hpp"

namespace ratestack::service {
namespace {

using testing::fate_of;

TEST(LockedMemory, FaultsOnEitherSide) {
  LockedMemory memory;
  const MutableByteSpan bytes = memory.allocate(5000);
  const volatile std::uint8_t* const behind = bytes.data() + bytes.size();
  EXPECT_EQ(fate_of([&] { static_cast<void>(*behind); }), SIGSEGV);
  const auto before = reinterpret_cast<const volatile std::uint8_t*>(
      (reinterpret_cast<std::uintptr_t>(bytes.data()) & ~std::uintptr_t{4095}) - 1);
  EXPECT_EQ(fate_of([&] { static_cast<void>(*before); }), SIGSEGV);
  memory.release(bytes);
}

}  // namespace
}  // namespace ratestack::service
