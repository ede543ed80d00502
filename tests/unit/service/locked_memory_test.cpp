#include "native/service/locked_memory.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include "ratestack/crypto/secret_bytes.hpp"
#include "ratestack/crypto/secure_wipe.hpp"
#include "tests/support/fate.hpp"

namespace ratestack::service {
namespace {

using testing::fate_of;

constexpr std::uint8_t kMark = 0xA5;

bool all_are(ByteSpan bytes, std::uint8_t value) {
  return std::all_of(bytes.begin(), bytes.end(), [&](std::uint8_t byte) { return byte == value; });
}

/// The flags of the mapping that holds `at` (proc_pid_smaps(5)): "rd wr mr mw me lo wf dd ".
std::string flags_of(const std::uint8_t* at) {
  std::ifstream smaps("/proc/self/smaps");
  bool here = false;
  for (std::string line; std::getline(smaps, line);) {
    std::istringstream words(line);
    std::uintptr_t from = 0, to = 0;
    char dash = 0;
    if (words >> std::hex >> from >> dash >> to && dash == '-') {
      const auto address = reinterpret_cast<std::uintptr_t>(at);
      here = from <= address && address < to;
    }
    if (here && line.starts_with("VmFlags:")) return line;
  }
  return {};
}

TEST(LockedMemory, IsLockedLeftOutOfCoreDumpsAndEmptyInAChild) {
  LockedMemory memory;
  for (const std::size_t size : {std::size_t{32}, std::size_t{5000}}) {
    const MutableByteSpan bytes = memory.allocate(size);
    const std::string flags = flags_of(bytes.data());
    EXPECT_NE(flags.find(" dd"), std::string::npos) << flags;
    EXPECT_NE(flags.find(" wf"), std::string::npos) << flags;
    EXPECT_TRUE(memory.shortfall() || flags.find(" lo") != std::string::npos) << flags;
    memory.release(bytes);
  }
}

TEST(LockedMemory, ForgetsInAChild) {
  LockedMemory memory;
  const MutableByteSpan bytes = memory.allocate(32);
  std::fill(bytes.begin(), bytes.end(), kMark);
  EXPECT_EQ(fate_of([&] { ::_exit(all_are(bytes, 0) ? 0 : 1); }), 0);
  EXPECT_TRUE(all_are(bytes, kMark));
  secure_wipe(bytes);
  memory.release(bytes);
}

TEST(LockedMemory, GivesZerosAgainAndAgainAndTwoOwnersNeverTheSame) {
  LockedMemory memory;
  std::vector<MutableByteSpan> taken;
  for (int i = 0; i < 200; ++i) {  // more than one page
    taken.push_back(memory.allocate(LockedMemory::kSlotBytes));
    ASSERT_TRUE(all_are(taken.back(), 0));
    std::fill(taken.back().begin(), taken.back().end(), static_cast<std::uint8_t>(i + 1));
  }
  for (int i = 0; i < 200; ++i)
    EXPECT_TRUE(all_are(taken[static_cast<std::size_t>(i)], static_cast<std::uint8_t>(i + 1)));
  const std::uint8_t* const first = taken.front().data();
  memory.release(taken.front());
  taken.front() = memory.allocate(1);
  EXPECT_EQ(taken.front().data(), first);
  EXPECT_TRUE(all_are(taken.front(), 0));
  for (const MutableByteSpan& bytes : taken) memory.release(bytes);
}

// In a child, as nobody: root may lock what it wants.
TEST(LockedMemory, ServesWhereTheSystemLocksNothingAndSaysSo) {
  const auto act = [] {
    const rlimit none{0, 0};
    if (::setrlimit(RLIMIT_MEMLOCK, &none) != 0 || (::getuid() == 0 && ::setuid(65534) != 0)) ::_exit(2);
    LockedMemory memory;
    if (memory.shortfall()) ::_exit(3);
    const bool served = memory.allocate(32).size() == 32;
    const auto shortfall = memory.shortfall();
    const bool said = shortfall && shortfall->find("RLIMIT_MEMLOCK is 0 bytes") != std::string::npos;
    ::_exit(served && said ? 0 : 1);
  };
  EXPECT_EQ(fate_of(act), 0);
}

TEST(LockedMemory, KeepsSecretBytesThroughMovesAndTakesThemBack) {
  LockedMemory memory;
  const std::vector<std::uint8_t> key(32, kMark);
  const std::uint8_t* at = nullptr;
  {
    SecretBytes first = SecretBytes::copy_of(key, &memory);
    at = first.expose().data();
    EXPECT_NE(flags_of(at).find(" dd"), std::string::npos);
    SecretBytes second = SecretBytes::copy_of(as_bytes("in the heap"));
    second = std::move(first);
    EXPECT_EQ(second.expose().data(), at);
  }
  const MutableByteSpan again = memory.allocate(32);
  EXPECT_EQ(again.data(), at);
  EXPECT_TRUE(all_are(again, 0));
  memory.release(again);
}

TEST(LockedMemory, ServesManyThreads) {
  LockedMemory memory;
  std::vector<std::thread> threads;
  for (std::uint8_t mark = 1; mark <= 4; ++mark) {
    threads.emplace_back([&memory, mark] {
      for (int i = 0; i < 300; ++i) {
        const std::vector<std::uint8_t> source(i % 100 == 0 ? 5000U : 32U, mark);
        const SecretBytes one = SecretBytes::copy_of(source, &memory), two = SecretBytes::copy_of(source, &memory);
        EXPECT_TRUE(all_are(one.expose(), mark) && all_are(two.expose(), mark));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace ratestack::service
