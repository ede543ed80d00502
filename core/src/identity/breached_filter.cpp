#include "ratestack/identity/breached_filter.hpp"

#include <algorithm>
#include <cmath>

#include "identity/bloom_format.hpp"
#include "ratestack/base/error_enum.hpp"

namespace ratestack {
namespace {

constexpr double kLn2 = 0.693147180559945309;
constexpr std::uint64_t kBlock = 64;

std::string_view describe(BreachedFilterError error) {
  switch (error) {
    case BreachedFilterError::not_a_filter:
      return "not_a_filter";
    case BreachedFilterError::unsupported_version:
      return "unsupported_version";
    case BreachedFilterError::malformed_header:
      return "malformed_header";
    case BreachedFilterError::wrong_size:
      return "wrong_size";
    case BreachedFilterError::shape_out_of_range:
      return "shape_out_of_range";
  }
  return "unknown";
}

bool is_sound(const BreachedFilterShape& shape) {
  return shape.hashes >= 1 && shape.hashes <= BreachedFilterShape::kMaxHashes && shape.bits >= kBlock &&
         shape.bits <= BreachedFilterShape::kMaxBits && shape.bits % kBlock == 0;
}

}  // namespace

boost::system::error_code make_error_code(BreachedFilterError error) {
  static constexpr EnumCategory<BreachedFilterError, describe> kCategory{"breached_filter"};
  return {static_cast<int>(error), kCategory};
}

// Of all filters with that rate the one that is half full is the smallest (Bloom 1970): n ln(1/p) / ln(2)^2 bits.
Result<BreachedFilterShape> BreachedFilterShape::for_items(std::uint64_t items, double false_positive_rate) {
  if (!(false_positive_rate >= kMinRate && false_positive_rate <= kMaxRate)) {
    return Error(BreachedFilterError::shape_out_of_range, "rate");
  }
  const double bits = std::ceil(static_cast<double>(items) * -std::log(false_positive_rate) / (kLn2 * kLn2));
  if (items == 0 || bits > static_cast<double>(kMaxBits - kBlock)) {
    return Error(BreachedFilterError::shape_out_of_range, "items");
  }
  const auto hashes = static_cast<std::uint32_t>(std::lround(-std::log2(false_positive_rate)));
  const std::uint64_t blocks = (static_cast<std::uint64_t>(bits) + kBlock - 1) / kBlock;
  return BreachedFilterShape{std::clamp<std::uint32_t>(hashes, 1, kMaxHashes), blocks * kBlock, items};
}

std::uint64_t BreachedFilterShape::file_size() const noexcept { return kBreachedFilterHeaderSize + bits / 8; }

double BreachedFilterShape::false_positive_rate() const noexcept {
  const double set =
      1 - std::exp(-static_cast<double>(hashes) * static_cast<double>(items) / static_cast<double>(bits));
  return std::pow(set, hashes);
}

Result<BreachedFilter> BreachedFilter::open(ByteSpan file) {
  using namespace bloom;
  if (!as_text(file).starts_with(kMagic)) return BreachedFilterError::not_a_filter;
  if (file.size() < kBreachedFilterHeaderSize) return BreachedFilterError::wrong_size;
  if (file[kVersionAt] != kVersion) return BreachedFilterError::unsupported_version;
  const BreachedFilterShape shape{read_number<std::uint32_t>(file, kHashesAt),
                                  read_number<std::uint64_t>(file, kBitsAt),
                                  read_number<std::uint64_t>(file, kItemsAt)};
  if (!is_sound(shape) || read_number<std::uint32_t>(file, kReservedAt) != 0) {
    return BreachedFilterError::malformed_header;
  }
  if (shape.file_size() != file.size()) return BreachedFilterError::wrong_size;
  return BreachedFilter(shape, file);
}

bool BreachedFilter::contains(const PasswordFingerprint& password) const noexcept {
  bloom::Positions positions(password, shape_.bits);
  for (std::uint32_t i = 0; i < shape_.hashes; ++i) {
    const std::uint64_t at = positions.next();
    if ((file_[bloom::byte_of(at)] & bloom::mask_of(at)) == 0) return false;
  }
  return true;
}

bool BreachedFilter::is_intact() const noexcept {
  const Digest digest = bloom::digest_of(file_);
  return std::equal(digest.bytes.begin(), digest.bytes.end(), file_.begin() + bloom::kDigestAt);
}

}  // namespace ratestack
