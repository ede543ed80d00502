// Domain names in ASCII: what each rule of UTS 46 refuses. The Standard's own vectors are in tests/conformance/url.
#include "ratestack/url/idna.hpp"

#include <gtest/gtest.h>

namespace ratestack {
namespace {

std::string ascii(std::string_view domain) {
  const Result<std::string> result = domain_to_ascii(domain);
  return result ? result.value() : result.error().code.message();
}

std::string verified(std::string_view domain) {
  const Result<std::string> result = domain_to_ascii(domain, DnsLength::verify);
  return result ? result.value() : result.error().code.message();
}

TEST(Idna, MapsWhatLooksAlikeToOneName) {
  EXPECT_EQ(ascii("EXAMPLE.com"), "example.com");
  EXPECT_EQ(ascii("\xEF\xBC\xA1\xEF\xBC\xA2\xE3\x80\x82\xEF\xBC\x91"), "ab.1");  // full-width, U+3002
  EXPECT_EQ(ascii("\xE2\x91\xA0\xE2\x91\xAA"), "111");                           // circled 1, circled 11
  EXPECT_EQ(ascii("a\xC2\xAD\xE2\x81\xA0\xEF\xBB\xBF"
                  "b"),
            "ab");                                             // soft hyphen, word joiner, U+FEFF
  EXPECT_EQ(ascii("\xEF\xAC\x81x"), "fix");                    // the ligature fi
  EXPECT_EQ(ascii("\xF0\x9D\x95\xA8\xF0\x9D\x95\xA8"), "ww");  // mathematical letters
}

TEST(Idna, KeepsTheDeviationCharacters) {
  EXPECT_EQ(ascii("fa\xC3\x9F.de"), "xn--fa-hia.de");
  EXPECT_EQ(ascii("\xE1\xBA\x9E.de"), "xn--zca.de");  // capital sharp s
}

TEST(Idna, NormalisesAfterMapping) {
  EXPECT_EQ(ascii("u\xCC\x88"), ascii("\xC3\xBC"));
  EXPECT_EQ(ascii("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8"), ascii("\xEA\xB0\x81"));  // jamo and syllable
  EXPECT_EQ(ascii("\xE2\x84\xAB"), ascii("\xC3\xA5"));                              // the angstrom sign
  EXPECT_EQ(ascii("\xEF\xA4\x80"), ascii("\xE8\xB1\x88"));                          // a compatibility ideograph
}

TEST(Idna, ReadsPunycodeOnlyBesideOtherLetters) {
  EXPECT_EQ(ascii("XN--A"), "xn--a");
  EXPECT_EQ(ascii("xn--a.\xC3\x9F"), "disallowed_code_point");
  EXPECT_EQ(ascii("xn--.\xC3\x9F"), "invalid_punycode");
  EXPECT_EQ(ascii("xn--a-.\xC3\x9F"), "invalid_punycode");        // nothing but ASCII
  EXPECT_EQ(ascii("xn--xn---epa.\xC3\x9F"), "invalid_punycode");  // a prefix again
  EXPECT_EQ(ascii("xn--te\xC5\xA1la"), "invalid_punycode");
  EXPECT_EQ(ascii("xn--u-ccb.\xC3\x9F"), "not_normalized");   // u and a diaeresis
  EXPECT_EQ(ascii("\xEF\xBD\x98n--a-"), "invalid_punycode");  // the prefix in full width
  EXPECT_EQ(ascii("xn--zca.\xC3\x9F"), "xn--zca.xn--zca");
  EXPECT_EQ(ascii("xn--99999999.\xC3\x9F"), "invalid_punycode");
}

TEST(Idna, RefusesCodePointsThatAreNotForNames) {
  EXPECT_EQ(ascii("a\xEF\xBF\xBD"), "disallowed_code_point");  // U+FFFD
  EXPECT_EQ(ascii("a\xE2\x80\xAE"), "disallowed_code_point");  // an override of direction
  EXPECT_EQ(ascii("a\xCD\xB8"), "disallowed_code_point");      // unassigned
  EXPECT_EQ(ascii("\xCC\x81"
                  "a"),
            "leading_mark");
  EXPECT_EQ(ascii("xn--a-3db.\xC3\x9F"), "xn--a-3db.xn--zca");  // a mark behind a letter
  EXPECT_EQ(ascii("\xC3\xA9\xFF"), "invalid_utf8");
}

TEST(Idna, RefusesWhatMapsToForbiddenBytes) {
  EXPECT_EQ(ascii("a\xEF\xBC\x8F"
                  "b"),
            "forbidden_code_point");                          // full-width slash
  EXPECT_EQ(ascii("a\xE2\x84\x80"), "forbidden_code_point");  // a/c
  EXPECT_EQ(ascii("a\xC2\xA0"), "forbidden_code_point");      // a no-break space
  EXPECT_EQ(ascii("a%b"), "forbidden_code_point");
  EXPECT_EQ(ascii(std::string_view("a\0b", 3)), "forbidden_code_point");
  EXPECT_EQ(ascii(""), "empty_domain");
  EXPECT_EQ(ascii("\xC2\xAD"), "empty_domain");
}

TEST(Idna, AllowsJoinersWhereTheScriptNeedsThem) {
  EXPECT_EQ(ascii("\xE0\xA4\x95\xE0\xA5\x8D\xE2\x80\x8D\xE0\xA4\xB7").substr(0, 4), "xn--");  // ka virama ZWJ ssa
  EXPECT_EQ(ascii("\xE0\xA4\x95\xE2\x80\x8D\xE0\xA4\xB7"), "invalid_joiner");
  EXPECT_EQ(ascii("\xE2\x80\x8D"), "invalid_joiner");
  EXPECT_EQ(ascii("a\xE2\x80\x8C"
                  "b"),
            "invalid_joiner");
  EXPECT_EQ(ascii("\xD8\xA8\xE2\x80\x8C\xD8\xA8").substr(0, 4), "xn--");                  // beh ZWNJ beh
  EXPECT_EQ(ascii("\xD8\xA8\xD9\x8E\xE2\x80\x8C\xD9\x8E\xD8\xA8").substr(0, 4), "xn--");  // with marks between
  EXPECT_EQ(ascii("\xD8\xA7\xE2\x80\x8C\xD8\xA8"), "invalid_joiner");                     // alef does not join on
  EXPECT_EQ(ascii("\xD8\xA8\xE2\x80\x8C"), "invalid_joiner");
}

// RFC 5893 section 2, rule by rule.
TEST(Idna, KeepsTheBidiRuleInEveryLabel) {
  EXPECT_EQ(ascii("\xD7\x90\xD7\x91.com"), "xn--4dbc.com");
  EXPECT_EQ(ascii("0\xD7\x90"), "invalid_bidi");  // 1: begins with a digit
  EXPECT_EQ(ascii("\xD7\x90"
                  "a"),
            "invalid_bidi");  // 2: a Latin letter
  EXPECT_EQ(ascii("\xD7\x90"
                  "1")
                .substr(0, 4),
            "xn--");                                          // 3: a digit at the end
  EXPECT_EQ(ascii("\xD7\x90-"), "invalid_bidi");              // 3: a hyphen at the end
  EXPECT_EQ(ascii("\xD7\x90\xD6\xB8").substr(0, 4), "xn--");  // 3: a mark after the end
  EXPECT_EQ(ascii("\xD8\xA7"
                  "1\xD9\xA1"),
            "invalid_bidi");                        // 4: two kinds of digits
  EXPECT_EQ(ascii("a\xD7\x90"), "invalid_bidi");    // 5
  EXPECT_EQ(ascii("a-.\xD7\x90"), "invalid_bidi");  // 6
  EXPECT_EQ(ascii("1.\xD7\x90"), "invalid_bidi");   // a label of digits beside Hebrew
  EXPECT_EQ(ascii("a..\xD7\x90"), "a..xn--4db");
}

TEST(Idna, VerifiesTheLengthsOfDns) {
  const std::string label63(63, 'a');
  EXPECT_EQ(verified(label63), label63);
  EXPECT_EQ(verified(label63 + 'a'), "label_too_long");
  const std::string name253 = label63 + '.' + label63 + '.' + label63 + '.' + std::string(61, 'a');
  EXPECT_EQ(verified(name253), name253);
  EXPECT_EQ(verified(name253 + '.'), name253 + '.');
  EXPECT_EQ(verified(name253 + 'a'), "domain_too_long");
  EXPECT_EQ(verified("a..b"), "empty_label");
  EXPECT_EQ(verified(".a"), "empty_label");
  EXPECT_EQ(verified("."), "empty_label");
}

TEST(Idna, EndsLabelsThatNobodyCanRegister) {
  std::string label;
  for (std::size_t i = 0; i < kMaxLabelCodePoints; ++i) label += "\xC3\xA9";
  EXPECT_EQ(ascii(label).substr(0, 4), "xn--");
  EXPECT_EQ(ascii(label + 'a'), "label_too_long");
  EXPECT_EQ(ascii("xn--" + std::string(kMaxLabelCodePoints + 1, 'a') + ".\xC3\x9F"), "label_too_long");
}

TEST(Idna, NamesItsTables) { EXPECT_EQ(kIdnaUnicodeVersion, "17.0.0"); }

}  // namespace
}  // namespace ratestack
