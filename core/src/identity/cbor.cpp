#include "ratestack/identity/cbor.hpp"

#include <algorithm>
#include <array>

#include "ratestack/base/error_enum.hpp"
#include "ratestack/encoding/utf8.hpp"

namespace ratestack {
namespace {

// RFC 8949 section 3: the first byte is three bits of major type and five of additional information.
constexpr std::uint8_t kInformationBits = 0x1F;
constexpr std::uint8_t kOneByte = 24;  // information: a value of 1, 2, 4 or 8 bytes follows
constexpr std::uint8_t kEightBytes = 27;
constexpr std::uint8_t kIndefinite = 31;
constexpr std::uint8_t kTagMajor = 6;
constexpr std::uint8_t kSimpleMajor = 7;
constexpr std::uint8_t kFalse = 20;
constexpr std::uint8_t kNull = 22;

std::string_view describe(CborError error) {
  constexpr std::array<std::string_view, 7> kNames{"cbor_truncated",   "cbor_trailing_data", "cbor_too_long",
                                                   "cbor_too_deep",    "cbor_not_canonical", "cbor_unsupported",
                                                   "cbor_invalid_utf8"};
  const auto index = static_cast<std::size_t>(error) - 1;
  return index < kNames.size() ? kNames[index] : "unknown";
}

struct Head {
  std::uint8_t major;
  std::uint64_t value;
  std::size_t size;
};

Error not_canonical(const char* what) { return Error(CborError::not_canonical, what); }
Error unsupported(const char* what) { return Error(CborError::unsupported, what); }

std::uint64_t read_big_endian(ByteSpan bytes) {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : bytes) value = value << 8 | byte;
  return value;
}

/// The head of an item that has been checked, or that is about to be: as it stands, whether canonical or not.
std::optional<Head> split_head(ByteSpan bytes) {
  if (bytes.empty()) return std::nullopt;
  const auto major = static_cast<std::uint8_t>(bytes[0] >> 5);
  const auto information = static_cast<std::uint8_t>(bytes[0] & kInformationBits);
  if (information < kOneByte || information > kEightBytes) return Head{major, information, 1};
  const std::size_t size = std::size_t{1} << (information - kOneByte);
  if (bytes.size() - 1 < size) return std::nullopt;
  return Head{major, read_big_endian(bytes.subspan(1, size)), 1 + size};
}

// CTAP2 section 8: the shortest form that holds the value.
bool is_shortest(const Head& head) {
  constexpr std::array<std::uint64_t, 4> kLeast{kOneByte, 0x100, 0x10000, 0x100000000};
  if (head.size == 1) return true;
  const std::size_t bytes = head.size - 1;
  const std::size_t row = bytes == 1 ? 0 : bytes == 2 ? 1 : bytes == 4 ? 2 : 3;
  return head.value >= kLeast[row];
}

Result<Head> check_head(ByteSpan bytes) {
  const auto head = split_head(bytes);
  if (!head) return CborError::truncated;
  const auto information = static_cast<std::uint8_t>(bytes[0] & kInformationBits);
  if (head->major == kTagMajor) return unsupported("tag");
  if (head->major == kSimpleMajor) {
    if (information < kFalse || information > kNull) return unsupported("float or simple value");
    return *head;
  }
  if (information == kIndefinite) return not_canonical("indefinite length");
  if (information > kEightBytes) return unsupported("reserved length");
  if (!is_shortest(*head)) return not_canonical("integer or length");
  return *head;
}

/// The order of CTAP2 section 8: major type, then length, then byte by byte.
bool comes_before(ByteSpan left, ByteSpan right) {
  const int left_major = left[0] >> 5, right_major = right[0] >> 5;
  if (left_major != right_major) return left_major < right_major;
  if (left.size() != right.size()) return left.size() < right.size();
  return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end());
}

/// How many bytes the item at the front takes, all in it checked. `room` is how many containers may open.
Result<std::size_t> check_item(ByteSpan bytes, std::size_t room);

Result<std::size_t> check_string(ByteSpan bytes, const Head& head) {
  if (head.value > bytes.size() - head.size) return CborError::truncated;
  const auto size = static_cast<std::size_t>(head.value);
  const std::string_view text = as_text(bytes.subspan(head.size, size));
  if (head.major == static_cast<int>(CborKind::text) && find_invalid_utf8(text) != text.size()) {
    return CborError::invalid_utf8;
  }
  return head.size + size;
}

Result<std::size_t> check_array(ByteSpan bytes, const Head& head, std::size_t room) {
  std::size_t at = head.size;
  for (std::uint64_t i = 0; i < head.value; ++i) {  // ends with the bytes, whatever the count says
    const auto size = check_item(bytes.subspan(at), room);
    if (!size) return size.error();
    at += size.value();
  }
  return at;
}

