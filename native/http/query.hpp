// The query part of a request-target, read once and strictly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ratestack/base/ids.hpp"
#include "ratestack/base/result.hpp"
#include "ratestack/base/time.hpp"

namespace ratestack::http {

inline constexpr std::size_t kMaxQueryParameters = 32;

/// Decoded parameters. '+' stands for itself: the times that we take contain it (RFC 3986, not the form encoding).
class Query {
 public:
  /// `target` is a request-target. Refuses a parameter given twice, a broken percent-escape, and bytes that are no
  /// printable ASCII once decoded (HttpError::invalid_parameter).
  static Result<Query> parse(std::string_view target);

  [[nodiscard]] std::optional<std::string_view> text(std::string_view name) const noexcept;
  /// An integer in [min, max] without sign or leading zeros.
  [[nodiscard]] Result<std::optional<std::uint64_t>> integer(std::string_view name, std::uint64_t min,
                                                             std::uint64_t max) const;
  [[nodiscard]] Result<std::optional<Timestamp>> time(std::string_view name) const;
  [[nodiscard]] Result<std::optional<OrgId>> org(std::string_view name) const;

  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const noexcept { return parameters_; }

 private:
  std::vector<std::pair<std::string, std::string>> parameters_;
};

}  // namespace ratestack::http
