#include "native/cli/output_file.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/support/temp_dir.hpp"

namespace ratestack::cli {
namespace {

namespace fs = std::filesystem;

class OutputFileTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::string path(const std::string& name = "out") const { return (directory_.path() / name).string(); }

  static std::string text(const std::string& name) {
    std::string out;
    std::getline(std::ifstream(name), out);
    return out;
  }

  [[nodiscard]] std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(directory_.path()), fs::directory_iterator()));
  }

  testing::TempDir directory_;
};

TEST_F(OutputFileTest, AppearsWholeAndForItsOwnerAlone) {
  EXPECT_FALSE(write_file(path(), "text"));
  EXPECT_EQ(text(path()), "text");
  EXPECT_EQ(fs::status(path()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(entries(), 1U);
}

TEST_F(OutputFileTest, IsNotThereBeforeItIsCommitted) {
  auto created = OutputFile::create(path());
  auto& file = std::get<OutputFile>(created);
  EXPECT_FALSE(file.write("text"));
  EXPECT_FALSE(fs::exists(path()));
  EXPECT_FALSE(file.commit());
  EXPECT_TRUE(fs::exists(path()));
}

TEST_F(OutputFileTest, LeavesTheFormerFileAndNothingElseWhenAbandoned) {
  std::ofstream(path()) << "before";
  {
    auto created = OutputFile::create(path());
    EXPECT_FALSE(std::get<OutputFile>(created).write("after"));
  }
  EXPECT_EQ(text(path()), "before");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(OutputFileTest, ReplacesNothingThatIsNoRegularFile) {
  EXPECT_TRUE(write_file(directory_.path().string(), "text"));
  EXPECT_TRUE(write_file("/dev/null", "text"));
  struct stat status {};
  ASSERT_EQ(::stat("/dev/null", &status), 0);
  EXPECT_TRUE(S_ISCHR(status.st_mode));
}

TEST_F(OutputFileTest, NamesADirectoryThatIsNotThere) {
  const auto problem = write_file(path("absent/out"), "text");
  ASSERT_TRUE(problem);
  EXPECT_THAT(problem->text, ::testing::HasSubstr("No such file"));
}

}  // namespace
}  // namespace ratestack::cli
