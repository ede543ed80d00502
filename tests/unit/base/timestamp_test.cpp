// The text of a point in time, and the calendar under it.
#include <gtest/gtest.h>

#include <random>

#include "ratestack/base/time.hpp"

namespace ratestack {
namespace {

std::string written(std::int64_t micros) { return Timestamp::from_micros(micros).to_text(); }
std::int64_t micros(std::string_view text) { return Timestamp::parse_canonical(text).value().micros(); }

struct Sample {
  std::int64_t seconds;
  std::string_view date;
};

// From `date -u -d @N`.
constexpr Sample kSamples[] = {
    {0, "1970-01-01T00:00:00"},
    {951782399, "2000-02-28T23:59:59"},
    {951782400, "2000-02-29T00:00:00"},
    {951868800, "2000-03-01T00:00:00"},
    {1795435200, "2026-11-23T12:00:00"},
    {4107542399, "2100-02-28T23:59:59"},
    {4107542400, "2100-03-01T00:00:00"},
    {-1, "1969-12-31T23:59:59"},
    {-2208988800, "1900-01-01T00:00:00"},
    {-62135596800, "0001-01-01T00:00:00"},
    {253402300799, "9999-12-31T23:59:59"},
};

TEST(Timestamp, WritesAndReadsKnownInstants) {
  for (const Sample& sample : kSamples) {
    const std::string text = std::string(sample.date) + ".000001Z";
    EXPECT_EQ(written(sample.seconds * 1'000'000 + 1), text);
    EXPECT_EQ(micros(text), sample.seconds * 1'000'000 + 1);
  }
}

TEST(Timestamp, WritesMicrosecondsBefore1970Forwards) {
  EXPECT_EQ(written(-1), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(written(-1'000'001), "1969-12-31T23:59:58.999999Z");
}

TEST(Timestamp, EveryDayOf400YearsComesBack) {
  constexpr std::int64_t kDay = 86'400'000'000;
  std::string previous;
  for (std::int64_t day = -135'140; day <= 11'000; ++day) {  // 1600 to 2000, a whole cycle of the calendar
    const std::string text = written(day * kDay);
    ASSERT_EQ(micros(text), day * kDay) << text;
    ASSERT_LT(previous, text);
    previous = text;
  }
}

TEST(Timestamp, RandomInstantsComeBack) {
  std::mt19937_64 random(3339);
  std::uniform_int_distribution<std::int64_t> instants(micros("0001-01-01T00:00:00.000000Z"),
                                                       micros("9999-12-31T23:59:59.999999Z"));
  for (int i = 0; i < 100'000; ++i) {
    const std::int64_t instant = instants(random);
    const std::string text = written(instant);
    ASSERT_TRUE(is_canonical_time(text)) << text;
    ASSERT_EQ(micros(text), instant) << text;
  }
}

TEST(Timestamp, OrdersAsTime) {
  EXPECT_LT(Timestamp::from_micros(-1), Timestamp());
  EXPECT_EQ(Timestamp::from_micros(5), Timestamp::from_micros(5));
}

}  // namespace
}  // namespace ratestack
