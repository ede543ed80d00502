#include "url/host_table.hpp"

#include <algorithm>
#include <cstring>

namespace ratestack {
namespace {

constexpr std::size_t kWordBytes = sizeof(std::uint64_t);
constexpr std::size_t kLane = 8;  // slots whose differences stay in registers

using Words = std::array<std::uint64_t, HostTable::kWords>;
using Bytes = std::array<char, HostTable::kSlotBytes>;

Words words_of(const Bytes& bytes) noexcept {
  Words words;
  std::memcpy(words.data(), bytes.data(), bytes.size());
  return words;
}

Words at_the_end(std::string_view text) noexcept {
  Bytes bytes{};
  std::copy(text.rbegin(), text.rend(), bytes.rbegin());
  return words_of(bytes);
}

// 1 where `value` is 0, else 0.
constexpr std::uint64_t is_zero(std::uint64_t value) noexcept { return ((value | (0 - value)) >> 63U) ^ 1U; }

// 1 where least <= length <= most, else 0. All are far from the ends of the type.
constexpr std::uint64_t in_range(std::int32_t length, std::int32_t least, std::int32_t most) noexcept {
  return static_cast<std::uint32_t>((length - least) | (most - length)) >> 31U ^ 1U;
}

}  // namespace

HostTable::HostTable() noexcept {
  least.fill(1);
  most.fill(0);
}

void HostTable::set(std::size_t slot, std::string_view tail, std::size_t shortest, std::size_t longest) noexcept {
  Bytes ones{};
  std::fill_n(ones.rbegin(), tail.size(), '\xFF');
  const Words text_words = at_the_end(tail), care_words = words_of(ones);
  for (std::size_t w = 0; w < kWords; ++w) {
    text[w][slot] = text_words[w];
    care[w][slot] = care_words[w];
  }
  least[slot] = static_cast<std::int32_t>(shortest);
  most[slot] = static_cast<std::int32_t>(longest);
}

bool HostTable::contains(std::string_view host) const noexcept {
  const Words words = at_the_end(host);
  const auto length = static_cast<std::int32_t>(host.size());
  const std::size_t first = (kSlotBytes - host.size()) / kWordBytes;  // before it the host has no byte
  std::uint64_t found = 0;
  for (std::size_t lane = 0; lane < kSlots; lane += kLane) {
    std::array<std::uint64_t, kLane> differs{};
    for (std::size_t w = first; w < kWords; ++w) {
      for (std::size_t i = 0; i < kLane; ++i) differs[i] |= (text[w][lane + i] ^ words[w]) & care[w][lane + i];
    }
    for (std::size_t i = 0; i < kLane; ++i) {
      found |= is_zero(differs[i]) & in_range(length, least[lane + i], most[lane + i]);
    }
  }
  return found != 0;
}

}  // namespace ratestack
