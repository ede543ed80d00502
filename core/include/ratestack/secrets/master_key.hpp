// A master key and the short name it goes by.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "ratestack/crypto/secret_bytes.hpp"
#include "ratestack/secrets/secret_error.hpp"

namespace ratestack {

inline constexpr std::size_t kMasterKeyBytes = 32;

/// Names a key without telling it: the first 8 hex digits of SHA-256("ratestack kid v1" || key). Not secret. Two keys
/// share one with a chance of 2^-32; the envelope's commitment tells them apart even then.
class Kid {
 public:
  static constexpr std::size_t kSize = 8;

  /// Exactly 8 lower-case hex digits, or nothing.
  static std::optional<Kid> parse(std::string_view text) noexcept;
  static Kid of(ByteSpan master_key) noexcept;

  /// Lives as long as this kid.
  [[nodiscard]] std::string_view view() const noexcept { return {text_.data(), text_.size()}; }
  friend bool operator==(const Kid&, const Kid&) = default;

 private:
  explicit Kid(std::array<char, kSize> text) noexcept : text_(text) {}
  std::array<char, kSize> text_;
};

/// 32 bytes from a cryptographic source, and their kid. Movable.
class MasterKey {
 public:
  /// SecretError::malformed_key for any other length.
  static Result<MasterKey> from(SecretBytes key);

  [[nodiscard]] const Kid& kid() const noexcept { return kid_; }
  [[nodiscard]] const SecretBytes& bytes() const noexcept { return bytes_; }

 private:
  explicit MasterKey(SecretBytes bytes) : kid_(Kid::of(bytes.expose())), bytes_(std::move(bytes)) {}
  Kid kid_;
  SecretBytes bytes_;
};

}  // namespace ratestack
