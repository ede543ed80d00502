// When sessions and keys were last used, gathered in memory and written now and then: a use costs no transaction.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "native/service/identity/identity_records.hpp"

namespace ratestack::service {

/// Thread safe. What is noted and not yet taken is lost with the process: at most one interval of the housekeeper.
template <typename AnyId>
class UseNotes {
 public:
  static constexpr std::size_t kMaxNoted = 200'000;  // beyond, uses of ids that are not noted yet are not noted at all

  void note(const AnyId& id, Timestamp at) {
    const std::lock_guard lock(mutex_);
    const auto found = noted_.find(id.text());
    if (found != noted_.end()) {
      if (found->second < at) found->second = at;
    } else if (noted_.size() < kMaxNoted) {
      noted_.emplace(id.text(), at);
    }
  }
  /// The last noted use, where one waits to be written.
  [[nodiscard]] std::optional<Timestamp> noted(const AnyId& id) const {
    const std::lock_guard lock(mutex_);
    const auto found = noted_.find(id.text());
    if (found == noted_.end()) return std::nullopt;
    return found->second;
  }
  /// Everything noted; forgets it.
  [[nodiscard]] std::vector<Use<AnyId>> take() {
    std::unordered_map<std::string, Timestamp> taken;
    {
      const std::lock_guard lock(mutex_);
      taken.swap(noted_);
    }
    std::vector<Use<AnyId>> uses;
    uses.reserve(taken.size());
    for (const auto& [text, at] : taken) uses.push_back({AnyId::parse(text).value(), at});
    return uses;
  }

 private:
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Timestamp> noted_;
};

}  // namespace ratestack::service
