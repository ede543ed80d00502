// What logs are full of is left alone.
#include <gtest/gtest.h>

#include "ratestack/redaction/pii_redactor.hpp"
#include "tests/conformance/redaction/negative_lines.hpp"

namespace ratestack {
namespace {

constexpr int kLines = 1'000'000;
constexpr int kTolerated =
    kLines / 100'000;  // a random number may be a valid card; more than that is a rule gone wrong

TEST(OrdinaryLines, AreLeftAloneButForOneInAHundredThousand) {
  const PiiRedactor redactor;
  testing::NegativeLines lines(20261123);
  int flagged = 0;
  std::string shown;
  for (int i = 0; i < kLines; ++i) {
    const std::string line = lines.next();
    std::string text = line;
    if (redactor.redact(text).total() == 0) continue;
    if (++flagged <= 100) shown += "\n  " + line + "\n  " + text;
  }
  RecordProperty("flagged", flagged);
  EXPECT_LE(flagged, kTolerated) << shown;
}

// Each of these is one that redactors are known to take for something else.
TEST(OrdinaryLines, KnownTrapsAreLeftAlone) {
  const char* const lines[] = {
      "ts=1795435200 ts_ms=1795435200000 ts_us=1795435200000000 ts_ns=1795435200000000000",
      "at 2026-11-23T12:00:00.000000Z and 2026-11-23 12:00:00,123 and 20261123120000",
      "id 123e4567-e89b-12d3-a456-426614174000 and 00000000-0000-0000-0000-000000000000",
      "trace 4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7",
      "from 203.0.113.7:8080 via 10.0.0.1, 2001:db8::1",
      "version 1.2.3456789, build 10.0.19041.1234, chrome 119.0.6045.159",
      "ratio 0.4111111111111111 and 1.4155552671 and 3.14159265358979",
      "amount $4,111,111,111.11 and 350000.00 and 1234567.89",
      "zip 94105-1234, ZIP+4 10001-0001",
      "org_01J0000000000000000000000A loan_01KATN5T1BA7CVT4G9Z2F4N8EX",
      "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "all zeros 0000000000000000 and one digit 4444444444444444",
      "order 123456789 and invoice 4155552671",  // nine and ten bare digits without context
      "ssn-like 000-12-3456 666-12-3456 123-00-4567 123-45-0000",
      "N11 911-555-2671 and 415-911-2671 and 123-456-7890",
      "user@host and a@b and @handle and x@.example",
      "luhn broken 4111111111111112",
  };
  const PiiRedactor redactor;
  for (const std::string line : lines) {
    std::string text = line;
    EXPECT_EQ(redactor.redact(text), PiiCounts()) << line << "\n" << text;
  }
}

}  // namespace
}  // namespace ratestack
