#include <gtest/gtest.h>

#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack {
namespace {

TEST(JsonReader, SortingExampleOfRfc8785) {
  const auto out = CanonicalJson::from_text(
      "{\"\\u20ac\": \"Euro Sign\",\"\\r\": \"Carriage Return\",\"\\ufb33\": \"Hebrew Letter Dalet With Dagesh\","
      "\"1\": \"One\",\"\\ud83d\\ude00\": \"Emoji: Grinning Face\",\"\\u0080\": \"Control\","
      "\"\\u00f6\": \"Latin Small Letter O With Diaeresis\"}");
  ASSERT_TRUE(out) << out.error().message();
  EXPECT_EQ(out.value().view(),
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\",\"\xC3\xB6\":\"Latin Small Letter O "
            "With Diaeresis\",\"\xE2\x82\xAC\":\"Euro Sign\",\"\xF0\x9F\x98\x80\":\"Emoji: Grinning "
            "Face\",\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet With Dagesh\"}");
  EXPECT_TRUE(is_canonical_json(out.value().view(), 1));
}

}  // namespace
}  // namespace ratestack
