// Makes the file of a BreachedFilter in memory that the caller owns; needs no more than that.
#pragma once

#include <span>

#include "ratestack/identity/breached_filter.hpp"

namespace ratestack {

/// One thread.
class BreachedFilterBuilder {
 public:
  /// `file`: zeros, shape.file_size() of them, which must outlive the builder. wrong_size.
  static Result<BreachedFilterBuilder> create(const BreachedFilterShape& shape, MutableByteSpan file);

  /// Faster in batches: a large filter waits for memory at each bit.
  void add(std::span<const PasswordFingerprint> passwords) noexcept;
  /// Writes the header, with the number of items that were added. The file is whole then; nothing is to be added.
  void finish() noexcept;
  [[nodiscard]] std::uint64_t added() const noexcept { return added_; }

 private:
  BreachedFilterBuilder(const BreachedFilterShape& shape, MutableByteSpan file) noexcept : shape_(shape), file_(file) {}
  BreachedFilterShape shape_;
  MutableByteSpan file_;
  std::uint64_t added_ = 0;
};

}  // namespace ratestack
