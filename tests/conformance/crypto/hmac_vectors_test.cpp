// hmac_sha256_test.json, whole and truncated tags.
#include <gtest/gtest.h>

#include <set>

#include "ratestack/crypto/constant_time.hpp"
#include "ratestack/crypto/hmac.hpp"
#include "wycheproof.hpp"

namespace ratestack::testing {
namespace {

void check_case(const JsonValue& group, const JsonValue& test) {
  const Digest tag = hmac_sha256(bytes_of(test, "key"), bytes_of(test, "msg"));
  const auto size = static_cast<std::size_t>(number_of(group, "tagSize")) / 8;
  EXPECT_EQ(constant_time_equal(ByteSpan(tag.bytes).first(size), bytes_of(test, "tag")), is_valid(test))
      << test.at("tcId");
}

TEST(HmacVectors, ValidTagsAreOursAndForgedOnesAreNot) {
  READ_WYCHEPROOF_OR_SKIP(file, "hmac_sha256_test.json");
  std::set<std::int64_t> sizes;
  const auto every_group = [&sizes](const JsonValue& group) { return sizes.insert(number_of(group, "tagSize")), true; };
  const int cases = for_each_case(*file, every_group, check_case);
  EXPECT_GE(cases, 150);
  EXPECT_EQ(cases, number_of(*file, "numberOfTests"));
  EXPECT_EQ(sizes, (std::set<std::int64_t>{128, 256})) << "whole and truncated tags";
  RecordProperty("cases", cases);
}

}  // namespace
}  // namespace ratestack::testing
