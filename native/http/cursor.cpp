#include "native/http/cursor.hpp"

#include <array>

#include "ratestack/base/limits.hpp"
#include "ratestack/encoding/base64url.hpp"

namespace ratestack::http {
namespace {

constexpr std::uint8_t kVersion = 1;
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

}  // namespace ratestack::http
