// What logs are full of and nobody's data. tests/conformance/redaction has a generator of more.
#include <gtest/gtest.h>

#include "redacted.hpp"

namespace ratestack {
namespace {

TEST(LeftAlone, NumbersOfMachines) {
  for (const std::string text : {"1731666645",
                                 "1731666645123",
                                 "1731666645123456",
                                 "1731666645123456789",
                                 "2000000000",
                                 "epoch 1731666645.123456",
                                 "2024-11-15T10:30:45.123456Z",
                                 "2024-11-15 10:30:45,123",
                                 "20241115103045",
                                 "15/Nov/2024:10:30:45 +0000",
                                 "550e8400-e29b-41d4-a716-446655440000",
                                 "00643144-4383-4210-8050-618307125001",
                                 "12345678-1234-1234-1234-123456789012",
                                 "00-4bf92f3577b34da6a3ce929d0e0e4736-4111111111111111-01",
                                 "4bf92f3577b34da6a3ce929d0e0e4736",
                                 "192.168.100.123:8080",
                                 "10.0.0.1",
                                 "2001:db8::4111:1111:1111:1111",
                                 "v1.2.3",
                                 "120.0.6099.129",
                                 "1.12.345-67",
                                 "$350000.00",
                                 "-1234567.89",
                                 "637102257.81",
                                 "12,345,678.90",
                                 "849.5808015284",
                                 "90210-1234",
                                 "org_01JD3ZYF3Q8W3V5K1N7R2T4X6Z",
                                 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                 "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                                 "0000000000000000",
                                 "99.95% 3.14159265358979",
                                 "0x4111111111111111"}) {
    EXPECT_EQ(test::redacted(text), text);
    EXPECT_EQ(test::redacted("a=" + text + " b"), "a=" + text + " b");
    EXPECT_EQ(test::redacted(R"({"k":")" + text + R"("})"), R"({"k":")" + text + R"("})");
  }
}

TEST(LeftAlone, LabelsOfBefore) {
  for (const std::string text :
       {"[REDACTED:EMAIL]", "[REDACTED:PAN:1111]", "[EMAIL:0123456789abcdef]",
        "ssn [REDACTED:SSN] phone [REDACTED:PHONE]", "[REDACTED:EMAIL]@example.com", "bob@[REDACTED:PAN]"}) {
    EXPECT_EQ(test::redacted(text), text);
  }
}

}  // namespace
}  // namespace ratestack
