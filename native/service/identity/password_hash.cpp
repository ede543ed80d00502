#include "native/service/identity/password_hash.hpp"

#include <crypt.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "native/service/store_error.hpp"
#include "ratestack/crypto/constant_time.hpp"

namespace ratestack::service {
namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kGeneratedLength = 24;
constexpr std::size_t kHmac384Bytes = 48;
constexpr std::size_t kPrehashSize = 64;            // base64 of 48 bytes: no padding
constexpr std::size_t kSaltAt = 7, kSaltSize = 22;  // behind "$2b$12$"
constexpr std::size_t kBcryptSize = 60;             // and 31 characters of hash
constexpr std::string_view kPrehashLabel = "ratestack password prehash v1";
// No 0 O 1 l I: the password is read off a screen once.
constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
// bcrypt's own base64, and a salt of nobody's: whatever is verified against it is wrong.
constexpr std::string_view kDigits = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kNobodysSalt = "abcdefghijklmnopqrstuu";

static_assert(kPrehashSize <= kMaxBcryptBytes);

/// What bcrypt is given: the password itself, or what stands for it.
enum class Form { plain, prehashed };

Form form_for(std::string_view password) {
  const bool fits = password.size() <= kMaxBcryptBytes && password.find('\0') == std::string_view::npos;
  return fits ? Form::plain : Form::prehashed;
}

// 32 KiB that hold the password while crypt_r works; wiped before it is given back.
struct WipedCryptData {
  crypt_data data{};
  ~WipedCryptData() { ::explicit_bzero(&data, sizeof data); }
};

/// A password in the form that bcrypt reads, made where it stays; wiped.
class Phrase {
 public:
  /// A plain one must fit. The prehash is made for either form: 50 microseconds would tell which one a record holds.
  Phrase(std::string_view password, Form form) : sound_(prehash(password)) {
    if (form == Form::plain) copy(password);
  }
  ~Phrase() { ::explicit_bzero(text_.data(), text_.size()); }
  Phrase(const Phrase&) = delete;
  Phrase& operator=(const Phrase&) = delete;

  /// Null when the library cannot hash: two passwords must not become one.
  [[nodiscard]] const char* c_str() const { return sound_ ? text_.data() : nullptr; }

 private:
  void copy(std::string_view password) {
    ::explicit_bzero(text_.data(), text_.size());
    std::copy(password.begin(), password.end(), text_.begin());
    sound_ = true;
  }
  bool prehash(std::string_view password) {
    std::array<std::uint8_t, kHmac384Bytes> tag{};
    const auto* const made =
        HMAC(EVP_sha384(), kPrehashLabel.data(), static_cast<int>(kPrehashLabel.size()),
             reinterpret_cast<const unsigned char*>(password.data()), password.size(), tag.data(), nullptr);
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text_.data()), tag.data(), static_cast<int>(tag.size()));
    ::explicit_bzero(tag.data(), tag.size());
    return made != nullptr;
  }

  std::array<char, kMaxBcryptBytes + 1> text_{};  // ends in a NUL
  bool sound_;
};

bool is_acceptable(std::string_view password) { return !password.empty() && password.size() <= kMaxPasswordBytes; }

// Empty when crypt(3) refuses the setting.
std::string run_crypt(const Phrase& phrase, const std::string& setting) {
  if (phrase.c_str() == nullptr) return {};
  const auto work = std::make_unique<WipedCryptData>();
  const char* hash = ::crypt_r(phrase.c_str(), setting.c_str(), &work->data);
  return hash == nullptr || hash[0] == '*' ? std::string() : std::string(hash);
}

std::string two_digits(unsigned cost) {
  return {static_cast<char>('0' + cost / 10), static_cast<char>('0' + cost % 10)};
}

void spend(const Phrase& phrase, unsigned cost) {
  const auto ignored = run_crypt(phrase, "$2b$" + two_digits(cost) + '$' + std::string(kNobodysSalt));
  static_cast<void>(ignored);
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

unsigned cost_of(std::string_view bcrypt) {
  return static_cast<unsigned>((bcrypt[kSaltAt - 3] - '0') * 10 + (bcrypt[kSaltAt - 2] - '0'));
}

// 16 bytes are 22 characters and 4 bits too many, 23 bytes 31 and 2: they are zero in what bcrypt writes, and a hash
// where they are not can never be written again.
bool has_spare_bits(std::string_view hash) {
  const auto value = [&](std::size_t at) { return kDigits.find(hash[at]); };
  return value(kSaltAt + kSaltSize - 1) % 16 != 0 || value(kBcryptSize - 1) % 4 != 0;
}

/// The text of a user's record, taken apart.
struct StoredHash {
  Form form;
  std::string bcrypt;
};

std::optional<StoredHash> read_hash(std::string_view text) {
  const Form form = text.starts_with(kPrehashMark) ? Form::prehashed : Form::plain;
  if (form == Form::prehashed) text.remove_prefix(kPrehashMark.size());
  if (!is_bcrypt_hash(text)) return std::nullopt;
  return StoredHash{form, std::string(text)};
}

}  // namespace

Result<std::string> hash_password(std::string_view password, Entropy& entropy, unsigned cost) {
  if (!is_acceptable(password)) return Error(StoreError::fault, "a password of 1 to 1024 bytes");
  const auto setting = fresh_setting(entropy, cost);
  if (!setting) return setting.error();
  const Form form = form_for(password);
  std::string hash = run_crypt(Phrase(password, form), setting.value());
  if (hash.empty()) return Error(StoreError::fault, "bcrypt failed");
  return form == Form::plain ? hash : std::string(kPrehashMark) + hash;
}

bool verify_password(std::string_view password, const std::string& hash, unsigned cost) {
  const auto stored = read_hash(hash);
  // A longer password against a plain hash would be cut: it is another one.
  if (!is_acceptable(password) || !stored || (stored->form == Form::plain && form_for(password) != Form::plain)) {
    verify_nothing(password, cost);
    return false;
  }
  const Phrase phrase(password, stored->form);
  const std::string computed = run_crypt(phrase, stored->bcrypt);
  // 2^c and 2^c, 2^(c+1) ... 2^(cost-1) make 2^cost.
  for (unsigned done = cost_of(stored->bcrypt); done < cost; ++done) spend(phrase, done);
  return !computed.empty() && constant_time_equal(as_bytes(computed), as_bytes(stored->bcrypt));
}

void verify_nothing(std::string_view password, unsigned cost) { spend(Phrase(password, form_for(password)), cost); }

bool needs_upgrade(std::string_view hash, unsigned cost) {
  const auto stored = read_hash(hash);
  return stored && !stored->bcrypt.starts_with("$2b$" + two_digits(cost) + '$');
}

bool is_bcrypt_hash(std::string_view hash) noexcept {
  if (hash.size() != kBcryptSize || !hash.starts_with("$2") || hash[3] != '$' || hash[6] != '$') return false;
  if (hash[2] != 'a' && hash[2] != 'b' && hash[2] != 'y') return false;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!is_digit(hash[4]) || !is_digit(hash[5])) return false;
  if (cost_of(hash) < kMinBcryptCost || cost_of(hash) > kMaxBcryptCost) return false;
  return hash.find_first_not_of(kDigits, kSaltAt) == std::string_view::npos && !has_spare_bits(hash);
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
