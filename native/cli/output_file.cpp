#include "native/cli/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace ratestack::cli {
namespace {

constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;

// A file without a name: whatever ends the process, nothing is left behind. Not every file system can; -1 where not.
int open_unnamed(const std::string& name) {
  const std::string::size_type slash = name.rfind('/');
  const std::string directory = slash == std::string::npos ? "." : name.substr(0, slash + 1);
  return ::open(directory.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, kOwnerOnly);
}

// A name cannot be given to an unnamed file where one stands already, so it gets the temporary one first.
bool give_name(int descriptor, const std::string& name) {
  const std::string open_file = "/proc/self/fd/" + std::to_string(descriptor);
  ::unlink(name.c_str());
  return ::linkat(AT_FDCWD, open_file.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

InputProblem system_problem(const std::string& what, const std::string& name) {
  return {"cannot " + what + " " + name + ": " + std::strerror(errno)};
}

}  // namespace

OutputFile::OutputFile(std::string name, std::string temporary, int descriptor, Naming naming)
    : name_(std::move(name)), temporary_(std::move(temporary)), descriptor_(descriptor), naming_(naming) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : name_(std::move(other.name_)),
      temporary_(std::move(other.temporary_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      naming_(other.naming_) {}

OutputFile::~OutputFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  if (naming_ == Naming::named) ::unlink(temporary_.c_str());
}

std::variant<OutputFile, InputProblem> OutputFile::create(const std::string& name) {
  struct stat status {};
  // A rename would put a plain file where a directory, device or pipe is meant.
  if (::stat(name.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    return InputProblem{name + " exists and is no regular file; choose another name"};
  }
  std::string temporary = name + ".part-" + std::to_string(::getpid());
  if (const int unnamed = open_unnamed(name); unnamed >= 0) {
    return OutputFile(name, std::move(temporary), unnamed, Naming::unnamed);
  }
  const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) return system_problem("write", temporary);
  return OutputFile(name, std::move(temporary), descriptor, Naming::named);
}

std::optional<InputProblem> OutputFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return system_problem("write", temporary_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return std::nullopt;
}

std::optional<InputProblem> OutputFile::commit() {
  if (::fsync(descriptor_) != 0) return system_problem("write", temporary_);
  if (naming_ == Naming::unnamed && !give_name(descriptor_, temporary_)) return system_problem("write", temporary_);
  naming_ = Naming::named;
  if (std::rename(temporary_.c_str(), name_.c_str()) != 0) return system_problem("move into place", name_);
  ::close(std::exchange(descriptor_, -1));
  return std::nullopt;
}

std::optional<InputProblem> write_file(const std::string& name, std::string_view bytes) {
  auto created = OutputFile::create(name);
  if (auto* problem = std::get_if<InputProblem>(&created)) return *problem;
  auto& file = std::get<OutputFile>(created);
  if (auto problem = file.write(bytes)) return problem;
  return file.commit();
}

}  // namespace ratestack::cli
