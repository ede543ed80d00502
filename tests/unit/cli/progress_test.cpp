#include "native/cli/progress.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace ratestack::cli {
namespace {

using std::chrono::duration;

TEST(Progress, ShowsShareRowsRateAndTimeLeft) {
  const Progress half{ProgressUnit::bytes, 400'000'000, 800'000'000, 1'203'400};
  EXPECT_EQ(progress_text(half, duration<double>(2)),
            " 50% [############            ] 1,203,400 rows  200 MB/s  2 s left");
}

TEST(Progress, CountsRowsWhereRowsAreTheUnit) {
  const Progress rows{ProgressUnit::rows, 1'000, 4'000, 1'000};
  EXPECT_EQ(progress_text(rows, duration<double>(1)),
            " 25% [######                  ] 1,000 rows  1,000 rows/s  3 s left");
}

TEST(Progress, PromisesNoEndForAPipe) {
  const Progress pipe{ProgressUnit::bytes, 1'500'000, std::nullopt, 10};
  EXPECT_EQ(progress_text(pipe, duration<double>(1)), "1.5 MB  10 rows  1.5 MB/s");
}

TEST(Progress, StaysWithinTheBarWhenAFileGrows) {
  const Progress grown{ProgressUnit::bytes, 20, 10, 1};
  EXPECT_EQ(progress_text(grown, duration<double>(1)).substr(0, 31), "100% [########################]");
}

TEST(Progress, SpeaksOfMinutesWhenThereAreMany) {
  const Progress slow{ProgressUnit::bytes, 1, 100, 0};
  EXPECT_NE(progress_text(slow, duration<double>(1)).find("1 min 39 s left"), std::string::npos);
}

TEST(Progress, WritesSizesInDecimalUnits) {
  EXPECT_EQ(byte_size(0), "0 B");
  EXPECT_EQ(byte_size(999), "999 B");
  EXPECT_EQ(byte_size(1'500), "1.5 kB");
  EXPECT_EQ(byte_size(812'000'000), "812 MB");
  EXPECT_EQ(byte_size(999'999'999), "1.0 GB");
}

TEST(Progress, SeparatesThousands) {
  EXPECT_EQ(with_separators(0), "0");
  EXPECT_EQ(with_separators(999), "999");
  EXPECT_EQ(with_separators(1'000), "1,000");
  EXPECT_EQ(with_separators(1'234'567), "1,234,567");
}

TEST(Progress, IsSilentWhereThereIsNoTerminal) {
  std::ostringstream out, err;
  const Console console{out, err};
  {
    ProgressLine line(console);
    for (int i = 0; i < 1000; ++i) line.show({ProgressUnit::rows, 1, 2, 1});
  }
  EXPECT_EQ(out.str() + err.str(), "");
}

}  // namespace
}  // namespace ratestack::cli
