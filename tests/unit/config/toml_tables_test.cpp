#include <gmock/gmock.h>

#include "native/app/toml_settings.hpp"

namespace ratestack::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TomlServiceSetting only(std::string_view text) {
  const TomlSettings read = parse_toml_settings(text);
  EXPECT_THAT(read.faults, IsEmpty());
  EXPECT_THAT(read.services, SizeIs(1));
  return read.services.empty() ? TomlServiceSetting{} : read.services.front();
}

std::string only_fault(std::string_view text) {
  const TomlSettings read = parse_toml_settings(text);
  EXPECT_THAT(read.faults, SizeIs(1));
  return read.faults.empty() ? "" : std::to_string(read.faults.front().line) + ": " + read.faults.front().problem;
}

TEST(TomlTables, NameTheServiceOfWhatStandsInThem) {
  const TomlSettings read = parse_toml_settings("top = 1\n[services.a-1] # one\nk = \"v\"\n[services.b]\nk = 2\n");
  EXPECT_THAT(read.settings, SizeIs(1));
  ASSERT_THAT(read.services, SizeIs(2));
  EXPECT_EQ(read.services[0].service + "." + read.services[0].key, "a-1.k");
  EXPECT_THAT(read.services[0].values, ElementsAre("v"));
  EXPECT_EQ(read.services[1].service, "b");
  EXPECT_EQ(read.services[1].line, 5U);
}

TEST(TomlTables, ReadArraysOverSeveralLines) {
  const auto setting = only("[services.a]\nk = [ # begin\n  \"x#y\", 'z',\n\n  1, # one\n]\n");
  EXPECT_THAT(setting.values, ElementsAre("x#y", "z", "1"));
  EXPECT_EQ(setting.line, 2U);
  EXPECT_THAT(only("[services.a]\nk = []").values, IsEmpty());
}

TEST(TomlTables, RefuseWhatIsNoArray) {
  EXPECT_THAT(only_fault("[services.a]\nk = [\"x\" \"y\"]"), HasSubstr("2: expected , or ]"));
  EXPECT_THAT(only_fault("[services.a]\nk = [\"x\""), HasSubstr("2: the array does not end"));
  EXPECT_THAT(only_fault("[services.a]\nk = [x]"), HasSubstr("quotes"));
  EXPECT_THAT(only_fault("[services.a]\nk = [1] 2"), HasSubstr("after the value"));
}

TEST(TomlTables, RefuseOtherTables) {
  for (const char* text :
       {"[services]", "[services.]", "[services.a", "[[services.a]]", "[services.a.b]", "[other.a]"}) {
    EXPECT_THAT(only_fault(text), HasSubstr("tables are not used here")) << text;
  }
}

}  // namespace
}  // namespace ratestack::app
