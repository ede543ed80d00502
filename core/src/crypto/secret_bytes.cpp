#include "ratestack/crypto/secret_bytes.hpp"

#include <algorithm>

#include "ratestack/crypto/constant_time.hpp"
#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack {

SecretBytes::SecretBytes(std::size_t size, SecretMemory* memory) : size_(size), memory_(memory) {
  if (size == 0) return;
  bytes_ = memory == nullptr ? new std::uint8_t[size]() : memory->allocate(size).data();
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)), memory_(other.memory_) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this == &other) return *this;
  clear();
  bytes_ = std::exchange(other.bytes_, nullptr);
  size_ = std::exchange(other.size_, 0);
  memory_ = other.memory_;
  return *this;
}

void SecretBytes::clear() noexcept {
  if (bytes_ == nullptr) return;
  secure_wipe({bytes_, size_});
  if (memory_ == nullptr)
    delete[] bytes_;
  else
    memory_->release({bytes_, size_});
  bytes_ = nullptr;
  size_ = 0;
}

SecretBytes SecretBytes::copy_of(ByteSpan source, SecretMemory* memory) {
  return generate(
      source.size(), [source](MutableByteSpan out) { std::copy(source.begin(), source.end(), out.begin()); }, memory);
}

bool operator==(const SecretBytes& left, const SecretBytes& right) noexcept {
  return constant_time_equal(left.expose(), right.expose());
}

}  // namespace ratestack
