#include "native/service/accounts.hpp"

#include <gtest/gtest.h>

#include "native/service/audit_service.hpp"
#include "native/service/authenticator.hpp"
#include "native/service/identity/password_hash.hpp"
#include "native/service/lockout/local_lockout.hpp"
#include "native/service/system.hpp"
#include "tests/support/writer_fixture.hpp"

namespace ratestack::service {
namespace {

using testing::RawSqlite;
using testing::SetClock;
using testing::SqliteFile;

class AccountsTest : public ::testing::Test {
 protected:
  static NewOrg platform() { return {OrgType::platform, "RateStack", "Admin@Example.com", "dev"}; }
  Result<CreatedOrg> create(const NewOrg& org) { return accounts_.create_org(org, "operator"); }

  SqliteFile file_;
  SetClock clock_;
  SystemEntropy entropy_;
  AuditWriter writer_{file_.store(), clock_};
  Accounts accounts_{writer_, file_.store(), clock_, entropy_};
};

TEST_F(AccountsTest, TheNewKeyOpensTheNewOrganisation) {
  const CreatedOrg created = create(platform()).value();
  LocalLockout lockout(clock_, {});
  const LimitKeys limit_keys(SecretBytes::generate(32, [](MutableByteSpan) {}));
  Authenticator authenticator(file_.store(), clock_, {lockout, limit_keys, writer_});
  const auto principal = authenticator.authenticate(created.api_key);
  ASSERT_TRUE(principal);
  EXPECT_EQ(principal.value().org_id, created.org_id);
  EXPECT_EQ(principal.value().capabilities, CapabilitySet::all());
  EXPECT_TRUE(principal.value().sees_whole_log());
}

TEST_F(AccountsTest, ThePasswordIsStoredAsBcryptAlone) {
  const CreatedOrg created = create(platform()).value();
  RawSqlite raw(file_.path());
  EXPECT_TRUE(verify_password(created.password, raw.query("SELECT password_hash FROM users")));
  EXPECT_EQ(raw.query("SELECT email FROM users"), "admin@example.com");
}

TEST_F(AccountsTest, WritesItsRowsIntoTheNewOrganisationsChain) {
  const CreatedOrg created = create(platform()).value();
  const auto rows = file_.store().list_rows({.org_id = created.org_id.text()}, 10).value();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_NE(rows[2].text.find("\"ORG_CREATED\""), std::string::npos);
  EXPECT_NE(rows[1].text.find("\"USER_CREATED\""), std::string::npos);
  EXPECT_NE(rows[0].text.find("\"API_KEY_CREATED\""), std::string::npos);
  EXPECT_NE(rows[0].text.find(R"("id":"operator")"), std::string::npos);
  EXPECT_TRUE(verify_log(file_.store(), {}).value().ok());
}

TEST_F(AccountsTest, NoRowHoldsThePasswordTheKeyOrTheAddress) {
  const CreatedOrg created = create(platform()).value();
  for (const AuditRowRecord& row : file_.store().list_rows({}, 10).value()) {
    EXPECT_EQ(row.text.find(created.password), std::string::npos);
    EXPECT_EQ(row.text.find(created.api_key.substr(created.api_key.size() - 43)), std::string::npos);
    EXPECT_EQ(row.text.find("xample.com"), std::string::npos);
  }
}

TEST_F(AccountsTest, ASecondPlatformOrganisationIsAConflictAndLeavesNothing) {
  ASSERT_TRUE(create(platform()));
  const auto again = create({OrgType::platform, "Another", "other@example.com", "dev"});
  EXPECT_EQ(again.error().code, make_error_code(StoreError::conflict));
  EXPECT_EQ(file_.store().log_head().value().last_id, 3U);
  EXPECT_EQ(RawSqlite(file_.path()).query("SELECT count(*) FROM users"), "1");
}

TEST_F(AccountsTest, ATakenAddressIsAConflictInAnySpelling) {
  ASSERT_TRUE(create(platform()));
  const auto again = create({OrgType::investor, "Investor", "ADMIN@example.com", "dev"});
  EXPECT_EQ(again.error().code, make_error_code(StoreError::conflict));
  EXPECT_EQ(RawSqlite(file_.path()).query("SELECT count(*) FROM orgs"), "1");
}

}  // namespace
}  // namespace ratestack::service
