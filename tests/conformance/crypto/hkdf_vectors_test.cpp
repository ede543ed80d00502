// hkdf_sha256_test.json.
#include <gtest/gtest.h>

#include "ratestack/crypto/hkdf.hpp"
#include "wycheproof.hpp"

namespace ratestack::testing {
namespace {

using Bytes = std::vector<std::uint8_t>;

void check_case(const JsonValue& test) {
  const Bytes untouched(static_cast<std::size_t>(number_of(test, "size")), 0xEE);
  Bytes out = untouched;
  hkdf_sha256(bytes_of(test, "ikm"), bytes_of(test, "salt"), bytes_of(test, "info"), out);
  // What the file holds for invalid are lengths that HKDF cannot give.
  EXPECT_EQ(out, is_valid(test) ? bytes_of(test, "okm") : untouched) << test.at("tcId");
}

TEST(HkdfVectors, DeriveWhatTheFileSaysOrNothing) {
  READ_WYCHEPROOF_OR_SKIP(file, "hkdf_sha256_test.json");
  const auto every_group = [](const JsonValue&) { return true; };
  const int cases =
      for_each_case(*file, every_group, [](const JsonValue&, const JsonValue& test) { check_case(test); });
  EXPECT_GE(cases, 80);
  EXPECT_EQ(cases, number_of(*file, "numberOfTests"));
  RecordProperty("cases", cases);
}

}  // namespace
}  // namespace ratestack::testing
