#include "ratestack/identity/breached_filter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "ratestack/crypto/sha256.hpp"
#include "ratestack/identity/breached_filter_builder.hpp"

namespace ratestack {
namespace {

using Shape = BreachedFilterShape;

std::vector<PasswordFingerprint> fingerprints(unsigned seed, std::size_t count) {
  std::mt19937_64 random(seed);
  std::vector<PasswordFingerprint> out(count);
  for (auto& each : out) {
    for (std::uint8_t& byte : each.bytes) byte = static_cast<std::uint8_t>(random());
  }
  return out;
}

std::vector<std::uint8_t> built(const Shape& shape, const std::vector<PasswordFingerprint>& passwords) {
  std::vector<std::uint8_t> file(shape.file_size());
  auto builder = BreachedFilterBuilder::create(shape, file).value();
  builder.add(passwords);
  builder.finish();
  return file;
}

std::vector<std::uint8_t> small_file() { return built(Shape::for_items(100, 1e-6).value(), fingerprints(1, 100)); }

std::string refusal(ByteSpan file) {
  const auto opened = BreachedFilter::open(file);
  return opened ? "opened" : opened.error().message();
}

double found(const BreachedFilter& filter, const std::vector<PasswordFingerprint>& passwords) {
  const auto hits =
      std::count_if(passwords.begin(), passwords.end(), [&](const auto& p) { return filter.contains(p); });
  return static_cast<double>(hits) / static_cast<double>(passwords.size());
}

TEST(BreachedFilter, ForgetsNoItem) {
  const auto passwords = fingerprints(1, 10'000);
  const auto file = built(Shape::for_items(10'000, 1e-6).value(), passwords);
  const auto filter = BreachedFilter::open(file).value();
  EXPECT_EQ(found(filter, passwords), 1.0);
  EXPECT_EQ(filter.shape().items, 10'000U);
  EXPECT_TRUE(filter.is_intact());
}

TEST(BreachedFilter, IsWrongAsOftenAsItSays) {
  const auto strangers = fingerprints(2, 400'000);
  for (const double rate : {0.1, 0.01, 0.001}) {
    const auto file = built(Shape::for_items(20'000, rate).value(), fingerprints(1, 20'000));
    const auto filter = BreachedFilter::open(file).value();
    EXPECT_NEAR(found(filter, strangers) / rate, 1.0, 0.2) << rate;
    EXPECT_NEAR(filter.shape().false_positive_rate() / rate, 1.0, 0.1) << rate;
  }
  const auto file = built(Shape::for_items(20'000, 1e-6).value(), fingerprints(1, 20'000));
  EXPECT_LT(found(BreachedFilter::open(file).value(), strangers), 3e-5);
}

TEST(BreachedFilter, TakesThirtyBitsAnItemForOneInAMillion) {
  const Shape shape = Shape::for_items(900'000'000, 1e-6).value();
  EXPECT_EQ(shape.hashes, 20U);
  EXPECT_NEAR(static_cast<double>(shape.bits) / 900e6, 28.76, 0.01);
  EXPECT_EQ(shape.file_size(), 64 + shape.bits / 8);
}

TEST(BreachedFilter, HasBoundsForItsShape) {
  EXPECT_EQ(Shape::for_items(0, 1e-6).error().message(), "breached_filter: shape_out_of_range (items)");
  EXPECT_EQ(Shape::for_items(std::uint64_t{1} << 40, 1e-6).error().message(),
            "breached_filter: shape_out_of_range (items)");
  EXPECT_EQ(Shape::for_items(UINT64_MAX, 0.1).error().message(), "breached_filter: shape_out_of_range (items)");
  for (const double rate : {0.0, -1.0, 1.0, 0.2, 1e-13, std::nan("")}) {
    EXPECT_EQ(Shape::for_items(1, rate).error().message(), "breached_filter: shape_out_of_range (rate)") << rate;
  }
  EXPECT_TRUE(Shape::for_items(1, 0.1));
  EXPECT_TRUE(Shape::for_items(1, 1e-12));
}

TEST(BreachedFilter, CountsWhatWasAddedAndNotWhatWasExpected) {
  const auto file = built(Shape::for_items(1000, 1e-3).value(), fingerprints(1, 10));
  const auto filter = BreachedFilter::open(file).value();
  EXPECT_EQ(filter.shape().items, 10U);
  EXPECT_LT(filter.shape().false_positive_rate(), 1e-12);
}

TEST(BreachedFilter, IsTheSameInBatchesAndOneByOne) {
  const Shape shape = Shape::for_items(100, 1e-6).value();
  const auto passwords = fingerprints(1, 100);
  std::vector<std::uint8_t> file(shape.file_size());
  auto builder = BreachedFilterBuilder::create(shape, file).value();
  for (const auto& password : passwords) builder.add({&password, 1});
  builder.finish();
  EXPECT_EQ(file, built(shape, passwords));
}

// Operators keep these files: another order of bytes or bits would let every stolen password through.
TEST(BreachedFilter, HasTheFormatThatItAlwaysHad) {
  const auto file = small_file();
  EXPECT_EQ(as_text(ByteSpan(file).first(8)), "RSBLOOM\x01");
  EXPECT_EQ(file.size(), 64U + 2880 / 8);
  EXPECT_EQ(file[8], 20);                     // hashes
  EXPECT_EQ(file[16] | file[17] << 8, 2880);  // bits
  EXPECT_EQ(file[24], 100);                   // items
  EXPECT_EQ(sha256(file).to_hex(), "db59a2461fab5b442468c81d325474952f5bd405b41910c84032302ba1f939fd");
}

TEST(BreachedFilter, RefusesWhatIsNoFilter) {
  EXPECT_EQ(refusal({}), "breached_filter: not_a_filter");
  EXPECT_EQ(refusal(as_bytes("password\n123456\n")), "breached_filter: not_a_filter");
  EXPECT_EQ(refusal(as_bytes("RSBLOOM")), "breached_filter: wrong_size");
  auto newer = small_file();
  newer[7] = 2;
  EXPECT_EQ(refusal(newer), "breached_filter: unsupported_version");
}

TEST(BreachedFilter, RefusesAFileThatIsCutOffOrTooLong) {
  auto file = small_file();
  EXPECT_EQ(refusal(ByteSpan(file).first(file.size() - 1)), "breached_filter: wrong_size");
  EXPECT_EQ(refusal(ByteSpan(file).first(64)), "breached_filter: wrong_size");
  file.push_back(0);
  EXPECT_EQ(refusal(file), "breached_filter: wrong_size");
}

// Each byte of the header that says how to read the rest: whatever stands there, nothing outside of the file is read.
TEST(BreachedFilter, ReadsNothingElseWhateverTheHeaderSays) {
  const auto probes = fingerprints(3, 20);
  for (std::size_t at = 8; at < 32; ++at) {
    for (const int value : {0, 1, 0x3F, 0x40, 0x80, 0xFF}) {
      auto file = small_file();
      file[at] = static_cast<std::uint8_t>(value);
      const auto filter = BreachedFilter::open(file);
      if (filter) found(filter.value(), probes);
    }
  }
  auto file = small_file();
  file[8] = 65;
  EXPECT_EQ(refusal(file), "breached_filter: malformed_header");
  file[8] = 0;
  EXPECT_EQ(refusal(file), "breached_filter: malformed_header");
  file = small_file();
  file[12] = 1;
  EXPECT_EQ(refusal(file), "breached_filter: malformed_header");
}

TEST(BreachedFilter, KnowsWhenAnyByteOfItWasChanged) {
  const auto file = small_file();
  for (std::size_t at = 0; at < file.size(); ++at) {
    auto changed = file;
    changed[at] ^= 1;
    const auto filter = BreachedFilter::open(changed);
    EXPECT_FALSE(filter && filter.value().is_intact()) << at;
  }
}

TEST(BreachedFilterBuilder, WantsMemoryOfTheExactSize) {
  const Shape shape = Shape::for_items(100, 1e-6).value();
  std::vector<std::uint8_t> file(shape.file_size() - 1);
  EXPECT_FALSE(BreachedFilterBuilder::create(shape, file));
}

}  // namespace
}  // namespace ratestack
