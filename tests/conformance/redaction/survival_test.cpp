// Properties over generated texts: nothing of a value survives, and a second pass finds nothing more.
#include <gtest/gtest.h>

#include <random>

#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/redaction/pii_redactor.hpp"
#include "tests/conformance/redaction/encodings.hpp"
#include "tests/conformance/redaction/spellings.hpp"

namespace ratestack {
namespace {

constexpr int kTexts = 20'000;

/// Texts of words without digits and of values in any spelling and encoding: every digit in them is somebody's.
class PersonalTexts {
 public:
  std::string next() {
    std::string text;
    for (std::uint64_t i = random_() % 6 + 1; i > 0; --i) text += word() + between() + value() + between();
    return text + word();
  }
  std::string value() {
    const auto& spelling = testing::spellings()[random_() % testing::spellings().size()];
    const auto& separator = testing::separators()[random_() % testing::separators().size()];
    const std::string plain = testing::joined(spelling, separator.text);
    // A value alone is readable in every form; among many, forms that hide digits from this test's own eyes say
    // nothing.
    return spelling.before + (random_() % 2 == 0 ? plain : encoded(spelling, plain));
  }

 private:
  std::string encoded(const testing::Spelling& spelling, const std::string& plain) {
    for (;;) {
      const auto& encoding = testing::encodings()[random_() % testing::encodings().size()];
      if (encoding.fits(spelling)) return encoding.apply(plain);
    }
  }
  std::string word() {
    constexpr std::string_view kWords[] = {"paid", "called", "wrote", "signed", "for", "and", "then", "borrower"};
    return std::string(kWords[random_() % std::size(kWords)]);
  }
  std::string between() {
    constexpr std::string_view kBetween[] = {" ", ", ", "\n", " <", "> ", "; ", " (", ") ", "\t", " | "};
    return std::string(kBetween[random_() % std::size(kBetween)]);
  }

  std::mt19937_64 random_{7};  // NOLINT: the same texts each time
};

std::size_t longest_digit_run(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

PiiRedactor redactor_of(RedactionMode mode) {
  RedactionOptions options;
  options.mode = mode;
  if (mode == RedactionMode::pseudonym) {
    options.pseudonym_key =
        SecretBytes::generate(32, [](MutableByteSpan out) { std::fill(out.begin(), out.end(), 7); });
  }
  return std::move(PiiRedactor::create(std::move(options)).value());
}

TEST(Survival, NoDigitRunAndNoAddressSurvives) {
  const PiiRedactor redactor;
  PersonalTexts texts;
  for (int i = 0; i < kTexts; ++i) {
    const std::string before = texts.next();
    std::string text = before;
    redactor.redact(text);
    ASSERT_LT(longest_digit_run(text), 5U) << before << "\n" << text;
    ASSERT_EQ(text.find('@'), std::string::npos) << before << "\n" << text;
  }
}

TEST(Survival, PartialKeepsTheLastFourOfACardAlone) {
  const PiiRedactor redactor = redactor_of(RedactionMode::partial);
  PersonalTexts texts;
  for (int i = 0; i < kTexts; ++i) {
    const std::string before = texts.next();
    std::string text = before;
    redactor.redact(text);
    ASSERT_LT(longest_digit_run(text), 5U) << before << "\n" << text;
  }
}

class EveryMode : public ::testing::TestWithParam<RedactionMode> {};

TEST_P(EveryMode, ASecondPassChangesNothing) {
  const PiiRedactor redactor = redactor_of(GetParam());
  PersonalTexts texts;
  for (int i = 0; i < kTexts; ++i) {
    std::string once = texts.next();
    redactor.redact(once);
    std::string twice = once;
    ASSERT_EQ(redactor.redact(twice).total(), 0U) << once;
    ASSERT_EQ(twice, once);
  }
}

TEST_P(EveryMode, RedactedJsonIsJsonAndASecondPassChangesNothing) {
  const PiiRedactor redactor = redactor_of(GetParam());
  PersonalTexts texts;
  for (int i = 0; i < kTexts; ++i) {
    JsonObject object{
        {texts.value(), texts.next()}, {"card", 4111111111111111}, {"list", {texts.value(), {{"ssn", 123456789}}}}};
    std::string once = CanonicalJson::from_value(object).value().text();
    ASSERT_TRUE(redactor.redact_json(once)) << once;
    ASSERT_TRUE(parse_json(once)) << once;
    ASSERT_EQ(once.find("4111111111111111"), std::string::npos) << once;
    std::string twice = once;
    const auto again = redactor.redact_json(twice);
    ASSERT_TRUE(again);
    ASSERT_EQ(again->total(), 0U) << once;
    ASSERT_EQ(twice, once);
  }
}

INSTANTIATE_TEST_SUITE_P(Modes, EveryMode,
                         ::testing::Values(RedactionMode::label, RedactionMode::partial, RedactionMode::pseudonym),
                         [](const auto& param) { return std::string(to_string(param.param)); });

}  // namespace
}  // namespace ratestack
