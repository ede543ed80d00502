#include "native/cli/input_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace ratestack::cli {
namespace {

InputProblem system_problem(const std::string& what, const std::string& name) {
  return {"cannot " + what + " " + name + ": " + std::strerror(errno)};
}

}  // namespace

InputFile::InputFile(std::string name, int descriptor, std::optional<std::uint64_t> size)
    : name_(std::move(name)), descriptor_(descriptor), size_(size) {}

InputFile::InputFile(InputFile&& other) noexcept
    : name_(std::move(other.name_)), descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}

InputFile::~InputFile() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

std::variant<InputFile, InputProblem> InputFile::open(const std::string& name) {
  const std::string shown = name == "-" ? "standard input" : name;
  const int descriptor = name == "-" ? STDIN_FILENO : ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return system_problem("open", shown);
  InputFile file(shown, descriptor, std::nullopt);
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return system_problem("examine", shown);
  if (S_ISDIR(status.st_mode)) return InputProblem{shown + " is a directory; name a file"};
  if (S_ISREG(status.st_mode)) {
    file.size_ = static_cast<std::uint64_t>(status.st_size);
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
  }
  return file;
}

std::variant<std::size_t, InputProblem> InputFile::read_some(std::span<char> buffer) {
  for (;;) {
    const ssize_t got = ::read(descriptor_, buffer.data(), buffer.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return system_problem("read", name_);
  }
}

std::variant<std::size_t, InputProblem> InputFile::read(std::span<char> buffer) {
  std::size_t filled = 0;
  while (filled < buffer.size()) {
    auto got = read_some(buffer.subspan(filled));
    if (std::holds_alternative<InputProblem>(got)) return got;
    if (std::get<std::size_t>(got) == 0) break;
    filled += std::get<std::size_t>(got);
  }
  return filled;
}

}  // namespace ratestack::cli
