#include "native/service/identity/breached_passwords.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "ratestack/base/error_enum.hpp"

namespace ratestack::service {
namespace {

std::string_view describe(BreachedPasswordsError error) {
  switch (error) {
    case BreachedPasswordsError::unreadable:
      return "breached_passwords_unreadable";
    case BreachedPasswordsError::changed:
      return "breached_passwords_changed";
    case BreachedPasswordsError::sha1_unavailable:
      return "sha1_unavailable";
  }
  return "unknown";
}

// An empty span for an empty file, which cannot be mapped; nothing on an error.
std::optional<ByteSpan> map(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) return ByteSpan();
  void* const at = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
  if (at == MAP_FAILED) return std::nullopt;
  ::madvise(at, size, MADV_RANDOM);  // twenty bits far apart: reading ahead would throw useful pages out
  return ByteSpan(static_cast<const std::uint8_t*>(at), size);
}

void unmap(ByteSpan file) {
  if (!file.empty()) ::munmap(const_cast<std::uint8_t*>(file.data()), file.size());
}

}  // namespace

boost::system::error_code make_error_code(BreachedPasswordsError error) {
  static constexpr EnumCategory<BreachedPasswordsError, describe> kCategory{"breached_passwords"};
  return {static_cast<int>(error), kCategory};
}

std::optional<PasswordFingerprint> fingerprint_of(std::string_view password) noexcept {
  PasswordFingerprint fingerprint;
  const int made = EVP_Digest(password.data(), password.size(), fingerprint.bytes.data(), nullptr, EVP_sha1(), nullptr);
  return made == 1 ? std::optional(fingerprint) : std::nullopt;
}

Result<BreachedPasswords> BreachedPasswords::open(const std::filesystem::path& file) {
  if (!fingerprint_of("")) return BreachedPasswordsError::sha1_unavailable;
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const auto mapped = descriptor >= 0 ? map(descriptor) : std::nullopt;
  if (descriptor >= 0) ::close(descriptor);  // the mapping stays
  if (!mapped) return Error(BreachedPasswordsError::unreadable, file.string());
  const auto filter = BreachedFilter::open(*mapped);
  if (filter) return BreachedPasswords(*mapped, filter.value());
  unmap(*mapped);
  return filter.error();
}

Result<BreachedPasswords> BreachedPasswords::open_intact(const std::filesystem::path& file) {
  auto opened = open(file);
  if (opened && !opened.value().filter().is_intact()) return Error(BreachedPasswordsError::changed, file.string());
  return opened;
}

BreachedPasswords::BreachedPasswords(BreachedPasswords&& other) noexcept
    : file_(std::exchange(other.file_, ByteSpan())), filter_(other.filter_) {}

BreachedPasswords::~BreachedPasswords() { unmap(file_); }

bool BreachedPasswords::contains(std::string_view password) const noexcept {
  const auto fingerprint = fingerprint_of(password);
  return fingerprint && filter_.contains(*fingerprint);
}

}  // namespace ratestack::service
