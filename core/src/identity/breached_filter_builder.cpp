#include "ratestack/identity/breached_filter_builder.hpp"

#include <algorithm>

#include "identity/bloom_format.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kBatch = 16;  // passwords whose bits are fetched while others are set

}  // namespace

Result<BreachedFilterBuilder> BreachedFilterBuilder::create(const BreachedFilterShape& shape, MutableByteSpan file) {
  if (shape.file_size() != file.size()) return BreachedFilterError::wrong_size;
  if (shape.hashes == 0 || shape.hashes > BreachedFilterShape::kMaxHashes || shape.bits == 0) {
    return BreachedFilterError::shape_out_of_range;
  }
  return BreachedFilterBuilder(shape, file);
}

void BreachedFilterBuilder::add(std::span<const PasswordFingerprint> passwords) noexcept {
  std::array<std::uint64_t, kBatch * BreachedFilterShape::kMaxHashes> positions;  // NOLINT: each is written first
  for (; !passwords.empty(); passwords = passwords.subspan(std::min(passwords.size(), kBatch))) {
    std::size_t count = 0;
    for (const PasswordFingerprint& password : passwords.first(std::min(passwords.size(), kBatch))) {
      bloom::Positions bits(password, shape_.bits);
      for (std::uint32_t i = 0; i < shape_.hashes; ++i) {
        positions[count] = bits.next();
        __builtin_prefetch(&file_[bloom::byte_of(positions[count++])], 1);
      }
      ++added_;
    }
    for (std::size_t i = 0; i < count; ++i) file_[bloom::byte_of(positions[i])] |= bloom::mask_of(positions[i]);
  }
}

void BreachedFilterBuilder::finish() noexcept {
  using namespace bloom;
  std::copy(kMagic.begin(), kMagic.end(), file_.begin());
  file_[kVersionAt] = kVersion;
  write_number(file_, kHashesAt, shape_.hashes);
  write_number(file_, kReservedAt, std::uint32_t{0});
  write_number(file_, kBitsAt, shape_.bits);
  write_number(file_, kItemsAt, added_);
  const Digest digest = digest_of(file_);
  std::copy(digest.bytes.begin(), digest.bytes.end(), file_.begin() + kDigestAt);
}

}  // namespace ratestack
