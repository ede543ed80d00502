// The four kinds of personal data that are taken out before anything is written (contract 3.10), and their counts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ratestack {

enum class PiiKind : std::uint8_t { email, phone, ssn, pan };
inline constexpr std::array kPiiKinds{PiiKind::email, PiiKind::phone, PiiKind::ssn, PiiKind::pan};

[[nodiscard]] std::string_view to_string(PiiKind kind) noexcept;  // "EMAIL"

/// How many spans of each kind were replaced.
class PiiCounts {
 public:
  [[nodiscard]] std::uint64_t of(PiiKind kind) const noexcept { return counts_[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] std::uint64_t total() const noexcept;
  void add(PiiKind kind) noexcept { ++counts_[static_cast<std::size_t>(kind)]; }
  PiiCounts& operator+=(const PiiCounts& other) noexcept;
  friend bool operator==(const PiiCounts&, const PiiCounts&) = default;

 private:
  std::array<std::uint64_t, kPiiKinds.size()> counts_{};
};

}  // namespace ratestack
