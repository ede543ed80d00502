#include "native/cli/redaction_filter.hpp"

#include <gtest/gtest.h>

namespace ratestack::cli {
namespace {

std::string all_at_once(RedactionFilter& filter, std::string_view input) {
  std::string out;
  filter.update(input, out);
  filter.finish(out);
  return out;
}

TEST(TextFilter, PassesAFinishedLineOnBeforeTheNextHasCome) {
  const PiiRedactor redactor;
  const auto filter = make_text_filter(redactor);
  std::string out;
  filter->update("started worker seven\n", out);
  EXPECT_EQ(out, "started worker seven\n");
}

TEST(TextFilter, NeverGivesAwayTheHeadOfAMatch) {
  const PiiRedactor redactor;
  const auto filter = make_text_filter(redactor);
  std::string out;
  filter->update("card 4111 1111", out);
  EXPECT_EQ(out.find("4111"), std::string::npos);
  filter->update(" 1111 1111 ok", out);
  filter->finish(out);
  EXPECT_EQ(out, "card [REDACTED:PAN] ok");
  EXPECT_EQ(filter->counts().of(PiiKind::pan), 1U);
}

TEST(TextFilter, LeavesAnyOtherBytesAsTheyAre) {
  const PiiRedactor redactor;
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  EXPECT_EQ(all_at_once(*make_text_filter(redactor), bytes), bytes);
}

TEST(JsonLinesFilter, ReadsEachLineByItself) {
  const PiiRedactor redactor;
  EXPECT_EQ(
      all_at_once(*make_json_lines_filter(redactor), "{\"ssn\":123456789}\nplain a@b.example\n\n{\"n\":123456789}"),
      "{\"ssn\":\"[REDACTED:SSN]\"}\nplain [REDACTED:EMAIL]\n\n{\"n\":123456789}");
}

TEST(JsonLinesFilter, GivesALineOutWhenItsLineFeedHasCome) {
  const PiiRedactor redactor;
  const auto filter = make_json_lines_filter(redactor);
  std::string out;
  filter->update("{\"a\":1}", out);
  EXPECT_EQ(out, "");
  filter->update("\n{", out);
  EXPECT_EQ(out, "{\"a\":1}\n");
}

TEST(JsonLinesFilter, RedactsALineWithoutEndAsTextInBoundedMemory) {
  const PiiRedactor redactor;
  const auto filter = make_json_lines_filter(redactor);
  const std::string part = "\"mail a@b.example\"," + std::string(10'000, ' ');
  std::string out = "";
  std::size_t sent = 0;
  for (int i = 0; i < 300; ++i, sent += part.size()) filter->update(part, out);
  EXPECT_GT(out.size() + kMaxJsonLine, sent - 300 * 20);  // no more than a line's worth is held
  filter->update("\n{\"card\":4111111111111111}\n", out);
  filter->finish(out);
  EXPECT_EQ(out.find("a@b"), std::string::npos);
  EXPECT_TRUE(out.ends_with("\n{\"card\":\"[REDACTED:PAN]\"}\n"));
  EXPECT_EQ(filter->counts().of(PiiKind::email), 300U);
}

TEST(JsonLinesFilter, AnswersTheSameHoweverItIsCut) {
  const PiiRedactor redactor;
  const std::string input = "{\"a\":\"x@y.example\"}\r\nno json 415-555-2671\n{\"b\":\"\"}\n";
  const std::string whole = all_at_once(*make_json_lines_filter(redactor), input);
  for (std::size_t cut = 0; cut <= input.size(); ++cut) {
    const auto filter = make_json_lines_filter(redactor);
    std::string out;
    filter->update(std::string_view(input).substr(0, cut), out);
    filter->update(std::string_view(input).substr(cut), out);
    filter->finish(out);
    EXPECT_EQ(out, whole) << cut;
  }
}

}  // namespace
}  // namespace ratestack::cli
