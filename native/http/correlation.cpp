#include "native/http/correlation.hpp"

#include <algorithm>

#include "ratestack/base/ids.hpp"

namespace ratestack::http {
namespace {

constexpr bool allowed(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

}  // namespace

bool is_correlation_id(std::string_view text) noexcept {
  return !text.empty() && text.size() <= kMaxCorrelationId && std::all_of(text.begin(), text.end(), allowed);
}

std::string CorrelationIds::accept_or_make(std::optional<std::string_view> sent, Timestamp now) {
  if (!sent || !is_correlation_id(*sent)) return make(now);
  std::string id(*sent);
  return redactor_.redact(id).total() == 0 ? id : make(now);
}

std::string CorrelationIds::make(Timestamp now) {
  std::array<std::uint8_t, kUlidEntropyBytes> tail{};
  std::copy(process_.begin(), process_.end(), tail.begin());
  const std::uint64_t count = next_.fetch_add(1, std::memory_order_relaxed);
  for (std::size_t i = 0; i < 5; ++i) tail[5 + i] = static_cast<std::uint8_t>(count >> (8 * (4 - i)));
  return detail::make_ulid_id("", now, tail);
}

}  // namespace ratestack::http
