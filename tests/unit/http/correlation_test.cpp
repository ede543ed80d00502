#include "native/http/correlation.hpp"

#include <gtest/gtest.h>

namespace ratestack::http {
namespace {

const Timestamp kNow = Timestamp::from_micros(1'795'435'200'000'000);

TEST(CorrelationIds, AdoptTheClients) {
  CorrelationIds ids({});
  for (const char* id :
       {"a", "checkout-7f3c.retry_2", "4bf92f3577b34da6a3ce929d0e0e4736", "123e4567-e89b-12d3-a456-426614174000"}) {
    EXPECT_EQ(ids.accept_or_make(id, kNow), id);
  }
}

TEST(CorrelationIds, ReplaceWhatIsNone) {
  CorrelationIds ids({});
  EXPECT_NE(ids.accept_or_make("two words", kNow), "two words");
  EXPECT_NE(ids.accept_or_make(std::string(kMaxCorrelationId + 1, 'a'), kNow).size(), kMaxCorrelationId + 1);
}

// The log line and the audit row are redacted, and must still name the same request.
TEST(CorrelationIds, ReplaceWhatHoldsSomethingPersonal) {
  CorrelationIds ids({});
  for (const char* id : {"123-45-6789", "415-555-2671", "card-4111-1111-1111-1111", "4111111111111111"}) {
    EXPECT_TRUE(is_correlation_id(id));
    EXPECT_EQ(ids.accept_or_make(id, kNow).find(id), std::string::npos) << id;
  }
}

TEST(CorrelationIds, OfOurOwnPassTheRedactor) {
  CorrelationIds ids({0x12, 0x34, 0x56, 0x78, 0x90});
  const PiiRedactor redactor;
  for (int i = 0; i < 10'000; ++i) {
    std::string line = R"({"correlation_id":")" + ids.accept_or_make({}, kNow) + "\"}";
    ASSERT_EQ(redactor.redact_json(line).value().total(), 0U) << line;
  }
}

}  // namespace
}  // namespace ratestack::http
