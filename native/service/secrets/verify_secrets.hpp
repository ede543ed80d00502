// Opens every row of every registered column, and says which do not open.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "native/service/store.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::service {

struct SecretsVerdict {
  std::uint64_t rows = 0;
  std::uint64_t opened = 0;
  std::map<std::string, std::uint64_t> refused;  // by the name of a SecretError
  std::vector<QuarantinedRow> first_refused;     // at most kShownRefused

  [[nodiscard]] bool ok() const noexcept { return rows == opened; }
};
inline constexpr std::size_t kShownRefused = 20;

/// In constant memory. Told the rows done after each stretch; nothing is written, and no plaintext kept.
[[nodiscard]] Result<SecretsVerdict> verify_secrets(Store& store, const SecretEncryptor& encryptor, Timestamp now,
                                                    const std::function<void(std::uint64_t)>& on_progress = {});

}  // namespace ratestack::service
