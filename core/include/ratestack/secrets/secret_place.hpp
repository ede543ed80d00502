// Where a secret lives: the one place at which its ciphertext opens.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/base/result.hpp"

namespace ratestack {

/// "org|table|column|row id", bound into key and ciphertext: moved to another row, column or tenant it does not open.
/// What it does not tell apart is an older value of the same place.
class SecretPlace {
 public:
  static constexpr std::size_t kMaxPart = 128;

  /// Each part is 1 to kMaxPart visible ASCII characters without '|', so that no two places have one text.
  /// SecretError::malformed_place otherwise.
  static Result<SecretPlace> of(std::string_view org_id, std::string_view table, std::string_view column,
                                std::string_view row_id);

  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  explicit SecretPlace(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace ratestack
