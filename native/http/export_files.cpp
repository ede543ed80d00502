#include "native/http/export_files.hpp"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <utility>

#include "native/service/store_error.hpp"

namespace ratestack::http {
namespace fs = std::filesystem;
namespace {

constexpr std::uintmax_t kCheckEvery = std::uintmax_t{8} << 20;  // bytes written between two looks at the free space
constexpr std::string_view kSuffix = ".ndjson";

bool has_room(const fs::path& where, std::uintmax_t needed) {
  std::error_code failure;
  const fs::space_info space = fs::space(where, failure);
  return !failure && space.available >= needed;
}

std::string name_prefix(pid_t process) { return "audit-" + std::to_string(process) + "-"; }

// Several servers of one host may share the directory: what a living one has written is its own. A process of that id
// that is no server keeps a file until it is old.
bool is_of_another_server(std::string_view name) {
  pid_t process = 0;
  const std::string_view digits = name.substr(std::min(name.size(), name.find('-') + 1));
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), process);
  if (read.ec != std::errc() || process <= 0 || !name.starts_with(name_prefix(process))) return false;
  return process != ::getpid() && (::kill(process, 0) == 0 || errno == EPERM);
}

}  // namespace

ExportFile::ExportFile(fs::path path, std::uintmax_t min_free_bytes)
    : path_(std::move(path)), out_(path_, std::ios::binary | std::ios::trunc), min_free_bytes_(min_free_bytes) {
  std::error_code ignored;  // the directory itself is 0700
  fs::permissions(path_, fs::perms::owner_read | fs::perms::owner_write, ignored);
}

ExportFile::ExportFile(ExportFile&& other) noexcept
    : path_(std::exchange(other.path_, {})),
      out_(std::move(other.out_)),
      min_free_bytes_(other.min_free_bytes_),
      until_check_(other.until_check_) {}

ExportFile::~ExportFile() {
  if (path_.empty()) return;
  std::error_code ignored;
  fs::remove(path_, ignored);
}

bool ExportFile::write(std::string_view bytes) {
  if (until_check_ < bytes.size()) {
    if (!has_room(path_.parent_path(), min_free_bytes_)) return false;
    until_check_ = kCheckEvery + bytes.size();
  }
  until_check_ -= bytes.size();
  out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return out_.good();
}

Result<std::string> ExportFile::keep() {
  out_.close();
  if (out_.fail()) return Error(service::StoreError::full);
  std::string name = path_.filename().string();
  path_.clear();
  return name;
}

ExportFiles::ExportFiles(fs::path directory, ExportLimits limits) : directory_(std::move(directory)), limits_(limits) {}

Result<ExportFiles> ExportFiles::open(fs::path directory, ExportLimits limits) {
  std::error_code failure;
  fs::create_directories(directory, failure);
  if (failure) return Error(service::StoreError::unavailable, "the export directory cannot be created");
  fs::permissions(directory, fs::perms::owner_all, failure);
  ExportFiles files(std::move(directory), limits);
  files.remove_leftovers();
  return files;
}

Result<ExportFile> ExportFiles::create() {
  if (!has_room(directory_, limits_.min_free_bytes)) return Error(service::StoreError::full);
  // What this process id has left behind was removed at start, so a counter is enough to be unique.
  std::string name = name_prefix(::getpid()) + std::to_string(next_->fetch_add(1)) + std::string(kSuffix);
  return ExportFile(directory_ / name, limits_.min_free_bytes);
}

void ExportFiles::remove_leftovers() {
  std::error_code failure;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory_, failure)) {
    if (entry.path().extension() != kSuffix || is_of_another_server(entry.path().filename().string())) continue;
    fs::remove(entry.path(), failure);
  }
}

void ExportFiles::remove_old() { remove_older_than(fs::file_time_type::clock::now() - limits_.max_age); }

void ExportFiles::remove_older_than(fs::file_time_type time) {
  std::error_code failure;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory_, failure)) {
    if (entry.path().extension() != kSuffix) continue;
    const auto written = entry.last_write_time(failure);
    if (!failure && written <= time) fs::remove(entry.path(), failure);
  }
}

}  // namespace ratestack::http
