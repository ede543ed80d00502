#include "ratestack/crypto/secret_bytes.hpp"

#include <algorithm>

#include "ratestack/crypto/constant_time.hpp"

namespace ratestack {

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this == &other) return *this;
  wipe();
  bytes_ = std::move(other.bytes_);
  size_ = std::exchange(other.size_, 0);
  return *this;
}

SecretBytes SecretBytes::copy_of(ByteSpan source) {
  return generate(source.size(),
                  [source](MutableByteSpan out) { std::copy(source.begin(), source.end(), out.begin()); });
}

bool operator==(const SecretBytes& left, const SecretBytes& right) noexcept {
  return constant_time_equal(left.expose(), right.expose());
}

}  // namespace ratestack
