#include "native/http/export_files.hpp"

#include <gtest/gtest.h>

#include "native/service/store_error.hpp"
#include "tests/support/temp_dir.hpp"

namespace ratestack::http {
namespace {

namespace fs = std::filesystem;
using testing::TempDir;

std::size_t files_in(const fs::path& directory) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(directory), fs::directory_iterator()));
}

TEST(ExportFiles, KeptFilesStayAndOthersVanish) {
  const TempDir dir;
  auto files = ExportFiles::open(dir.path() / "exports").value();
  {
    auto abandoned = files.create().value();
    EXPECT_TRUE(abandoned.write("x"));
  }
  EXPECT_EQ(files_in(dir.path() / "exports"), 0U);
  auto kept = files.create().value();
  EXPECT_TRUE(kept.write("hello"));
  const std::string name = kept.keep().value();
  EXPECT_EQ(fs::file_size(dir.path() / "exports" / name), 5U);
}

TEST(ExportFiles, AreReadableByTheirOwnerAlone) {
  const TempDir dir;
  auto files = ExportFiles::open(dir.path() / "exports").value();
  const std::string name = files.create().value().keep().value();
  EXPECT_EQ(fs::status(dir.path() / "exports").permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(dir.path() / "exports" / name).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(ExportFiles, LeftoversOfAFormerProcessAreRemovedAtStart) {
  const TempDir dir;
  auto first = ExportFiles::open(dir.path()).value();
  const std::string name = first.create().value().keep().value();
  const auto second = ExportFiles::open(dir.path()).value();
  EXPECT_FALSE(fs::exists(dir.path() / name));
}

TEST(ExportFiles, FilesOfAnotherServerThatRunsStayAtStart) {
  const TempDir dir;
  const std::string living = "audit-" + std::to_string(::getppid()) + "-1.ndjson";
  const std::string ended = "audit-999999999-1.ndjson";
  for (const std::string& name : {living, ended}) std::ofstream(dir.path() / name) << "rows";
  const auto files = ExportFiles::open(dir.path()).value();
  EXPECT_TRUE(fs::exists(dir.path() / living));
  EXPECT_FALSE(fs::exists(dir.path() / ended));
}

TEST(ExportFiles, OldFilesAreRemovedAndYoungOnesStay) {
  const TempDir dir;
  auto files = ExportFiles::open(dir.path()).value();
  const std::string old = files.create().value().keep().value(), young = files.create().value().keep().value();
  fs::last_write_time(dir.path() / old, fs::file_time_type::clock::now() - std::chrono::minutes(11));
  files.remove_old();
  EXPECT_FALSE(fs::exists(dir.path() / old));
  EXPECT_TRUE(fs::exists(dir.path() / young));
}

TEST(ExportFiles, RefuseToFillTheDisk) {
  const TempDir dir;
  auto files = ExportFiles::open(dir.path(), {.min_free_bytes = ~std::uintmax_t{0}}).value();
  const auto file = files.create();
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, service::StoreError::full);
}

TEST(ExportFiles, FilesOfOthersAreLeftAlone) {
  const TempDir dir;
  std::ofstream(dir.path() / "notes.txt") << "mine";
  const auto files = ExportFiles::open(dir.path()).value();
  EXPECT_TRUE(fs::exists(dir.path() / "notes.txt"));
}

}  // namespace
}  // namespace ratestack::http
