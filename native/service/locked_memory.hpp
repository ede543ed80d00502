// Memory for keys: never swapped, never in a core dump, empty in a forked child, with pages before and behind it that
// nobody can touch.
#pragma once

#include <bitset>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "ratestack/crypto/secret_memory.hpp"

namespace ratestack::service {

/// A mapping of whole pages for secrets between two that fault on any access. The system may refuse to lock it (mlock
/// is limited by RLIMIT_MEMLOCK): it serves all the same, and says so.
class GuardedPages {
 public:
  /// At least `size` bytes of zeros. Throws std::bad_alloc where the system has none.
  explicit GuardedPages(std::size_t size);
  ~GuardedPages();
  GuardedPages(const GuardedPages&) = delete;
  GuardedPages& operator=(const GuardedPages&) = delete;

  [[nodiscard]] MutableByteSpan bytes() const noexcept { return usable_; }
  /// What the system refused, as a sentence; empty where it did all.
  [[nodiscard]] const std::string& shortfall() const noexcept { return shortfall_; }

 private:
  void protect();

  MutableByteSpan whole_;
  MutableByteSpan usable_;
  std::string shortfall_;
};

/// Up to kSlotBytes come from pages that they share, more gets pages of its own. Thread safe. Covers what stands in
/// this memory: not registers, not the stack of a cipher at work, not buffers that a secret came in through.
class LockedMemory final : public SecretMemory {
 public:
  static constexpr std::size_t kSlotBytes = 64;

  [[nodiscard]] MutableByteSpan allocate(std::size_t size) override;
  void release(MutableByteSpan bytes) noexcept override;

  /// The first thing that the system refused so far: a warning for the log.
  [[nodiscard]] std::optional<std::string> shortfall() const;

 private:
  static constexpr std::size_t kSlots = 64;
  struct Slab {
    GuardedPages pages{kSlots * kSlotBytes};
    std::bitset<kSlots> used;
  };

  [[nodiscard]] MutableByteSpan take_slot();
  void note(const GuardedPages& pages);
  [[nodiscard]] bool give_back_slot(MutableByteSpan bytes) noexcept;

  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<Slab>> slabs_;
  std::vector<std::unique_ptr<GuardedPages>> large_;
  std::string shortfall_;
};

}  // namespace ratestack::service
