// Rows ACCESS_DENIED: each subject's first in a minute, with how many there were since the one before, so that whoever
// tries doors does not fill the log.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

#include "native/service/asker.hpp"
#include "native/service/audit_writer.hpp"

namespace ratestack::service {

/// Thread safe; never blocks on the disk. What could not be recorded is lost: a denial stands without its row.
class Denials {
 public:
  static constexpr std::int64_t kQuietMicros = 60'000'000;
  static constexpr std::size_t kMaxSubjects = 10'000;  // beyond, those whose minute is over are forgotten, or all

  explicit Denials(AuditWriter& writer) : writer_(writer) {}

  /// `what`: the capability that was missing, or the rule that refused.
  void record(const Asker& asker, std::string_view what);

 private:
  struct Seen {
    Timestamp told_at;
    std::int64_t unsaid = 0;
  };
  void make_room(Timestamp now);

  AuditWriter& writer_;
  std::mutex mutex_;
  std::unordered_map<std::string, Seen> seen_;
};

}  // namespace ratestack::service
