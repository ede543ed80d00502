// Database URLs: what is shown of them, and which of them leave the machine unprotected.
#include "native/storage/postgres/target.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/postgres_database.hpp"

namespace ratestack::postgres {
namespace {

using service::StoreError;
using ::testing::HasSubstr;
using ::testing::Not;

Target target(const std::string& url) { return Target::parse(url).value(); }

TEST(PostgresTarget, ShowsWhereAndNeverThePassword) {
  EXPECT_EQ(target("postgresql://me:hunter2@db.example:5433/rates").describe(),
            "postgresql://me@db.example:5433/rates");
  EXPECT_EQ(target("postgres://me@/rates?host=/run/pg&password=hunter2").describe(), "postgresql://me@/run/pg/rates");
  EXPECT_TRUE(target("postgresql://me:hunter2@db/rates").has_password());
  EXPECT_FALSE(target("postgresql://me@db/rates").has_password());
}

TEST(PostgresTarget, RefusesWhatIsNoUrlWithoutRepeatingIt) {
  for (const char* url : {"host=db password=hunter2", "postgresql://me:hunter2@db/rates?sslmod=require",
                          "postgresql://me:hunter2@db/rates?sslmode", "mysql://me:hunter2@db/rates"}) {
    const auto parsed = Target::parse(url);
    ASSERT_FALSE(parsed) << url;
    EXPECT_EQ(parsed.error().code, make_error_code(StoreError::unsupported));
    EXPECT_THAT(parsed.error().message(), Not(HasSubstr("hunter2")));
  }
}

TEST(PostgresTarget, OverANetworkTheCertificateIsChecked) {
  EXPECT_TRUE(target("postgresql://db.example/rates").is_private());
  EXPECT_FALSE(target("postgresql://db.example/rates?sslmode=require").is_private());
  EXPECT_FALSE(target("postgresql://127.0.0.1,db.example/rates?sslmode=prefer").is_private());
  EXPECT_TRUE(target("postgresql:///rates?host=/run/postgresql").is_private());
  EXPECT_TRUE(target("postgresql://localhost/rates").is_private());
}

/// Over TCP to the test server, whose certificate names localhost and is its own authority.
Result<void> connect(const std::string& host, const std::string& more) {
  const std::string port = [] {
    const std::string url = testing::postgres_url("postgres", "postgres");
    return url.substr(url.find("port=") + 5);
  }();
  auto connection = Connection::open(target("postgresql://postgres@" + host + ":" + port + "/postgres?" + more), {},
                                     Deadline::in(std::chrono::seconds(5)));
  if (!connection) return connection.error();
  return {};
}

TEST(PostgresTls, AVouchedCertificateOfTheHostIsAccepted) {
  const auto connected =
      connect("localhost", "sslmode=verify-full&sslrootcert=" + testing::postgres_directory() + "/server.crt");
  EXPECT_TRUE(connected) << connected.error().message();
}

TEST(PostgresTls, ACertificateOfAnotherHostIsRefused) {
  const auto refused =
      connect("127.0.0.1", "sslmode=verify-full&sslrootcert=" + testing::postgres_directory() + "/server.crt");
  EXPECT_EQ(refused.error().code, make_error_code(StoreError::access_denied));
  EXPECT_THAT(refused.error().context, HasSubstr("certificate"));
}

TEST(PostgresTls, ACertificateThatNobodyVouchesForIsRefused) {
  const auto refused = connect("localhost", "sslmode=verify-full&sslrootcert=/etc/ssl/certs/ca-certificates.crt");
  EXPECT_EQ(refused.error().code, make_error_code(StoreError::access_denied));
  EXPECT_THAT(refused.error().context, HasSubstr("certificate"));
}

TEST(PostgresTls, WithoutTlsTheServerLetsNobodyInOverTcp) {
  EXPECT_EQ(connect("127.0.0.1", "sslmode=disable").error().code, make_error_code(StoreError::access_denied));
}

}  // namespace
}  // namespace ratestack::postgres
