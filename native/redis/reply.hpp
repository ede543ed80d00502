// An answer of Redis.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

struct redisReply;

namespace ratestack::redis {

class Reply {
 public:
  /// Takes the answer over; never null.
  explicit Reply(redisReply* reply) : reply_(reply) {}

  [[nodiscard]] bool is_error() const;
  /// The error that says that no script of that digest is known.
  [[nodiscard]] bool is_unknown_script() const;
  /// Of a string, a status or an error; empty for anything else. Lives as long as this answer.
  [[nodiscard]] std::string_view text() const;
  /// Nothing unless it is an array of integers alone.
  [[nodiscard]] std::optional<std::vector<std::int64_t>> integers() const;

 private:
  struct Free {
    void operator()(redisReply* reply) const noexcept;
  };
  std::unique_ptr<redisReply, Free> reply_;
};

}  // namespace ratestack::redis
