#include "ratestack/encoding/form_urlencoded.hpp"

#include <gtest/gtest.h>

namespace ratestack {
namespace {

std::string fault(std::string_view text, const FormLimits& limits = {}) {
  const auto form = Form::parse(text, limits);
  return form ? "read" : form.error().code.message();
}

TEST(Form, ReadsFieldsAsBrowsersWriteThem) {
  const auto form = Form::parse("a=1&b=x+y%20z&caf%C3%A9=%26%3D&empty=&bare&&last=~").value();
  EXPECT_EQ(form.size(), 6U);
  EXPECT_EQ(form.text("a"), "1");
  EXPECT_EQ(form.text("b"), "x y z");
  EXPECT_EQ(form.text("caf\xC3\xA9"), "&=");
  EXPECT_EQ(form.text("empty"), "");
  EXPECT_EQ(form.text("bare"), "");
  EXPECT_EQ(form.text("last"), "~");
  EXPECT_EQ(form.text("absent"), std::nullopt);
}

TEST(Form, KeepsWhatFollowsTheFirstEqualsSign) { EXPECT_EQ(Form::parse("a=b=c").value().text("a"), "b=c"); }

TEST(Form, RefusesANameGivenTwiceInWhateverSpelling) {
  EXPECT_EQ(fault("code=1&state=2&code=1"), "duplicate_field");
  EXPECT_EQ(fault("code=1&c%6Fde=2"), "duplicate_field");
  EXPECT_EQ(fault("a&a"), "duplicate_field");
}

TEST(Form, RefusesBrokenEscapesAndTextThatIsNoUtf8) {
  for (const char* text : {"a=%", "a=%4", "a=%4g", "%zz=1", "a=%c3", "a=%ff", "a=%ed%a0%80"})
    EXPECT_EQ(fault(text), "malformed_form") << text;
}

TEST(Form, KeepsItsBounds) {
  EXPECT_EQ(fault("a=1&b=2", {.max_fields = 2}), "read");
  EXPECT_EQ(fault("a=1&b=2&c=3", {.max_fields = 2}), "too_many_fields");
  EXPECT_EQ(fault("a=12", {.max_bytes = 4}), "read");
  EXPECT_EQ(fault("a=123", {.max_bytes = 4}), "form_too_long");
}

TEST(Form, WritesWhatItReads) {
  std::string every;
  for (int c = 0; c < 0x80; ++c) every += static_cast<char>(c);
  every += "\xC3\xA9";
  std::string text;
  append_form_field(text, "first", every);
  append_form_field(text, every, "second");
  const auto form = Form::parse(text).value();
  EXPECT_EQ(form.text("first"), every);
  EXPECT_EQ(form.text(every), "second");
}

TEST(Form, JoinsFieldsToAUrlThatHasAQueryOrNone) {
  std::string url = "https://a.example/?";
  append_form_field(url, "q", "a b+c");
  append_form_field(url, "r", "1");
  EXPECT_EQ(url, "https://a.example/?q=a%20b%2Bc&r=1");
}

}  // namespace
}  // namespace ratestack
