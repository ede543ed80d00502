#include "ratestack/redaction/pii_kind.hpp"

#include <numeric>

namespace ratestack {

std::string_view to_string(PiiKind kind) noexcept {
  switch (kind) {
    case PiiKind::email:
      return "EMAIL";
    case PiiKind::phone:
      return "PHONE";
    case PiiKind::ssn:
      return "SSN";
    case PiiKind::pan:
      return "PAN";
  }
  return "";
}

std::uint64_t PiiCounts::total() const noexcept {
  return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
}

PiiCounts& PiiCounts::operator+=(const PiiCounts& other) noexcept {
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
  return *this;
}

}  // namespace ratestack
