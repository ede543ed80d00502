#include "native/service/identity/password_hash.hpp"

#include <crypt.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#include <algorithm>
#include <array>
#include <memory>

#include "native/service/store_error.hpp"
#include "ratestack/crypto/constant_time.hpp"
#include "ratestack/encoding/base64.hpp"

namespace ratestack::service {
namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kGeneratedLength = 24;
constexpr std::size_t kHmac384Bytes = 48;
constexpr std::size_t kBcryptSize = 60;  // "$2b$12$", 22 characters of salt, 31 of hash
constexpr std::string_view kPrehashLabel = "ratestack password prehash v1";
// No 0 O 1 l I: the password is read off a screen once.
constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
// bcrypt's own base64, and a salt of nobody's: whatever is verified against it is wrong.
constexpr std::string_view kDigits = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kNobodysSalt = "abcdefghijklmnopqrstuu";

// 32 KiB that hold the password while crypt_r works; wiped before it is given back.
struct WipedCryptData {
  crypt_data data{};
  ~WipedCryptData() { ::explicit_bzero(&data, sizeof data); }
};

/// A password, or what stands for it; wiped.
class Phrase {
 public:
  explicit Phrase(std::string text) : text_(std::move(text)) {}
  ~Phrase() { ::explicit_bzero(text_.data(), text_.size()); }
  Phrase(const Phrase&) = delete;
  Phrase& operator=(const Phrase&) = delete;
  [[nodiscard]] const char* c_str() const { return text_.c_str(); }

 private:
  std::string text_;
};

bool fits_bcrypt(std::string_view password) {
  return password.size() <= kMaxBcryptBytes && password.find('\0') == std::string_view::npos;
}

bool is_acceptable(std::string_view password) { return !password.empty() && password.size() <= kMaxPasswordBytes; }

std::string prehash(std::string_view password) {
  std::array<std::uint8_t, kHmac384Bytes> tag{};
  HMAC(EVP_sha384(), kPrehashLabel.data(), static_cast<int>(kPrehashLabel.size()),
       reinterpret_cast<const unsigned char*>(password.data()), password.size(), tag.data(), nullptr);
  std::string text = base64_encode(tag);
  ::explicit_bzero(tag.data(), tag.size());
  return text;
}

// Empty when crypt(3) refuses the setting.
std::string run_crypt(const Phrase& phrase, const std::string& setting) {
  const auto work = std::make_unique<WipedCryptData>();
  const char* hash = ::crypt_r(phrase.c_str(), setting.c_str(), &work->data);
  return hash == nullptr || hash[0] == '*' ? std::string() : std::string(hash);
}

std::string two_digits(unsigned cost) {
  return {static_cast<char>('0' + cost / 10), static_cast<char>('0' + cost % 10)};
}

Result<std::string> fresh_setting(Entropy& entropy, unsigned cost) {
  std::array<std::uint8_t, kSaltBytes> salt{};
  entropy.fill(salt);
  std::array<char, CRYPT_GENSALT_OUTPUT_SIZE> setting{};
  const char* made =
      ::crypt_gensalt_rn("$2b$", cost, reinterpret_cast<const char*>(salt.data()), static_cast<int>(salt.size()),
                         setting.data(), static_cast<int>(setting.size()));
  if (made == nullptr) return Error(StoreError::fault, "bcrypt is not available");
  return std::string(setting.data());
}

}  // namespace

Result<std::string> hash_password(std::string_view password, Entropy& entropy, unsigned cost) {
  if (!is_acceptable(password)) return Error(StoreError::fault, "a password of 1 to 1024 bytes");
  const auto setting = fresh_setting(entropy, cost);
  if (!setting) return setting.error();
  const bool plain = fits_bcrypt(password);
  std::string hash = run_crypt(Phrase(plain ? std::string(password) : prehash(password)), setting.value());
  if (hash.empty()) return Error(StoreError::fault, "bcrypt failed");
  return plain ? hash : std::string(kPrehashMark) + hash;
}

bool verify_password(std::string_view password, const std::string& hash) {
  if (!is_acceptable(password)) return false;
  const bool prehashed = hash.starts_with(kPrehashMark);
  const std::string bcrypt = prehashed ? hash.substr(kPrehashMark.size()) : hash;
  if (!is_bcrypt_hash(bcrypt)) return false;
  // A longer password against a plain hash would be cut: it is another one.
  if (!prehashed && !fits_bcrypt(password)) {
    verify_nothing(password, static_cast<unsigned>((bcrypt[4] - '0') * 10 + (bcrypt[5] - '0')));
    return false;
  }
  const std::string computed = run_crypt(Phrase(prehashed ? prehash(password) : std::string(password)), bcrypt);
  return !computed.empty() && constant_time_equal(as_bytes(computed), as_bytes(bcrypt));
}

void verify_nothing(std::string_view password, unsigned cost) {
  const std::string setting = "$2b$" + two_digits(cost) + '$' + std::string(kNobodysSalt);
  const auto ignored = run_crypt(Phrase(fits_bcrypt(password) ? std::string(password) : prehash(password)), setting);
  static_cast<void>(ignored);
}

bool needs_upgrade(std::string_view hash, unsigned cost) {
  if (hash.starts_with(kPrehashMark)) hash.remove_prefix(kPrehashMark.size());
  return is_bcrypt_hash(hash) && hash.substr(0, 7) != "$2b$" + two_digits(cost) + '$';
}

bool is_bcrypt_hash(std::string_view hash) noexcept {
  if (hash.size() != kBcryptSize || !hash.starts_with("$2") || hash[3] != '$' || hash[6] != '$') return false;
  if (hash[2] != 'a' && hash[2] != 'b' && hash[2] != 'y') return false;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!is_digit(hash[4]) || !is_digit(hash[5])) return false;
  const int cost = (hash[4] - '0') * 10 + (hash[5] - '0');
  return cost >= 4 && cost <= 31 && hash.find_first_not_of(kDigits, 7) == std::string_view::npos;
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
