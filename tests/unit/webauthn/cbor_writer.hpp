// CBOR by hand: what the tests' authenticator says, and what no authenticator would.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ratestack/base/bytes.hpp"

namespace ratestack {

class CborWriter {
 public:
  CborWriter& map(std::size_t pairs) { return head(5, pairs); }
  CborWriter& integer(std::int64_t value) {
    return value < 0 ? head(1, static_cast<std::uint64_t>(-1 - value)) : head(0, static_cast<std::uint64_t>(value));
  }
  CborWriter& text(std::string_view text) { return head(3, text.size()).raw(as_bytes(text)); }
  CborWriter& bytes(ByteSpan bytes) { return head(2, bytes.size()).raw(bytes); }
  CborWriter& raw(ByteSpan bytes) {
    out_.insert(out_.end(), bytes.begin(), bytes.end());
    return *this;
  }
  [[nodiscard]] const std::vector<std::uint8_t>& out() const { return out_; }

 private:
  CborWriter& head(std::uint8_t major, std::uint64_t value) {
    const auto first = static_cast<std::uint8_t>(major << 5);
    if (value < 24) return byte(first | value);
    if (value < 0x100) return byte(first | 24U).byte(value);
    return byte(first | 25U).byte(value >> 8).byte(value & 0xFF);  // the tests write nothing longer
  }
  CborWriter& byte(std::uint64_t value) {
    out_.push_back(static_cast<std::uint8_t>(value));
    return *this;
  }
  std::vector<std::uint8_t> out_;
};

}  // namespace ratestack
