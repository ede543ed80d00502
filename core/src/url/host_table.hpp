// The table behind HostAllowlist: 64 slots of 256 bytes, and the comparison that treats all of them alike.
//
// An entry stands at the end of its slot, as a host stands at the end of its buffer, so that "*.example.com" is a
// comparison of last bytes. Slots lie beside each other word by word: the comparison goes over all slots with one word
// of the host in hand.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ratestack {

/// A lookup may branch on and index by the host alone: never by what `HostTable` holds.
struct HostTable {
  static constexpr std::size_t kSlots = 64;
  static constexpr std::size_t kSlotBytes = 256;  // 253 and padding
  static constexpr std::size_t kWords = kSlotBytes / sizeof(std::uint64_t);

  using Row = std::array<std::uint64_t, kSlots>;
  std::array<Row, kWords> text{};  // text[w][s]: word w of slot s
  std::array<Row, kWords> care{};  // ones where that slot's entry has a byte
  // The lengths of host that a slot's entry may match. An empty slot has none.
  Row least{};
  Row most{};

  HostTable() noexcept;
  /// `tail` of at most 253 bytes: hosts of `shortest` to `longest` bytes that end in it match.
  void set(std::size_t slot, std::string_view tail, std::size_t shortest, std::size_t longest) noexcept;
  /// `host` of 1 to 253 bytes.
  [[nodiscard]] bool contains(std::string_view host) const noexcept;
};

}  // namespace ratestack
