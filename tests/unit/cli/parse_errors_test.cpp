#include "native/cli/parse_errors.hpp"

#include <gmock/gmock.h>

#include <CLI/CLI.hpp>

namespace ratestack::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(EditDistance, CountsInsertionsDeletionsAndChanges) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("abc", ""), 3U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("verify", "verfy"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

class ParseErrors : public ::testing::Test {
 protected:
  ParseErrors() {
    CLI::App* audit = root_.add_subcommand("audit");
    audit->require_subcommand(1);
    CLI::App* verify = audit->add_subcommand("verify");
    verify->add_flag("--json");
    verify->add_option("--threads", threads_);
  }

  std::string explain(const std::string& line) {
    try {
      root_.parse(line, false);
    } catch (const CLI::ParseError& error) {
      return explain_parse_error(root_, error);
    }
    return "no error";
  }

 private:
  CLI::App root_{"test", "tool"};
  int threads_ = 0;
};

TEST_F(ParseErrors, NameTheNearestOptionOfTheCommandThatWasMeant) {
  EXPECT_EQ(explain("audit verify --jsno"),
            "unknown argument --jsno (did you mean --json?); see: tool audit verify --help");
}

TEST_F(ParseErrors, IgnoreTheValueBehindAnUnknownOption) {
  EXPECT_THAT(explain("audit verify --thread=4"), HasSubstr("did you mean --threads?"));
}

TEST_F(ParseErrors, OfferNothingThatIsFarAway) {
  EXPECT_THAT(explain("audit verify --q"), Not(HasSubstr("did you mean")));
}

TEST_F(ParseErrors, SayWhichCommandIsMissing) {
  EXPECT_EQ(explain("audit"), "a command is missing; see: tool audit --help");
}

TEST_F(ParseErrors, KeepTheReasonOfAWrongValue) {
  EXPECT_THAT(explain("audit verify --threads x"), HasSubstr("--threads"));
}

}  // namespace
}  // namespace ratestack::cli
