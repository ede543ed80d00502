#include "url/host_table.hpp"

#include <algorithm>
#include <cstring>

namespace ratestack {
namespace {

constexpr std::size_t kWordBytes = sizeof(std::uint64_t);
constexpr std::size_t kLane = 32;  // slots compared together: what compilers make the fastest loops of

using Bytes = std::array<char, HostTable::kSlotBytes>;

std::uint64_t word_at(const Bytes& bytes, std::size_t word) noexcept {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes.data() + word * kWordBytes, kWordBytes);
  return value;
}

Bytes at_the_end(std::string_view text) noexcept {
  Bytes bytes{};
  std::memcpy(bytes.data() + bytes.size() - text.size(), text.data(), text.size());
  return bytes;
}

// Top bit set where `value` is 0; the other bits say nothing.
constexpr std::uint64_t top_bit_if_zero(std::uint64_t value) noexcept { return ~(value | (0 - value)); }

// 0 where least <= length <= most, else 1. All are far from the ends of the type.
constexpr std::uint64_t out_of_range(std::uint64_t length, std::uint64_t least, std::uint64_t most) noexcept {
  return ((length - least) | (most - length)) >> 63U;
}

}  // namespace

HostTable::HostTable() noexcept {
  least.fill(1);
  most.fill(0);
}

void HostTable::set(std::size_t slot, std::string_view tail, std::size_t shortest, std::size_t longest) noexcept {
  const Bytes bytes = at_the_end(tail);
  Bytes ones{};
  std::fill_n(ones.rbegin(), tail.size(), '\xFF');
  for (std::size_t w = 0; w < kWords; ++w) {
    text[w][slot] = word_at(bytes, w);
    care[w][slot] = word_at(ones, w);
  }
  least[slot] = shortest;
  most[slot] = longest;
}

bool HostTable::contains(std::string_view host) const noexcept {
  const Bytes bytes = at_the_end(host);
  const std::size_t first = (kSlotBytes - host.size()) / kWordBytes;  // before it the host has no byte
  std::uint64_t found = 0;
  for (std::size_t lane = 0; lane < kSlots; lane += kLane) {
    std::array<std::uint64_t, kLane> differs{};
    for (std::size_t w = first; w < kWords; ++w) {
      const std::uint64_t word = word_at(bytes, w);
      for (std::size_t i = 0; i < kLane; ++i) differs[i] |= (text[w][lane + i] ^ word) & care[w][lane + i];
    }
    for (std::size_t i = 0; i < kLane; ++i) {
      found |= top_bit_if_zero(differs[i] | out_of_range(host.size(), least[lane + i], most[lane + i]));
    }
  }
  return found >> 63U != 0;
}

}  // namespace ratestack
