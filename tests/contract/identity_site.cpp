#include "tests/contract/identity_site.hpp"

namespace ratestack::contract {

Timestamp at(std::int64_t seconds) { return Timestamp::from_micros(1'795'435'200'123'456 + seconds * 1'000'000); }

UserId test_user(int number) { return numbered<UserId>("usr_", number); }
KeyId test_key_id(int number) { return numbered<KeyId>("key_", number); }
SessionId test_session_id(int number) { return numbered<SessionId>("ses_", number); }

Digest test_hash(std::uint8_t tag) {
  Digest hash;
  hash.bytes.back() = tag;
  return hash;
}

service::SessionRecord test_session(int number) {
  return {test_session_id(number),
          test_org(1),
          test_user(1),
          test_hash(static_cast<std::uint8_t>(number)),
          AuthMethods().with(AuthMethod::password),
          at(0),
          at(0),
          at(0),
          at(1000),
          {},
          "192.0.2.7",
          "Browser \xC3\xA9"};
}

Result<void> insert_people(service::WriteTransaction& transaction) {
  for (int n = 0; n < 3; ++n) {
    const auto type = n == 0 ? OrgType::platform : OrgType::originator;
    if (auto done = transaction.insert_org({test_org(n), type, "Lender " + std::to_string(n), at(0)}); !done)
      return done;
  }
  for (int n = 1; n < 3; ++n) {
    const std::string email = std::to_string(n) + "@example.com";
    if (auto done = transaction.insert_user({test_user(n), test_org(n), email, "first", at(0)}); !done) return done;
  }
  return {};
}

IdentityContract::IdentityContract() { EXPECT_TRUE(store_->transact(insert_people)); }

}  // namespace ratestack::contract
