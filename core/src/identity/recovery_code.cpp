#include "ratestack/identity/recovery_code.hpp"

#include <array>

#include "ratestack/crypto/secure_wipe.hpp"
#include "ratestack/crypto/sha256.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
static_assert(256 % kDigits.size() == 0, "each digit is as likely as any other");
constexpr std::string_view kLabel = "ratestack recovery code v1|";
using Characters = std::array<char, kRecoveryCodeCharacters>;

/// As it is printed: upper case, and the look-alikes as the digits that they stand for.
constexpr char canonical(char c) noexcept {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') return '0';
  return c == 'I' || c == 'L' ? '1' : c;
}

bool read_code(std::string_view code, Characters& out) noexcept {
  std::size_t size = 0;
  for (const char typed : code) {
    if (typed == ' ' || typed == '-') continue;
    const char c = canonical(typed);
    if (size == out.size() || kDigits.find(c) == std::string_view::npos) return false;
    out[size++] = c;
  }
  return size == out.size();
}

MutableByteSpan bytes_of(Characters& characters) noexcept {
  return {reinterpret_cast<std::uint8_t*>(characters.data()), characters.size()};
}

}  // namespace

std::string make_recovery_code(Entropy& entropy) {
  std::array<std::uint8_t, kRecoveryCodeCharacters> random{};
  entropy.fill(random);
  std::string code;
  for (std::size_t i = 0; i < random.size(); ++i) {
    if (i != 0 && i % kRecoveryCodeGroup == 0) code += '-';
    code += kDigits[random[i] % kDigits.size()];
  }
  secure_wipe(random);
  return code;
}

std::optional<Digest> recovery_code_hash(const UserId& user, std::string_view code) {
  std::optional<Digest> digest;
  Characters characters{};
  if (read_code(code, characters)) {
    Sha256 hash;
    hash.update(as_bytes(kLabel));
    hash.update(as_bytes(user.view()));
    hash.update(as_bytes("|"));
    hash.update(bytes_of(characters));
    digest = hash.digest();
  }
  secure_wipe(bytes_of(characters));
  return digest;
}

}  // namespace ratestack
