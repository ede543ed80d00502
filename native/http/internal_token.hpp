// X-Internal-Token: what a service of ours shows on /internal (contract 3.2).
#pragma once

#include <optional>
#include <string_view>

#include "ratestack/base/result.hpp"
#include "ratestack/crypto/secret_bytes.hpp"

namespace ratestack::http {

/// Without a token of its own, in development alone, it lets everybody in.
class InternalToken {
 public:
  enum class Rule { required, advisory };

  /// `expected` may be empty under `advisory` alone.
  InternalToken(SecretBytes expected, Rule rule) : expected_(std::move(expected)), rule_(rule) {}

  /// In constant time for tokens of the right length. Advisory forgives a missing one, never a wrong one. Errors:
  /// HttpError::internal_token_missing, internal_token_wrong.
  [[nodiscard]] Result<void> check(std::optional<std::string_view> shown) const;

 private:
  SecretBytes expected_;
  Rule rule_;
};

}  // namespace ratestack::http
