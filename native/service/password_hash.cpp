#include "native/service/password_hash.hpp"

#include <crypt.h>
#include <string.h>

#include <array>
#include <memory>

#include "native/service/store_error.hpp"
#include "ratestack/crypto/constant_time.hpp"

namespace ratestack::service {
namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kGeneratedLength = 24;
// No 0 O 1 l I: the password is read off a screen once.
constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

// 32 KiB that hold the password while crypt_r works; wiped before it is given back.
struct WipedCryptData {
  crypt_data data{};
  ~WipedCryptData() { ::explicit_bzero(&data, sizeof data); }
};

bool is_hashable(std::string_view password) {
  return !password.empty() && password.size() <= kMaxBcryptBytes && password.find('\0') == std::string_view::npos;
}

// Empty when crypt(3) refuses the setting.
std::string run_crypt(std::string_view password, const std::string& setting) {
  const auto work = std::make_unique<WipedCryptData>();
  std::string phrase(password);
  const char* hash = ::crypt_r(phrase.c_str(), setting.c_str(), &work->data);
  ::explicit_bzero(phrase.data(), phrase.size());
  return hash == nullptr || hash[0] == '*' ? std::string() : std::string(hash);
}

}  // namespace

Result<std::string> hash_password(std::string_view password, Entropy& entropy) {
  if (!is_hashable(password)) return Error(StoreError::fault, "a password of 1 to 72 bytes without NUL");
  std::array<std::uint8_t, kSaltBytes> salt{};
  entropy.fill(salt);
  std::array<char, CRYPT_GENSALT_OUTPUT_SIZE> setting{};
  const char* made =
      ::crypt_gensalt_rn("$2b$", kBcryptCost, reinterpret_cast<const char*>(salt.data()), static_cast<int>(salt.size()),
                         setting.data(), static_cast<int>(setting.size()));
  if (made == nullptr) return Error(StoreError::fault, "bcrypt is not available");
  std::string hash = run_crypt(password, setting.data());
  if (hash.empty()) return Error(StoreError::fault, "bcrypt failed");
  return hash;
}

bool verify_password(std::string_view password, const std::string& hash) {
  if (!is_hashable(password)) return false;
  const std::string computed = run_crypt(password, hash);
  return !computed.empty() && constant_time_equal(as_bytes(computed), as_bytes(hash));
}

std::string generate_password(Entropy& entropy) {
  // Bytes at and above the largest multiple of the alphabet's size are drawn again: no letter is likelier than another.
  constexpr std::size_t kFair = 256 / kLetters.size() * kLetters.size();
  std::string password;
  while (password.size() < kGeneratedLength) {
    std::uint8_t byte = 0;
    entropy.fill({&byte, 1});
    if (byte < kFair) password += kLetters[byte % kLetters.size()];
  }
  return password;
}

}  // namespace ratestack::service
