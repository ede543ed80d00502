#include "ratestack/identity/return_path.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ratestack {
namespace {

TEST(ReturnPath, APlaceOnThisSiteIsLocal) {
  for (const char* text : {"/", "/loans", "/loans/loan_1?tab=locks#top", "/a/b/../c", "/?next=https://evil.example//",
                           "/%2F%2Fevil.example", "/a:b@c", "/#//evil.example"}) {
    EXPECT_TRUE(is_local_return_path(text)) << text;
  }
}

class OpenRedirect : public ::testing::TestWithParam<const char*> {};

TEST_P(OpenRedirect, IsNotLocal) { EXPECT_FALSE(is_local_return_path(GetParam())); }

INSTANTIATE_TEST_SUITE_P(
    Attacks, OpenRedirect,
    ::testing::Values("", "evil.example", "https://evil.example/", "https:evil.example", "javascript:alert(1)",
                      "data:text/html,x", "//evil.example", "///evil.example", "////evil.example", "/\\evil.example",
                      "\\\\evil.example", "\\/evil.example", "/\\/evil.example", "/\t/evil.example", "/\n/evil.example",
                      "/\r\n/evil.example", "\t//evil.example", " //evil.example", " /loans",
                      "/loans\r\nSet-Cookie: a=b", "/.//evil.example", "/..//evil.example", "/%2e//evil.example",
                      "/a/..//evil.example", "/a\\..\\\\evil.example", "/a?b\\c", "/a b", "/caf\xC3\xA9",
                      "/\xEF\xBC\x8F"
                      "evil.example",
                      "/\x7F", "?next=/", "#a", "./a", "../a", "@evil.example", ":80/a"));

TEST(ReturnPath, HoldsNoNul) { EXPECT_FALSE(is_local_return_path(std::string_view("/a\0b", 4))); }

TEST(ReturnPath, IsBounded) {
  EXPECT_TRUE(is_local_return_path("/" + std::string(kMaxReturnPathBytes - 1, 'a')));
  EXPECT_FALSE(is_local_return_path("/" + std::string(kMaxReturnPathBytes, 'a')));
}

}  // namespace
}  // namespace ratestack
