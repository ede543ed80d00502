#include "native/redis/command.hpp"

#include <array>
#include <charconv>

namespace ratestack::redis {
namespace {

constexpr std::size_t kUsualBytes = 512;
constexpr std::size_t kMostDigits = 20;

class Digits {
 public:
  template <class Number>
  explicit Digits(Number number) : end_(std::to_chars(text_.data(), text_.data() + text_.size(), number).ptr) {}
  [[nodiscard]] std::string_view view() const { return {text_.data(), static_cast<std::size_t>(end_ - text_.data())}; }

 private:
  std::array<char, kMostDigits> text_{};
  char* end_;
};

}  // namespace

Command::Command(std::size_t words) {
  bytes_.reserve(kUsualBytes);
  bytes_.append(1, '*').append(Digits(words).view()).append("\r\n");
}

Command& Command::add(std::string_view word) {
  bytes_.append(1, '$').append(Digits(word.size()).view()).append("\r\n").append(word).append("\r\n");
  return *this;
}

Command& Command::add(std::int64_t number) { return add(Digits(number).view()); }

}  // namespace ratestack::redis
