#include <gtest/gtest.h>

#include "redacted.hpp"

namespace ratestack {
namespace {

std::string streamed(std::string_view text, std::size_t chunk) {
  static const PiiRedactor redactor;
  RedactionStream stream(redactor);
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += chunk) stream.update(text.substr(at, chunk), out);
  stream.finish(out);
  return out;
}

TEST(RedactionStream, GivesTheSameHoweverTheTextIsCut) {
  const std::string text =
      "call (212) 555-1234 x5, bob [at] example [dot] com\nssn 219099999 4111 1111 1111 1111 Ym9iQGV4YW1wbGUuY29t "
      "\\u0062ob@x.org";
  const std::string whole = test::redacted(text);
  for (std::size_t chunk = 1; chunk <= text.size(); ++chunk) EXPECT_EQ(streamed(text, chunk), whole) << chunk;
}

TEST(RedactionStream, WholeLinesLeaveAtOnce) {
  const PiiRedactor redactor;
  RedactionStream stream(redactor);
  std::string out;
  stream.update("bob@example.com\nann@exam", out);
  EXPECT_EQ(out, "[REDACTED:EMAIL]\n");
}

TEST(RedactionStream, HoldsBackNoMoreThanItSaysOnALineWithoutEnd) {
  const PiiRedactor redactor;
  RedactionStream stream(redactor);
  std::string out;
  std::size_t given = 0;
  for (int i = 0; i < 5000; ++i) {
    const std::string piece = "lorem ipsum " + std::to_string(i) + ' ';
    stream.update(piece, out);
    given += piece.size();
    ASSERT_LE(given - out.size(), RedactionStream::kMaxHeldBack);
  }
}

TEST(RedactionStream, LinesLongerThanWhatIsHeldBackAreTheSameToo) {
  const std::string pieces[] = {"4111 1111 1111 1111 ", "x%40y.com ", "212-555-1234",    "1 2 3 ",
                                "\uFF14\uFF11",         "[at]",       "plain words ",    "Ym9iQGV4YW1wbGUuY29t ",
                                "phone 2125551234,",    "\\n",        "bob@example.com/"};
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    std::string text;
    for (std::uint32_t state = seed; text.size() < 60000; state = state * 1664525 + 1013904223) {
      text += pieces[(state >> 16) % std::size(pieces)];
    }
    const std::string whole = test::redacted(text);
    for (const std::size_t chunk : {997U, 4096U, 20000U})
      ASSERT_EQ(streamed(text, chunk), whole) << seed << ' ' << chunk;
  }
}

TEST(RedactionStream, CountsStayAndTheStreamStartsAnewAfterFinish) {
  const PiiRedactor redactor;
  RedactionStream stream(redactor);
  std::string out;
  stream.update("bob@example", out);
  stream.finish(out);
  stream.update(".com ann@x.org", out);
  stream.finish(out);
  EXPECT_EQ(out, "bob@example.com [REDACTED:EMAIL]");
  EXPECT_EQ(stream.counts().of(PiiKind::email), 1U);
}

}  // namespace
}  // namespace ratestack
