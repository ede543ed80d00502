// What is a time: the canonical form of our rows, and the wider RFC 3339 of requests.
#include <gtest/gtest.h>

#include "ratestack/base/time.hpp"

namespace ratestack {
namespace {

// "ok", or the error's name; the canonical parser and the allocation-free check must agree.
std::string canonical(std::string_view text) {
  const Result<Timestamp> time = Timestamp::parse_canonical(text);
  EXPECT_EQ(is_canonical_time(text), time.has_value()) << text;
  return time ? "ok" : time.error().code.message();
}

// The same instant in canonical form, or the error's name.
std::string rfc3339(std::string_view text) {
  const Result<Timestamp> time = Timestamp::parse_rfc3339(text);
  return time ? time.value().to_text() : time.error().code.message();
}

TEST(CanonicalTime, AcceptsItsOwnFormAlone) {
  EXPECT_EQ(canonical("2026-11-23T12:00:00.000000Z"), "ok");
  for (const std::string_view text :
       {"", "2026-11-23", "2026-11-23T12:00:00Z", "2026-11-23T12:00:00.000Z", "2026-11-23T12:00:00.0000000Z",
        "2026-11-23t12:00:00.000000Z", "2026-11-23 12:00:00.000000Z", "2026-11-23T12:00:00.000000z",
        "2026-11-23T12:00:00,000000Z", "2026-11-23T12:00:00.000000+00:00", "2026-11-23T12:00:00.000000",
        " 2026-11-23T12:00:00.00000Z", "2026-11-23T12:00:00.00000 Z", "2026-11-23T12:00:00.-00001Z",
        "+026-11-23T12:00:00.000000Z", "2026/11/23T12:00:00.000000Z", "2026-11-23T12-00-00.000000Z",
        "2026-11-23T12:00:00.000000Z\n"}) {
    EXPECT_EQ(canonical(text), "malformed_time") << text;
  }
}

TEST(CanonicalTime, RefusesEveryDamagedCharacter) {
  const std::string good = "2026-11-23T12:34:56.789012Z";
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const char c : {' ', '/', ':', ';', 'T', 'Z', '\0', '\x80', '.', '-'}) {
      std::string text = good;
      text[at] = c;
      EXPECT_EQ(canonical(text), text == good ? "ok" : "malformed_time") << text;
    }
  }
}

TEST(CanonicalTime, RefusesDatesAndTimesThatDoNotExist) {
  for (const std::string_view date :
       {"2026-00-10T00:00:00", "2026-13-10T00:00:00", "2026-01-00T00:00:00", "2026-01-32T00:00:00",
        "2026-04-31T00:00:00", "2026-02-29T00:00:00", "2100-02-29T00:00:00", "1900-02-29T00:00:00",
        "0000-01-01T00:00:00", "2026-01-01T24:00:00", "2026-01-01T00:60:00", "2026-01-01T00:00:60",
        "2016-12-31T23:59:60"}) {
    EXPECT_EQ(canonical(std::string(date) + ".000000Z"), "malformed_time") << date;
  }
}

TEST(CanonicalTime, AcceptsLeapDaysAndTheEndsOfTheRange) {
  for (const std::string_view date :
       {"2024-02-29T00:00:00", "2000-02-29T23:59:59", "0001-01-01T00:00:00", "9999-12-31T23:59:59"}) {
    EXPECT_EQ(canonical(std::string(date) + ".000000Z"), "ok") << date;
  }
}

TEST(Rfc3339Time, ReadsOffsetsAsUtc) {
  EXPECT_EQ(rfc3339("2026-11-23T12:00:00Z"), "2026-11-23T12:00:00.000000Z");
  EXPECT_EQ(rfc3339("2026-11-23T13:30:00+01:30"), "2026-11-23T12:00:00.000000Z");
  EXPECT_EQ(rfc3339("2026-11-23T00:00:00-23:59"), "2026-11-23T23:59:00.000000Z");
  EXPECT_EQ(rfc3339("2026-01-01T00:30:00+01:00"), "2025-12-31T23:30:00.000000Z");
  EXPECT_EQ(rfc3339("2026-11-23T12:00:00-00:00"), "2026-11-23T12:00:00.000000Z");
}

TEST(Rfc3339Time, AcceptsLowerCaseAndASpaceAsSection56Allows) {
  EXPECT_EQ(rfc3339("2026-11-23t12:00:00z"), "2026-11-23T12:00:00.000000Z");
  EXPECT_EQ(rfc3339("2026-11-23 12:00:00Z"), "2026-11-23T12:00:00.000000Z");
}

TEST(Rfc3339Time, ReadsUpToMicrosecondsAndZerosBeyond) {
  EXPECT_EQ(rfc3339("2026-11-23T12:00:00.5Z"), "2026-11-23T12:00:00.500000Z");
  EXPECT_EQ(rfc3339("2026-11-23T12:00:00.000001Z"), "2026-11-23T12:00:00.000001Z");
  EXPECT_EQ(rfc3339("2026-11-23T12:00:00.123456000Z"), "2026-11-23T12:00:00.123456Z");
  EXPECT_EQ(rfc3339("2026-11-23T12:00:00.5+01:00"), "2026-11-23T11:00:00.500000Z");
}

TEST(Rfc3339Time, NeverRounds) {
  EXPECT_EQ(rfc3339("2026-11-23T12:00:00.1234567Z"), "time_too_precise");
  EXPECT_EQ(rfc3339("2026-11-23T12:00:00.000000001Z"), "time_too_precise");
  EXPECT_EQ(rfc3339("2026-11-23T12:00:00.0000000000Z"), "time_too_precise");
}

TEST(Rfc3339Time, RefusesInstantsThatLeaveTheRange) {
  EXPECT_EQ(rfc3339("0001-01-01T00:00:00+00:01"), "time_out_of_range");
  EXPECT_EQ(rfc3339("9999-12-31T23:59:59-00:01"), "time_out_of_range");
  EXPECT_EQ(rfc3339("0001-01-01T00:01:00+00:01"), "0001-01-01T00:00:00.000000Z");
}

TEST(Rfc3339Time, RefusesWhatIsNotADateTimeWithAnOffset) {
  for (const std::string_view text : {"",
                                      "now",
                                      "2026-11-23",
                                      "12:00:00Z",
                                      "2026-11-23T12:00Z",
                                      "2026-11-23T12:00:00",
                                      "2026-11-23T12:00:00.Z",
                                      "2026-11-23T12:00:00.",
                                      "2026-11-23T12:00:00.5",
                                      "2026-11-23T12:00:00+01",
                                      "2026-11-23T12:00:00+0100",
                                      "2026-11-23T12:00:00+01:0",
                                      "2026-11-23T12:00:00+24:00",
                                      "2026-11-23T12:00:00+01:60",
                                      "2026-11-23T12:00:00 +01:00",
                                      "2026-11-23T12:00:00ZZ",
                                      "2026-11-23T12:00:00Z ",
                                      "2026-11-23T12:00:60Z",
                                      "2026-02-30T12:00:00Z",
                                      "20261123T120000Z",
                                      "2026-W48-1T12:00:00Z",
                                      "26-11-23T12:00:00Z",
                                      "12026-11-23T12:00:00Z",
                                      "-2026-11-23T12:00:00Z",
                                      "2026-11-23_12:00:00Z"}) {
    EXPECT_EQ(rfc3339(text), "malformed_time") << text;
  }
}

}  // namespace
}  // namespace ratestack
