// Properties that hold for any text, over texts made of pieces that matter.
#include <gtest/gtest.h>

#include <random>

#include "ratestack/encoding/json.hpp"
#include "redacted.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kPieces[] = {"bob",
                                        "@",
                                        "example.com",
                                        "4111",
                                        "1111",
                                        " ",
                                        "-",
                                        ".",
                                        "212",
                                        "555",
                                        "1234",
                                        "123",
                                        "45",
                                        "6789",
                                        "+",
                                        "(",
                                        ")",
                                        "%40",
                                        "%",
                                        "\\u0040",
                                        "\\",
                                        "\"",
                                        "&#64;",
                                        "[at]",
                                        "[dot]",
                                        "phone",
                                        "ssn",
                                        "219099999",
                                        "\uFF14",
                                        "\u200B",
                                        "\xFF",
                                        "0044",
                                        "x12",
                                        "Ym9iQGV4YW1wbGUuY29t",
                                        "[REDACTED:EMAIL]",
                                        "=",
                                        ",",
                                        ":",
                                        "{",
                                        "}",
                                        "é",
                                        "4111111111111111",
                                        "2125551234",
                                        "\n",
                                        "/",
                                        "6666QGUuY29u",
                                        "\\n",
                                        "\\/",
                                        "\\\"",
                                        " ( at ) ",
                                        "(dot)",
                                        "%2D",
                                        "%b1",
                                        "&period;",
                                        "span_id",
                                        "\u2011",
                                        "123-45-6789",
                                        "+44 20 7946 0958",
                                        "x@y.example",
                                        "\"q\"@y.example",
                                        "\xF4",
                                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};

// As a JSON string; bytes that are not UTF-8 are left out.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c != '\xFF' && c != '\xF4') {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + '"';
}

class Properties : public testing::Test {
 protected:
  std::string any_text() {
    std::string text;
    for (std::size_t pieces = random_() % 24; pieces > 0; --pieces) text += kPieces[random_() % std::size(kPieces)];
    return text;
  }
  std::mt19937 random_{2026};  // NOLINT: the same texts each time
};

TEST_F(Properties, WhatStoodBeforeALabelIsNotDecidedAgainForWhatComesBehindIt) {
  const std::string once = test::redacted("+44 (0)20 7(dot)958 0044 20 7946 0958 0(0)2bob@ex\xb3\xb3#mple.com0");
  EXPECT_EQ(test::redacted(once), once);
}

// "ssn212" is no word; the label behind makes one of it.
TEST_F(Properties, WhatALabelBringsToLightGoesInTheSameCall) {
  EXPECT_EQ(test::redacted("219099999 ssn212-555-1234 x"), "[REDACTED:SSN] ssn[REDACTED:PHONE] x");
  const PiiRedactor redactor;
  RedactionStream stream(redactor);
  std::string out;
  stream.update("219099999 ssn212-555-1234 x\nordinary\n", out);
  stream.finish(out);
  EXPECT_EQ(out, "[REDACTED:SSN] ssn[REDACTED:PHONE] x\nordinary\n");
  EXPECT_EQ(stream.counts().total(), 2U);
}

// An escape before it has the whole line read folded. What is decided otherwise then is found or left by what else
// stands in its line.
TEST_F(Properties, APlaceIsDecidedAlikeRawAndFolded) {
  for (const char* const text :
       {"x@y.co\"\\n\"@x.example", "to \"john \\\"q\\\" doe\"@example.com", "\"q\"@x.co-\u00e9",
        "212-555-1234 x5\uFF14", "Ym9iQGV4YW1wbGUuY29t\\/[REDACTED:EMAIL]", "b[dot]00442125551234", "\\/002125551234",
        "%2E1234%a123-45-6789", "\\n212\u200b:0044123-45-6789", "212\xFF%2D123-45-6789", "bob(dot)lee@example.com",
        "212(dot)555 [dot] 1234"}) {
    const std::string escape = R"(\u0020)";
    EXPECT_EQ(test::redacted(escape + "\t" + text), escape + test::redacted(std::string("\t") + text)) << text;
  }
}

TEST_F(Properties, RedactingTwiceIsRedactingOnce) {
  for (int i = 0; i < 100'000; ++i) {
    const std::string text = any_text();
    const std::string once = test::redacted(text);
    ASSERT_EQ(test::redacted(once), once) << text;
  }
}

TEST_F(Properties, JsonStaysJson) {
  for (int i = 0; i < 30'000; ++i) {
    std::string text = "{" + quoted(any_text()) + ":[" + quoted(any_text());
    text += ",4111111111111111]," + quoted(any_text()) + ":" + quoted(any_text()) + "}";
    if (!parse_json(text)) continue;  // two equal names
    const std::string once = test::redacted_json(text);
    ASSERT_TRUE(parse_json(once).has_value()) << text << '\n' << once;
    ASSERT_EQ(test::redacted_json(once), once) << text;
  }
}

TEST_F(Properties, AStreamIsTheWhole) {
  const PiiRedactor redactor;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = any_text();
    RedactionStream stream(redactor);
    std::string out;
    const std::size_t chunk = 1 + random_() % 7;
    for (std::size_t at = 0; at < text.size(); at += chunk) {
      stream.update(std::string_view(text).substr(at, chunk), out);
    }
    stream.finish(out);
    ASSERT_EQ(out, test::redacted(text)) << text;
  }
}

}  // namespace
}  // namespace ratestack