Result<ByteSpan> check_key(ByteSpan bytes, ByteSpan before) {
  if (!bytes.empty() && bytes[0] >> 5 > static_cast<int>(CborKind::text)) return unsupported("map key");
  const auto size = check_item(bytes, 0);
  if (!size) return size.error();
  const ByteSpan key = bytes.first(size.value());
  // Strictly before: equal keys are refused here, too.
  if (!before.empty() && !comes_before(before, key)) return not_canonical("map keys");
  return key;
}

Result<std::size_t> check_map(ByteSpan bytes, const Head& head, std::size_t room) {
  std::size_t at = head.size;
  ByteSpan before;
  for (std::uint64_t i = 0; i < head.value; ++i) {
    const auto key = check_key(bytes.subspan(at), before);
    if (!key) return key.error();
    before = key.value();
    at += before.size();
    const auto size = check_item(bytes.subspan(at), room);
    if (!size) return size.error();
    at += size.value();
  }
  return at;
}

Result<std::size_t> check_item(ByteSpan bytes, std::size_t room) {
  const auto checked = check_head(bytes);
  if (!checked) return checked.error();
  const Head& head = checked.value();
  const auto kind = static_cast<CborKind>(std::min<std::uint8_t>(head.major, kTagMajor));
  if (kind == CborKind::bytes || kind == CborKind::text) return check_string(bytes, head);
  if (kind != CborKind::array && kind != CborKind::map) return head.size;
  if (room == 0) return CborError::too_deep;
  return kind == CborKind::array ? check_array(bytes, head, room - 1) : check_map(bytes, head, room - 1);
}

}  // namespace

boost::system::error_code make_error_code(CborError error) {
  static constexpr EnumCategory<CborError, describe> kCategory{"cbor"};
  return {static_cast<int>(error), kCategory};
}

Result<CborItem> CborItem::parse_prefix(ByteSpan bytes) {
  const bool cut = bytes.size() > kMaxBytes;
  const auto size = check_item(cut ? bytes.first(kMaxBytes) : bytes, kMaxDepth);
  if (size) return CborItem(bytes.first(size.value()));
  const bool ran_out = size.error().code == make_error_code(CborError::truncated);
  return cut && ran_out ? Error(CborError::too_long) : size.error();
}

Result<CborItem> CborItem::parse(ByteSpan bytes) {
  auto item = parse_prefix(bytes);
  if (item && item.value().encoded_.size() != bytes.size()) return CborError::trailing_data;
  return item;
}

CborKind CborItem::kind() const noexcept {
  // There are no tags (6) in what was checked, so the last kind stands for both.
  return static_cast<CborKind>(std::min(encoded_[0] >> 5, static_cast<int>(kTagMajor)));
}

std::size_t CborItem::size() const noexcept {
  if (kind() != CborKind::array && kind() != CborKind::map) return 0;
  return static_cast<std::size_t>(split_head(encoded_)->value);
}

std::optional<std::int64_t> CborItem::integer() const noexcept {
  const std::uint64_t value = split_head(encoded_)->value;
  if (value > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
  if (kind() == CborKind::unsigned_integer) return static_cast<std::int64_t>(value);
  if (kind() == CborKind::negative_integer) return -1 - static_cast<std::int64_t>(value);
  return std::nullopt;
}

std::optional<ByteSpan> CborItem::bytes() const noexcept {
  if (kind() != CborKind::bytes) return std::nullopt;
  return encoded_.subspan(split_head(encoded_)->size);
}

std::optional<std::string_view> CborItem::text() const noexcept {
  if (kind() != CborKind::text) return std::nullopt;
  return as_text(encoded_.subspan(split_head(encoded_)->size));
}

template <typename Matches>
std::optional<CborItem> CborItem::find_if(Matches matches) const noexcept {
  if (kind() != CborKind::map) return std::nullopt;
  const auto head = *split_head(encoded_);
  ByteSpan rest = encoded_.subspan(head.size);
  const auto next = [&rest] {
    const CborItem item(rest.first(check_item(rest, kMaxDepth).value()));
    rest = rest.subspan(item.encoded_.size());
    return item;
  };
  for (std::uint64_t i = 0; i < head.value; ++i) {
    const CborItem key = next(), value = next();
    if (matches(key)) return value;
  }
  return std::nullopt;
}

std::optional<CborItem> CborItem::find(std::int64_t key) const noexcept {
  return find_if([key](const CborItem& each) { return each.integer() == key; });
}

std::optional<CborItem> CborItem::find(std::string_view key) const noexcept {
  return find_if([key](const CborItem& each) { return each.text() == key; });
}

}  // namespace ratestack
