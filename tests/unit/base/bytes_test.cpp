#include "ratestack/base/bytes.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ratestack {
namespace {

TEST(Bytes, ViewsTheSameMemoryAsTextAndAsBytes) {
  const std::string text("a\0\xFF", 3);
  const ByteSpan bytes = as_bytes(text);
  ASSERT_EQ(bytes.size(), 3U);
  EXPECT_EQ(static_cast<const void*>(bytes.data()), static_cast<const void*>(text.data()));
  EXPECT_EQ(bytes[1], 0U);
  EXPECT_EQ(bytes[2], 0xFFU);
  EXPECT_EQ(as_text(bytes), text);
}

TEST(Bytes, AnEmptyTextIsAnEmptySpan) {
  EXPECT_TRUE(as_bytes("").empty());
  EXPECT_EQ(as_text({}), "");
}

}  // namespace
}  // namespace ratestack
