// Export files on their way to a client: written here, sent by nginx (X-Accel-Redirect), removed when they are old.
//
// A slow reader then costs a descriptor in nginx and nothing here. nginx holds its file open, so removing one that is
// being sent harms nobody.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include "ratestack/base/result.hpp"

namespace ratestack::http {

struct ExportLimits {
  std::chrono::minutes max_age{10};                           // time for nginx to open the file
  std::uintmax_t min_free_bytes = std::uintmax_t{256} << 20;  // on the file system, before and while writing
};

/// One file being written. Removed by the destructor unless `keep` was called.
class ExportFile {
 public:
  ExportFile(std::filesystem::path path, std::uintmax_t min_free_bytes);
  ~ExportFile();
  ExportFile(ExportFile&& other) noexcept;
  ExportFile& operator=(ExportFile&&) = delete;

  /// False when the disk is full, or about to be.
  [[nodiscard]] bool write(std::string_view bytes);
  /// Hands the file over to nginx and answers its name. StoreError::full when its last bytes did not fit.
  [[nodiscard]] Result<std::string> keep();

 private:
  std::filesystem::path path_;
  std::ofstream out_;
  std::uintmax_t min_free_bytes_;
  std::uintmax_t until_check_ = 0;
};

class ExportFiles {
 public:
  /// Where nginx finds the files: an internal location that it maps to the directory.
  static constexpr std::string_view kAccelPrefix = "/_exports/";

  /// Creates the directory (0700) if need be and removes what processes that have ended left there.
  static Result<ExportFiles> open(std::filesystem::path directory, ExportLimits limits = {});

  /// A new, empty file (0600). Its name is no secret: nginx serves the directory to its own redirects only. Any thread.
  /// StoreError::full where too little space is left.
  [[nodiscard]] Result<ExportFile> create();
  /// Removes files past max_age.
  void remove_old();

 private:
  ExportFiles(std::filesystem::path directory, ExportLimits limits);
  void remove_leftovers();
  void remove_older_than(std::filesystem::file_time_type time);

  std::filesystem::path directory_;
  ExportLimits limits_;
  std::unique_ptr<std::atomic<std::uint64_t>> next_ = std::make_unique<std::atomic<std::uint64_t>>(1);
};

}  // namespace ratestack::http
