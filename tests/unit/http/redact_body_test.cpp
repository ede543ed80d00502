#include "native/http/redact_body.hpp"

#include <gtest/gtest.h>

#include "native/http/http_error.hpp"
#include "native/http/json_member.hpp"

namespace ratestack::http {
namespace {

std::string refusal(std::string_view body) {
  const auto read = parse_redact_body(body);
  return read ? "accepted" : read.error().code.message() + " " + read.error().context;
}

TEST(RedactBody, ReadsAText) {
  const RedactBody body = parse_redact_body(R"({"text":"a\u0040b\n"})").value();
  EXPECT_EQ(body.input, RedactInput::text);
  EXPECT_EQ(body.content, "a@b\n");
  EXPECT_EQ(body.mode, RedactionMode::label);
  EXPECT_TRUE(body.allowed.empty());
}

TEST(RedactBody, KeepsJsonAsItWasWritten) {
  const std::string json = R"({ "b" : [1.50, 630400000000000000000, "x\u0041}", {}],)"
                           "\n"
                           R"("a": null })";
  const RedactBody body =
      parse_redact_body(R"( { "mode":"partial" , "json" : )" + json + R"( , "allow":["v"] } )").value();
  EXPECT_EQ(body.input, RedactInput::json);
  EXPECT_EQ(body.content, json);
  EXPECT_EQ(body.mode, RedactionMode::partial);
  EXPECT_EQ(body.allowed, std::vector<std::string>{"v"});
}

TEST(RedactBody, FindsTheMemberUnderAnEscapedName) {
  EXPECT_EQ(parse_redact_body(R"({"\u006ason":"}"})").value().content, R"("}")");
}

TEST(RedactBody, TakesAnyJsonValue) {
  for (const std::string json : {"null", "true", "-1.5e3", R"("\\\"")", "[]", "[[],{}]", R"({"a":"]"})"}) {
    EXPECT_EQ(parse_redact_body(R"({"json":)" + json + "}").value().content, json);
  }
}

TEST(RedactBody, WantsOneOfTextAndJson) {
  EXPECT_EQ(refusal("{}"), "invalid_field : must hold text or json, one of the two");
  EXPECT_EQ(refusal(R"({"text":"","json":1})"), "invalid_field : must hold text or json, one of the two");
}

TEST(RedactBody, NamesWhatIsWrong) {
  EXPECT_EQ(refusal("[]"), "invalid_field : must be an object");
  EXPECT_EQ(refusal(R"({"text":1})"), "invalid_field /text: must be a string");
  EXPECT_EQ(refusal(R"({"text":null})"), "invalid_field /text: is required");
  EXPECT_EQ(refusal(R"({"text":"","mode":"hash"})"), "invalid_field /mode: must be label, partial or pseudonym");
  EXPECT_EQ(refusal(R"({"text":"","colour":1})"), "unknown_field /colour");
  const std::string rule = "invalid_field /allow: must be an array of at most 64 strings of 1 to 320 bytes";
  EXPECT_EQ(refusal(R"({"text":"","allow":"x"})"), rule);
  EXPECT_EQ(refusal(R"({"text":"","allow":[""]})"), rule);
  EXPECT_EQ(refusal(R"({"text":"","allow":[1]})"), rule);
  EXPECT_EQ(refusal(R"({"text":"","allow":[")" + std::string(321, 'x') + R"("]})"), rule);
}

TEST(MemberValueText, IsFoundByItsIndex) {
  const std::string object = R"({"a":"{,\"",  "b":{"c":[1,{"d":"]"}]} ,"e":-0 })";
  EXPECT_EQ(member_value_text(object, 0), R"("{,\"")");
  EXPECT_EQ(member_value_text(object, 1), R"({"c":[1,{"d":"]"}]})");
  EXPECT_EQ(member_value_text(object, 2), "-0");
}

}  // namespace
}  // namespace ratestack::http
