// CBOR (RFC 8949) as authenticators write it: the canonical subset of CTAP2 (section 8), in which each value has one
// text. A text is checked as a whole, once; after that it is only looked into.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ratestack/base/bytes.hpp"
#include "ratestack/base/result.hpp"

namespace ratestack {

enum class CborError {
  truncated = 1,
  trailing_data,
  too_long,
  too_deep,
  not_canonical,  // context: an integer or length that could be shorter, an indefinite length, the order of map keys
  unsupported,  // context: a tag, a float, a simple value beyond false, true and null, a key that is no number or text
  invalid_utf8,
};
boost::system::error_code make_error_code(CborError error);

enum class CborKind : std::uint8_t { unsigned_integer, negative_integer, bytes, text, array, map, simple };

/// One checked data item: all that is within it is checked with it. A view: of the bytes that it was read from.
class CborItem {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{16} * 1024;  // of what is read, whatever follows
  static constexpr std::size_t kMaxDepth = 8;                       // arrays and maps open at once

  /// Exactly one item. Errors: all of CborError. Time linear in the bytes, nothing allocated.
  static Result<CborItem> parse(ByteSpan bytes);
  /// One item, and whatever follows it, which is not looked at.
  static Result<CborItem> parse_prefix(ByteSpan bytes);

  [[nodiscard]] CborKind kind() const noexcept;
  [[nodiscard]] ByteSpan encoded() const noexcept { return encoded_; }
  /// Pairs of a map, elements of an array; 0 of anything else.
  [[nodiscard]] std::size_t size() const noexcept;

  /// Nothing for an item of another kind.
  [[nodiscard]] std::optional<std::int64_t> integer() const noexcept;  // nothing for one beyond 64 bits with sign, too
  [[nodiscard]] std::optional<ByteSpan> bytes() const noexcept;
  [[nodiscard]] std::optional<std::string_view> text() const noexcept;

  /// Of a map: the value of a key.
  [[nodiscard]] std::optional<CborItem> find(std::int64_t key) const noexcept;
  [[nodiscard]] std::optional<CborItem> find(std::string_view key) const noexcept;

 private:
  explicit CborItem(ByteSpan encoded) noexcept : encoded_(encoded) {}
  template <typename Matches>
  std::optional<CborItem> find_if(Matches matches) const noexcept;
  ByteSpan encoded_;
};

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::CborError> : std::true_type {};
