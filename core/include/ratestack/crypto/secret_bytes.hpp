// Bytes that must not leak by accident: keys, tokens, passwords, what was decrypted.
//
// A secret cannot be printed, copied, compared in variable time or passed where bytes are wanted. Its contents come out
// through `expose()` alone, a name that stands nowhere else: `grep -rn 'expose()'` lists every place that handles raw
// secrets, and a review of secret handling is a review of that list.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>
#include <utility>

#include "ratestack/base/bytes.hpp"
#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack {

/// Owns its bytes; they are overwritten before their memory is given back. Movable, not copyable; empty after a move.
/// Not thread safe. Does not lock its memory against swapping: the process does that once for all of it.
class SecretBytes {
 public:
  SecretBytes() noexcept = default;  // empty
  ~SecretBytes() { wipe(); }
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;

  /// The source stays as it is: whoever owns it wipes it.
  [[nodiscard]] static SecretBytes copy_of(ByteSpan source);

  /// `size` bytes that `fill(MutableByteSpan)` writes where they will live: for key derivation and random keys, so that
  /// no copy is ever elsewhere.
  template <std::invocable<MutableByteSpan> Fill>
  [[nodiscard]] static SecretBytes generate(std::size_t size, Fill&& fill) {
    SecretBytes out(size);
    std::forward<Fill>(fill)(MutableByteSpan(out.bytes_.get(), size));
    return out;
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

  /// The secret itself. The view ends with this object, with a move from it and with an assignment to it. Do not copy
  /// it into a string, a log or an error.
  [[nodiscard]] ByteSpan expose() const& noexcept { return {bytes_.get(), size_}; }
  ByteSpan expose() const&& = delete;  // would outlive its owner

  /// In constant time for equal lengths (constant_time.hpp).
  friend bool operator==(const SecretBytes& left, const SecretBytes& right) noexcept;
  template <class Stream>
  friend Stream& operator<<(Stream&, const SecretBytes&) = delete;

 private:
  explicit SecretBytes(std::size_t size) : bytes_(std::make_unique<std::uint8_t[]>(size)), size_(size) {}
  void wipe() noexcept { secure_wipe({bytes_.get(), size_}); }

  std::unique_ptr<std::uint8_t[]> bytes_;
  std::size_t size_ = 0;
};

}  // namespace ratestack
