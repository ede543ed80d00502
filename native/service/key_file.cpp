#include "native/service/key_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <string>
#include <utility>

#include "ratestack/base/error_enum.hpp"

namespace ratestack::service {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFileBytes = 128;  // a key as text, with room for its line feed

std::string_view describe(KeyFileError error) {
  switch (error) {
    case KeyFileError::unreadable:
      return "key_file_unreadable";
    case KeyFileError::exposed:
      return "key_file_exposed";
    case KeyFileError::cannot_create:
      return "key_file_cannot_be_created";
  }
  return "unknown";
}

class Descriptor {
 public:
  explicit Descriptor(int value) noexcept : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const noexcept { return value_; }

 private:
  int value_;
};

/// Bytes read, at most `out.size()`; nothing on an error.
std::optional<std::size_t> read_all(int descriptor, MutableByteSpan out) {
  std::size_t filled = 0;
  while (filled < out.size()) {
    const ssize_t got = ::read(descriptor, out.data() + filled, out.size() - filled);
    if (got == 0) break;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

Result<SecretBytes> key_of(ByteSpan content, SecretMemory* memory) {
  if (content.size() == kKeyBytes) {
    if (is_weak_key(content)) return KeyTextError::weak;
    return SecretBytes::copy_of(content, memory);
  }
  std::string_view text = as_text(content);
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  return parse_key_text(text, memory);
}

bool write_key(const fs::path& file, const SecretBytes& key) {
  const Descriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (out.get() < 0) return false;
  const ssize_t written = ::write(out.get(), key.expose().data(), key.size());
  return written == static_cast<ssize_t>(key.size()) && ::fsync(out.get()) == 0;
}

// Written beside its place and linked into it: link(2) fails where a file stands already, so the first of several
// processes wins and none sees half a key.
Result<void> create(const fs::path& file, Entropy& entropy, SecretMemory* memory) {
  const auto key = SecretBytes::generate(
      kKeyBytes, [&](MutableByteSpan out) { entropy.fill(out); }, memory);
  const fs::path temporary = file.string() + ".part-" + std::to_string(::getpid());
  const bool written = write_key(temporary, key);
  const bool placed = written && (::link(temporary.c_str(), file.c_str()) == 0 || errno == EEXIST);
  ::unlink(temporary.c_str());
  if (!placed) return Error(KeyFileError::cannot_create, file.string());
  const Descriptor directory(
      ::open(file.parent_path().empty() ? "." : file.parent_path().c_str(), O_RDONLY | O_CLOEXEC));
  if (directory.get() >= 0) ::fsync(directory.get());
  return {};
}

}  // namespace

boost::system::error_code make_error_code(KeyFileError error) {
  static constexpr EnumCategory<KeyFileError, describe> kCategory{"key_file"};
  return {static_cast<int>(error), kCategory};
}

Result<SecretBytes> read_key_file(const fs::path& file, SecretMemory* memory) {
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (in.get() < 0 || ::fstat(in.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return Error(KeyFileError::unreadable, file.string());
  }
  if ((status.st_mode & S_IRWXO) != 0) return Error(KeyFileError::exposed, file.string());
  std::optional<std::size_t> size;
  const auto content = SecretBytes::generate(
      kMaxFileBytes, [&](MutableByteSpan out) { size = read_all(in.get(), out); }, memory);
  if (!size) return Error(KeyFileError::unreadable, file.string());
  auto key = key_of(content.expose().first(*size), memory);
  if (!key) return Error(key.error().code, file.string());
  return key;
}

Result<SecretBytes> read_or_create_key_file(const fs::path& file, Entropy& entropy, SecretMemory* memory) {
  std::error_code ignored;  // what cannot be looked at cannot be read either
  if (!fs::exists(file, ignored)) {
    if (auto made = create(file, entropy, memory); !made) return made.error();
  }
  return read_key_file(file, memory);
}

}  // namespace ratestack::service
