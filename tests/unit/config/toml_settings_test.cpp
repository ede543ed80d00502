#include "native/app/toml_settings.hpp"

#include <gmock/gmock.h>

namespace ratestack::app {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TomlSetting only(std::string_view text) {
  const TomlSettings read = parse_toml_settings(text);
  EXPECT_THAT(read.faults, IsEmpty());
  EXPECT_THAT(read.settings, SizeIs(1));
  return read.settings.empty() ? TomlSetting{} : read.settings.front();
}

TomlFault only_fault(std::string_view text) {
  const TomlSettings read = parse_toml_settings(text);
  EXPECT_THAT(read.settings, IsEmpty());
  EXPECT_THAT(read.faults, SizeIs(1));
  return read.faults.empty() ? TomlFault{} : read.faults.front();
}

TEST(TomlSettings, KeepsHashesAndCommasInsideQuotes) {
  EXPECT_EQ(only(R"(token = "a#b,c d")").value, "a#b,c d");
  EXPECT_EQ(only(R"(token = 'a#b\c')").value, R"(a#b\c)");
}

TEST(TomlSettings, ReadsEscapesOfBasicStrings) { EXPECT_EQ(only(R"(k = "a\"b\\c")").value, R"(a"b\c)"); }

TEST(TomlSettings, ReadsIntegersAndBooleans) {
  EXPECT_EQ(only("port = 8080 # comment").value, "8080");
  EXPECT_EQ(only("on=true").value, "true");
}

TEST(TomlSettings, SkipsBlankLinesCommentsAndCarriageReturns) {
  const TomlSettings read = parse_toml_settings("# one\r\n\r\n  \t\r\nk = \"v\"\r\n");
  EXPECT_THAT(read.faults, IsEmpty());
  ASSERT_THAT(read.settings, SizeIs(1));
  EXPECT_EQ(read.settings[0].value, "v");
  EXPECT_EQ(read.settings[0].line, 4U);
}

TEST(TomlSettings, RefusesWhatItDoesNotRead) {
  EXPECT_THAT(only_fault("[server]").problem, HasSubstr("tables"));
  EXPECT_THAT(only_fault("k = [1, 2]").problem, HasSubstr("arrays"));
  EXPECT_THAT(only_fault("k = bare").problem, HasSubstr("quotes"));
  EXPECT_THAT(only_fault("k").problem, HasSubstr("key = value"));
  EXPECT_THAT(only_fault("= 1").problem, HasSubstr("key = value"));
  EXPECT_THAT(only_fault(R"(k = "open)").problem, HasSubstr("does not end"));
  EXPECT_THAT(only_fault("k = 'open").problem, HasSubstr("does not end"));
  EXPECT_THAT(only_fault(R"(k = "a\n")").problem, HasSubstr("escape"));
  EXPECT_THAT(only_fault(R"(k = "v" more)").problem, HasSubstr("after the value"));
}

TEST(TomlSettings, ReportsEveryFaultWithItsLine) {
  const TomlSettings read = parse_toml_settings("[a]\nk = \"v\"\nbroken\n");
  ASSERT_THAT(read.faults, SizeIs(2));
  EXPECT_EQ(read.faults[0].line, 1U);
  EXPECT_EQ(read.faults[1].line, 3U);
  EXPECT_THAT(read.settings, SizeIs(1));
}

TEST(TomlSettings, NeverRepeatsTheLineInAFault) {
  EXPECT_THAT(only_fault("token = s3cr3t").problem, ::testing::Not(HasSubstr("s3cr3t")));
}

}  // namespace
}  // namespace ratestack::app
