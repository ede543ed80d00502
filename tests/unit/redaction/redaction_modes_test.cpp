#include <gtest/gtest.h>

#include <array>

#include "redacted.hpp"

namespace ratestack {
namespace {

RedactionOptions options(RedactionMode mode, std::size_t key_bytes = kMinPseudonymKeyBytes) {
  RedactionOptions made;
  made.mode = mode;
  made.pseudonym_key = SecretBytes::generate(key_bytes, [](MutableByteSpan out) {
    for (std::uint8_t& byte : out) byte = 7;
  });
  return made;
}

std::string with(RedactionOptions chosen, std::string text) {
  const PiiRedactor redactor = std::move(PiiRedactor::create(std::move(chosen))).value();
  redactor.redact(text);
  return text;
}

TEST(RedactionModes, PartialKeepsTheLastFourOfACard) {
  EXPECT_EQ(with(options(RedactionMode::partial), "4111 1111 1111 1111 bob@x.org"),
            "[REDACTED:PAN:1111] [REDACTED:EMAIL]");
}

TEST(RedactionModes, PseudonymIsTheSameForOnePersonHoweverSpelled) {
  const std::string out = with(options(RedactionMode::pseudonym), "Bob@Example.com bob%40example.com ann@example.com");
  ASSERT_EQ(out.size(), 3 * 24U + 2);
  EXPECT_EQ(out.substr(0, 7), "[EMAIL:");
  EXPECT_EQ(out.substr(0, 24), out.substr(25, 24));
  EXPECT_NE(out.substr(0, 24), out.substr(50, 24));
  const std::string phones = with(options(RedactionMode::pseudonym), "(212) 555-1234 x5|+1 212 555 1234|212.555.1234");
  EXPECT_EQ(phones.substr(0, 24), phones.substr(25, 24));
  EXPECT_EQ(phones.substr(0, 24), phones.substr(50, 24));
}

// HMAC-SHA-256 of "EMAIL:bob@example.com" under 32 bytes of 07, by `openssl dgst -sha256 -mac HMAC`.
TEST(RedactionModes, PseudonymIsTheKeyedHashThatTheContractNames) {
  EXPECT_EQ(with(options(RedactionMode::pseudonym), "bob@example.com"), "[EMAIL:2830b0e0069e0a6f]");
}

TEST(RedactionModes, PseudonymDependsOnTheKey) {
  RedactionOptions other = options(RedactionMode::pseudonym, kMinPseudonymKeyBytes + 1);
  EXPECT_NE(with(std::move(other), "bob@x.org"), with(options(RedactionMode::pseudonym), "bob@x.org"));
}

TEST(RedactionModes, AllowedValuesStayHoweverTheyAreSpelled) {
  RedactionOptions chosen = options(RedactionMode::label);
  chosen.allowed = {"Support@Example.com", "+1 (800) 555-0100", "4111111111111111"};
  EXPECT_EQ(with(std::move(chosen), "support@example.com 800-555-0100 4111-1111-1111-1111 bob@example.com"),
            "support@example.com 800-555-0100 4111-1111-1111-1111 [REDACTED:EMAIL]");
}

TEST(RedactionModes, ShortKeysAndLongListsAreRefused) {
  EXPECT_EQ(PiiRedactor::create(options(RedactionMode::pseudonym, 0)).error().code, RedactionError::key_missing);
  EXPECT_EQ(PiiRedactor::create(options(RedactionMode::pseudonym, 31)).error().code, RedactionError::key_too_short);
  RedactionOptions many = options(RedactionMode::label);
  many.allowed.assign(kMaxAllowedValues + 1, "a@b.cd");
  EXPECT_EQ(PiiRedactor::create(std::move(many)).error().code, RedactionError::allowlist_too_long);
  RedactionOptions wide = options(RedactionMode::label);
  wide.allowed = {std::string(kMaxAllowedValueBytes + 1, 'a')};
  EXPECT_EQ(PiiRedactor::create(std::move(wide)).error().code, RedactionError::allowlist_too_long);
}

TEST(RedactionModes, NamesAreReadAsTheyAreWritten) {
  for (const RedactionMode mode : {RedactionMode::label, RedactionMode::partial, RedactionMode::pseudonym}) {
    EXPECT_EQ(parse_redaction_mode(to_string(mode)), mode);
  }
  EXPECT_EQ(parse_redaction_mode("none"), std::nullopt);
}

TEST(RedactionModes, TextWithoutFindingsIsNeitherCopiedNorMoved) {
  std::string text = "rate sheet activated at 2026-11-23T12:00:00Z for org_01JD3ZYF3Q8W3V5K1N7R2T4X6Z";
  const char* const where = text.data();
  EXPECT_EQ(PiiRedactor().redact(text).total(), 0U);
  EXPECT_EQ(text.data(), where);
}

}  // namespace
}  // namespace ratestack
