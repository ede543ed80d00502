#include "native/http/cursor.hpp"

#include <array>

#include "ratestack/base/limits.hpp"
#include "ratestack/encoding/base64url.hpp"

namespace ratestack::http {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kTextVersion = 2;
constexpr std::size_t kSize = 9;  // version, then the id, most significant byte first

}  // namespace

std::string make_cursor(std::uint64_t last_id) {
  std::array<std::uint8_t, kSize> bytes{kVersion};
  for (std::size_t i = 1; i < kSize; ++i) bytes[i] = static_cast<std::uint8_t>(last_id >> (8 * (kSize - 1 - i)));
  return base64url_encode(bytes);
}

std::optional<std::uint64_t> parse_cursor(std::string_view text) {
  const auto bytes = base64url_decode(text);
  if (!bytes || bytes->size() != kSize || (*bytes)[0] != kVersion) return std::nullopt;
  std::uint64_t id = 0;
  for (std::size_t i = 1; i < kSize; ++i) id = id << 8U | (*bytes)[i];
  if (id == 0 || id > static_cast<std::uint64_t>(limits::kMaxSafeInteger)) return std::nullopt;
  return id;
}

std::string make_text_cursor(std::string_view last) {
  std::string bytes(1, char{kTextVersion});
  bytes += last;
  return base64url_encode(as_bytes(bytes));
}

std::optional<std::string> parse_text_cursor(std::string_view text) {
  const auto bytes = base64url_decode(text);
  if (!bytes || bytes->size() < 2 || bytes->size() > 1 + kMaxCursorText || (*bytes)[0] != kTextVersion) {
    return std::nullopt;
  }
  return std::string(as_text(*bytes).substr(1));
}

}  // namespace ratestack::http
