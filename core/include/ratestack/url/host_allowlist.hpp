// Which hosts a service may name: exact and "*." entries in a table of fixed capacity.
//
// For a canonical host of at most 253 bytes, time and memory trace of `matches` do not depend on what the list holds,
// which entry matches, or where: every slot is compared whole, with no early exit. (Parsing, DNS and connecting are not
// constant in time, and the length of the asked host shows.)
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/base/bytes.hpp"
#include "ratestack/base/result.hpp"
#include "ratestack/url/policy_error.hpp"

namespace ratestack {

inline constexpr std::size_t kMaxHostBytes = 253;
inline constexpr std::size_t kMaxAllowedHosts = 64;

/// Immutable; copies share the table. Any number of threads.
class HostAllowlist {
 public:
  HostAllowlist();  // allows nothing
  /// Entries in any spelling that the URL host parser takes, stored canonical: "api.example.com", "*.example.com"
  /// (below it, not itself), "192.0.2.1", "[2001:db8::1]", "*" (any host). Errors: PolicyError::invalid_host (context:
  /// the entry's number), too_many.
  static Result<HostAllowlist> create(const std::vector<std::string>& entries);

  /// `host` is canonical: the host of a parsed Url, without a trailing dot. False for an empty or longer one.
  [[nodiscard]] bool matches(std::string_view host) const noexcept;
  [[nodiscard]] bool allows_any() const noexcept { return allows_any_; }  // "*" is among the entries

  /// Every byte that `matches` may depend on besides the host: for the test that watches what it does with them.
  [[nodiscard]] ByteSpan table_bytes() const noexcept;

 private:
  struct Table;
  explicit HostAllowlist(std::shared_ptr<const Table> table) noexcept : table_(std::move(table)) {}

  std::shared_ptr<const Table> table_;
  bool allows_any_ = false;
};

}  // namespace ratestack
