// Handles: how a host names an object inside the module without ever holding its address.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <utility>

namespace ratestack::abi {

/// 0 is never a handle. Bits 0-7 slot, 8-11 kind, 12-31 generation: a handle outlives its object without naming
/// another.
using Handle = std::uint32_t;

/// Objects of one kind by handle. `Kind` (1-15) differs for every table of the module, so that a handle of one kind is
/// no handle of another. At most `Slots` objects live at once; a generation comes round after 2^20 objects in one slot.
template <typename T, std::uint32_t Kind, std::size_t Slots = 64>
class HandleTable {
  static_assert(Kind >= 1 && Kind <= 15 && Slots <= 256);

 public:
  /// 0 when every slot is taken.
  Handle add(std::unique_ptr<T> object) {
    for (std::size_t i = 0; i < Slots; ++i) {
      if (slots_[i].object) continue;
      slots_[i].object = std::move(object);
      return handle_of(i);
    }
    return 0;
  }

  /// Null for anything but the handle of a living object of this table.
  [[nodiscard]] T* find(Handle handle) noexcept {
    Slot* slot = slot_of(handle);
    return slot == nullptr ? nullptr : slot->object.get();
  }

  /// False for a handle that names nothing.
  bool remove(Handle handle) noexcept {
    Slot* slot = slot_of(handle);
    if (slot == nullptr) return false;
    slot->object.reset();
    slot->generation = (slot->generation + 1) & kGenerationMask;
    return true;
  }

 private:
  static constexpr std::uint32_t kGenerationMask = (1U << 20) - 1;
  struct Slot {
    std::unique_ptr<T> object;
    std::uint32_t generation = 0;
  };

  [[nodiscard]] Handle handle_of(std::size_t index) const noexcept {
    return slots_[index].generation << 12 | Kind << 8 | static_cast<Handle>(index);
  }
  [[nodiscard]] Slot* slot_of(Handle handle) noexcept {
    const std::size_t index = handle & 0xFF;
    if (index >= Slots || !slots_[index].object || handle != handle_of(index)) return nullptr;
    return &slots_[index];
  }

  std::array<Slot, Slots> slots_;
};

}  // namespace ratestack::abi
