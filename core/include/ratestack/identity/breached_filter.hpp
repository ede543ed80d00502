// A list of stolen passwords as a Bloom filter: a file of 3.6 bytes a password that says "no" for certain, and "yes"
// wrongly once in a million times.
//
//   0  "RSBLOOM"     8  hashes, 32 bits     16  size, 64 bits: of the filter, in bits     32  SHA-256 of bytes 0 to 31
//   7  version, 1   12  zero, 32 bits       24  items, 64 bits                            64  and 64 to the end: the
//   bits
//
// Numbers are little-endian. Passwords are known by their SHA-1 alone, as that is what the published lists hold, and no
// more is asked of it than to be the same each time. A password's hash i falls on bit
//
//   (mix(a + i b) * size) >> 64,   a, b: bytes 0 to 7 and 8 to 15 of the SHA-1;   mix: the end of SplitMix64
#pragma once

#include <array>
#include <cstdint>

#include "ratestack/base/bytes.hpp"
#include "ratestack/base/result.hpp"

namespace ratestack {

enum class BreachedFilterError {
  not_a_filter = 1,     // no file of this format
  unsupported_version,  // of a newer program
  malformed_header,
  wrong_size,          // cut off, or something follows
  shape_out_of_range,  // no items, too many, or a rate outside of its bounds
};
boost::system::error_code make_error_code(BreachedFilterError error);

/// SHA-1 of a password's bytes.
struct PasswordFingerprint {
  static constexpr std::size_t kSize = 20;
  std::array<std::uint8_t, kSize> bytes{};
};

/// How large a filter is, and for how many.
struct BreachedFilterShape {
  static constexpr double kDefaultRate = 1e-6;
  static constexpr double kMinRate = 1e-12, kMaxRate = 0.1;
  static constexpr std::uint32_t kMaxHashes = 64;
  static constexpr std::uint64_t kMaxBits = std::uint64_t{1} << 40;  // 128 GiB

  std::uint32_t hashes = 0;
  std::uint64_t bits = 0;  // a multiple of 64
  std::uint64_t items = 0;

  /// The smallest with that rate of false positives. shape_out_of_range.
  static Result<BreachedFilterShape> for_items(std::uint64_t items, double false_positive_rate);
  [[nodiscard]] std::uint64_t file_size() const noexcept;  // bytes
  /// What is to be expected when all items are in.
  [[nodiscard]] double false_positive_rate() const noexcept;
};

inline constexpr std::size_t kBreachedFilterHeaderSize = 64;

/// Over the bytes of a file, which it does not own and which must outlive it. Copyable; safe to use from any thread.
class BreachedFilter {
 public:
  /// Reads the header and compares sizes; touches none of the bits, so that a mapped file stays on the disk until it is
  /// asked. Errors: all but shape_out_of_range.
  static Result<BreachedFilter> open(ByteSpan file);

  /// False: it is not in the list. Its time depends on the answer.
  [[nodiscard]] bool contains(const PasswordFingerprint& password) const noexcept;
  /// Whether the bytes are those that were written; reads all of them. A damaged filter answers wrongly, never
  /// unsafely.
  [[nodiscard]] bool is_intact() const noexcept;
  [[nodiscard]] const BreachedFilterShape& shape() const noexcept { return shape_; }

 private:
  BreachedFilter(const BreachedFilterShape& shape, ByteSpan file) noexcept : shape_(shape), file_(file) {}
  BreachedFilterShape shape_;
  ByteSpan file_;
};

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::BreachedFilterError> : std::true_type {};
