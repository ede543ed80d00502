#include "native/redis/redis_address.hpp"

#include <gtest/gtest.h>

namespace ratestack::redis {
namespace {

using namespace std::string_literals;

RedisAddress read(std::string_view text) {
  auto address = RedisAddress::parse(text);
  EXPECT_TRUE(address) << text;
  return std::move(address).value();
}

boost::system::error_code refusal(std::string_view text) {
  const auto address = RedisAddress::parse(text);
  EXPECT_FALSE(address) << text;
  return address ? boost::system::error_code() : address.error().code;
}

std::string shown(const SecretBytes& password) { return std::string(as_text(password.expose())); }

TEST(RedisAddress, IsAHostAPortAndADatabase) {
  const RedisAddress address = read("redis://redis.internal:6380/3");
  EXPECT_FALSE(address.is_unix());
  EXPECT_EQ(address.host(), "redis.internal");
  EXPECT_EQ(address.port(), 6380);
  EXPECT_EQ(address.database(), 3U);
  EXPECT_TRUE(address.password().empty());
}

TEST(RedisAddress, HasDefaults) {
  for (const auto* const text : {"redis://127.0.0.1", "redis://127.0.0.1/", "redis://127.0.0.1:6379/0"}) {
    EXPECT_EQ(read(text).describe(), "redis://127.0.0.1:6379/0");
  }
}

TEST(RedisAddress, TakesAnIpv6AddressInBrackets) {
  EXPECT_EQ(read("redis://[::1]:7000").host(), "::1");
  EXPECT_EQ(read("redis://[2001:db8::1]").describe(), "redis://[2001:db8::1]:6379/0");
}

TEST(RedisAddress, IsAnAbsolutePathOfASocket) {
  const RedisAddress address = read("unix:///run/redis/redis.sock?db=2");
  EXPECT_TRUE(address.is_unix());
  EXPECT_EQ(address.path(), "/run/redis/redis.sock");
  EXPECT_EQ(address.database(), 2U);
  EXPECT_EQ(read("unix:///run/a@b:c.sock").path(), "/run/a@b:c.sock");
}

TEST(RedisAddress, TakesCredentialsApartAndDecodesThem) {
  const RedisAddress address = read("redis://limits:p%40ss%2Fw%25@host/1");
  EXPECT_EQ(address.user(), "limits");
  EXPECT_EQ(shown(address.password()), "p@ss/w%");
  EXPECT_EQ(shown(read("redis://:a@b:c@host").password()), "a@b:c");
  EXPECT_EQ(shown(read("unix://:secret@/run/redis.sock").password()), "secret");
}

TEST(RedisAddress, NeverShowsThePassword) {
  EXPECT_EQ(read("redis://u:secret@host").describe(), "redis://host:6379/0");
  EXPECT_EQ(read("unix://:secret@/run/redis.sock").describe(), "unix:///run/redis.sock?db=0");
  const auto refused = RedisAddress::parse("redis://u:secret@host:port");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message().find("secret"), std::string::npos);
}

TEST(RedisAddress, RefusesTlsByName) {
  EXPECT_EQ(refusal("rediss://host"), make_error_code(RedisError::tls_not_offered));
}

TEST(RedisAddress, RefusesWhatIsNone) {
  for (const auto* const text : {"",
                                 "redis:",
                                 "redis://",
                                 "redis:///1",
                                 "http://host",
                                 "host:6379",
                                 "redis://host:0",
                                 "redis://host:65536",
                                 "redis://host:",
                                 "redis://host:1x",
                                 "redis://host/x",
                                 "redis://host/-1",
                                 "redis://host/1/2",
                                 "redis://host?db=1",
                                 "redis://ho st",
                                 "redis://user@host",
                                 "redis://user:@host",
                                 "redis://:%4@host",
                                 "redis://:%zz@host",
                                 "redis://[::1",
                                 "redis://[]",
                                 "redis://[::1]x",
                                 "redis://[::1%25eth0]",
                                 "unix://run/redis.sock",
                                 "unix:///",
                                 "unix:///run/s?db=",
                                 "unix:///run/s?db=x",
                                 "unix:///run/s?x=1"}) {
    EXPECT_EQ(refusal(text), make_error_code(RedisError::malformed_address)) << text;
  }
  EXPECT_EQ(refusal("unix:///a\0b"s), make_error_code(RedisError::malformed_address));
  EXPECT_EQ(refusal("redis://ho\0st"s), make_error_code(RedisError::malformed_address));
  EXPECT_EQ(refusal("unix:///" + std::string(107, 'a')), make_error_code(RedisError::malformed_address));
  EXPECT_EQ(refusal("redis://" + std::string(254, 'a')), make_error_code(RedisError::malformed_address));
  EXPECT_EQ(refusal("redis://:" + std::string(1024, 'a') + "@h"), make_error_code(RedisError::malformed_address));
}

}  // namespace
}  // namespace ratestack::redis
