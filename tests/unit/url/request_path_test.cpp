#include "ratestack/url/request_path.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ratestack {
namespace {

TEST(RequestPath, OfUnreservedCharactersIsCanonical) {
  for (const char* path : {"/api/healthz", "/api/v1/openapi.json", "/v1/orgs/org_01J/members", "/a-b_c~d.e", "/A/0",
                           "/...", "/.well-known", "/a..b", "/a."}) {
    EXPECT_TRUE(is_canonical_request_path(path)) << path;
  }
}

class SecondReading : public ::testing::TestWithParam<const char*> {};

TEST_P(SecondReading, IsNotCanonical) { EXPECT_FALSE(is_canonical_request_path(GetParam())) << GetParam(); }

INSTANTIATE_TEST_SUITE_P(Attacks, SecondReading,
                         ::testing::Values("", "/", "api", "*", "/api/", "//", "//api", "/api//v1", "/.", "/..",
                                           "/api/.", "/api/./v1", "/api/../healthz", "/api/v1/..", "/%2e%2e/healthz",
                                           "/api/%2E", "/api/v1%2fcapabilities", "/api/v1%5Ccapabilities", "/%",
                                           "/api\\v1", "\\api", "/api/v1\n", "/api/\tv1", "/a\r\nb", " /api",
                                           "/api/caps;x=1", "/api?x=1", "/api#top", "/a b", "/a:b", "/a@b", "/a+b",
                                           "/caf\xC3\xA9", "/\xEF\xBC\x8F", "/\xFF", "/\x7F", "http://portal/api"));

TEST(RequestPath, HoldsNoNul) { EXPECT_FALSE(is_canonical_request_path(std::string_view("/a\0b", 4))); }

// Each byte by itself, against the list of RFC 3986 section 2.3.
TEST(RequestPath, TakesUnreservedBytesAlone) {
  const std::string unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const std::string path = std::string("/a") + c + "a";
    const bool two_segments = c == '/';
    EXPECT_EQ(is_canonical_request_path(path), two_segments || unreserved.find(c) != std::string::npos) << byte;
  }
}

TEST(RequestPath, MayBeOfAnyLength) {
  EXPECT_TRUE(is_canonical_request_path("/" + std::string(100'000, 'a')));
  EXPECT_FALSE(is_canonical_request_path("/" + std::string(100'000, 'a') + "/.."));
}

}  // namespace
}  // namespace ratestack
