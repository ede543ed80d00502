#include "native/app/setting_values.hpp"

#include <gmock/gmock.h>

namespace ratestack::app {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

template <typename T>
std::string problem(const Parsed<T>& parsed) {
  const auto* found = std::get_if<Problem>(&parsed);
  return found == nullptr ? std::string{} : found->text;
}

TEST(ListenSetting, TakesLoopbackAddressesOfBothFamilies) {
  const auto v4 = parse_listen("127.0.0.1:8080");
  ASSERT_THAT(problem(v4), IsEmpty());
  EXPECT_EQ(std::get<ListenAddress>(v4).host, "127.0.0.1");
  EXPECT_EQ(std::get<ListenAddress>(v4).port, 8080);
  EXPECT_EQ(std::get<ListenAddress>(parse_listen("[::1]:1")).host, "::1");
  EXPECT_EQ(std::get<ListenAddress>(parse_listen("localhost:65535")).host, "127.0.0.1");
  EXPECT_EQ(std::get<ListenAddress>(parse_listen("127.9.9.9:80")).host, "127.9.9.9");
}

TEST(ListenSetting, RefusesEverythingThatTheNetworkCouldReach) {
  for (const char* address : {"0.0.0.0:80", "192.168.0.1:80", "[::]:80", "example.com:80", ":80", "[2001:db8::1]:80"}) {
    EXPECT_THAT(problem(parse_listen(address)), HasSubstr("loopback")) << address;
  }
}

TEST(ListenSetting, RefusesPortsThatAreNone) {
  for (const char* address : {"127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:80x", "8080"}) {
    EXPECT_THAT(problem(parse_listen(address)), HasSubstr("address:port")) << address;
  }
}

TEST(DatabaseUrl, ReadsAbsoluteRelativeAndEscapedPaths) {
  EXPECT_EQ(describe(std::get<Database>(parse_database_url("sqlite:///var/lib/r.db"))), "/var/lib/r.db");
  EXPECT_EQ(describe(std::get<Database>(parse_database_url("sqlite:data/r.db"))), "data/r.db");
  EXPECT_EQ(describe(std::get<Database>(parse_database_url("sqlite:///a%20b%3f.db"))), "/a b?.db");
}

TEST(DatabaseUrl, ReadsPostgresqlAndNeverShowsItsPassword) {
  EXPECT_EQ(describe(std::get<Database>(parse_database_url("postgresql://me:secret@db:5433/ratestack"))),
            "postgresql://me@db:5433/ratestack");
  EXPECT_EQ(describe(std::get<Database>(parse_database_url("postgres://db/ratestack"))), "postgresql://db/ratestack");
  EXPECT_THAT(problem(parse_database_url("postgresql://me:secret@db/ratestack?sslmod=x")), Not(HasSubstr("secret")));
}

TEST(DatabaseUrl, RefusesWhatNamesNoFile) {
  EXPECT_THAT(problem(parse_database_url("sqlite://")), HasSubstr("names no file"));
  EXPECT_THAT(problem(parse_database_url("sqlite:///")), HasSubstr("names no file"));
  EXPECT_THAT(problem(parse_database_url("sqlite::memory:")), HasSubstr("in memory"));
  EXPECT_THAT(problem(parse_database_url("sqlite:///a?mode=ro")), HasSubstr("parameter"));
  EXPECT_THAT(problem(parse_database_url("sqlite:///a%zz")), HasSubstr("percent"));
  EXPECT_THAT(problem(parse_database_url("sqlite:///a%00b")), HasSubstr("percent"));
  EXPECT_THAT(problem(parse_database_url("/var/lib/r.db")), HasSubstr("sqlite:///"));
}

TEST(OriginSetting, IsSchemeAndHostAlone) {
  EXPECT_EQ(std::get<std::string>(parse_origin("https://app.example.com")), "https://app.example.com");
  EXPECT_EQ(std::get<std::string>(parse_origin("http://127.0.0.1:8787")), "http://127.0.0.1:8787");
  for (const char* origin : {"https://a/", "https://A.com", "ftp://a", "https://", "https://u@a", "a.example"}) {
    EXPECT_FALSE(problem(parse_origin(origin)).empty()) << origin;
  }
}

TEST(InternalToken, IsWeakWhenShortRepetitiveOrAPlaceholder) {
  EXPECT_THAT(token_weakness("abc"), HasSubstr("shorter than 32"));
  EXPECT_THAT(token_weakness(std::string(40, 'a')), HasSubstr("too few different"));
  EXPECT_THAT(token_weakness("please-ChangeMe-0123456789-abcdefghijkl"), HasSubstr("placeholder"));
  EXPECT_THAT(token_weakness("0123456789 abcdefghijklmnopqrstuv"), HasSubstr("HTTP header"));
  EXPECT_THAT(token_weakness("q8Jx2mVt7Lr0ZbK4wYc9NfHs3DpEg6Ua"), IsEmpty());
}

}  // namespace
}  // namespace ratestack::app
