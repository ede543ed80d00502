#include "native/cli/spool_file.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

namespace ratestack::cli {
namespace {

constexpr std::size_t kCopyBytes = std::size_t{1} << 20;

InputProblem system_problem(const std::string& beside) {
  return {"cannot write a temporary file beside " + beside + ": " + std::strerror(errno)};
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

SpoolFile::SpoolFile(SpoolFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

SpoolFile::~SpoolFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::variant<SpoolFile, InputProblem> SpoolFile::copy_of(InputFile& input, const std::string& beside,
                                                         const std::function<void(std::uint64_t)>& on_progress) {
  std::string name = beside + ".part-XXXXXX";
  SpoolFile spool(::mkostemp(name.data(), O_CLOEXEC));
  if (spool.descriptor_ < 0) return system_problem(beside);
  ::unlink(name.c_str());
  std::vector<char> buffer(kCopyBytes);
  for (std::uint64_t copied = 0;;) {
    const auto got = input.read(buffer);
    if (const auto* problem = std::get_if<InputProblem>(&got)) return *problem;
    const std::size_t size = std::get<std::size_t>(got);
    if (size == 0) return spool;
    if (!write_all(spool.descriptor_, {buffer.data(), size})) return system_problem(beside);
    on_progress(copied += size);
  }
}

std::string SpoolFile::name() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

}  // namespace ratestack::cli
