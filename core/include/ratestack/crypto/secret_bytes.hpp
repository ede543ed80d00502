// Bytes that must not leak by accident: keys, tokens, passwords, what was decrypted.
//
// A secret cannot be printed, copied, compared in variable time or passed where bytes are wanted. Its contents come out
// through `expose()` alone, a name that stands nowhere else: `grep -rn 'expose()'` lists every place that handles raw
// secrets, and a review of secret handling is a review of that list.
#pragma once

#include <concepts>
#include <cstddef>
#include <utility>

#include "ratestack/base/bytes.hpp"
#include "ratestack/crypto/secret_memory.hpp"

namespace ratestack {

/// Owns its bytes; they are overwritten before their memory is given back. Movable, not copyable; empty after a move.
/// Not thread safe. Lives in the SecretMemory that it was made with, which decides about swap and core dumps and must
/// outlive it; without one (null) in the heap.
class SecretBytes {
 public:
  SecretBytes() noexcept = default;  // empty
  ~SecretBytes() { clear(); }
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;

  /// The source stays as it is: whoever owns it wipes it.
  [[nodiscard]] static SecretBytes copy_of(ByteSpan source, SecretMemory* memory = nullptr);

  /// `size` bytes that `fill(MutableByteSpan)` writes where they will live: for key derivation and random keys, so that
  /// no copy is ever elsewhere. They are zeros before.
  template <std::invocable<MutableByteSpan> Fill>
  [[nodiscard]] static SecretBytes generate(std::size_t size, Fill&& fill, SecretMemory* memory = nullptr) {
    SecretBytes out(size, memory);
    std::forward<Fill>(fill)(MutableByteSpan(out.bytes_, size));
    return out;
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

  /// The secret itself. The view ends with this object, with a move from it and with an assignment to it. Do not copy
  /// it into a string, a log or an error.
  [[nodiscard]] ByteSpan expose() const& noexcept { return {bytes_, size_}; }
  ByteSpan expose() const&& = delete;  // would outlive its owner

  /// In constant time for equal lengths (constant_time.hpp).
  friend bool operator==(const SecretBytes& left, const SecretBytes& right) noexcept;
  template <class Stream>
  friend Stream& operator<<(Stream&, const SecretBytes&) = delete;

 private:
  SecretBytes(std::size_t size, SecretMemory* memory);
  void clear() noexcept;

  std::uint8_t* bytes_ = nullptr;
  std::size_t size_ = 0;
  SecretMemory* memory_ = nullptr;  // null: the heap
};

}  // namespace ratestack
