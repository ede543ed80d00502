// The input in a heap block of exactly its size, so that AddressSanitizer sees the first byte read past it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace ratestack::fuzzing {

class ExactCopy {
 public:
  ExactCopy(const std::uint8_t* data, std::size_t size) : bytes_(new char[size]), size_(size) {
    std::copy_n(data, size, bytes_.get());
  }
  explicit ExactCopy(std::string_view text)
      : ExactCopy(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()) {}

  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

}  // namespace ratestack::fuzzing
