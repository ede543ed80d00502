// A command as Redis reads it: an array of binary-safe words (RESP).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ratestack::redis {

class Command {
 public:
  /// Of exactly so many words, which are added one by one.
  explicit Command(std::size_t words);
  Command& add(std::string_view word);
  Command& add(std::int64_t number);

  /// What goes over the wire. Lives as long as this command.
  [[nodiscard]] std::string_view bytes() const noexcept { return bytes_; }

 private:
  std::string bytes_;
};

}  // namespace ratestack::redis
