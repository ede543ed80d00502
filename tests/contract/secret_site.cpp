#include "tests/contract/secret_site.hpp"

#include "native/service/secrets/sealed_values.hpp"
#include "tests/contract/lending_site.hpp"

namespace ratestack::contract {
namespace {

service::Org org_record(const OrgId& id, OrgType type) { return {id, type, "an organisation", Timestamp()}; }

// Organisation 0 is the platform.
void make_orgs(service::Store& store) {
  const auto made = store.transact([](service::WriteTransaction& transaction) -> Result<void> {
    for (int n = 0; n < 4; ++n) {
      const auto type = n == 0 ? OrgType::platform : OrgType::originator;
      if (auto done = transaction.insert_org(org_record(test_org(n), type)); !done) return done;
    }
    return {};
  });
  ASSERT_TRUE(made) << made.error().message();
}

/// One name, sealed for one place after another.
class Sealing {
 public:
  Sealing(service::WriteTransaction& transaction, const SecretEncryptor& encryptor)
      : encryptor_(encryptor), kid_(service::write_key(transaction.secrets(), encryptor.ring()).value()) {}

  std::string operator()(const service::SecretColumn& column, std::string_view owner, std::string_view id) const {
    const auto place = service::place_of(column, owner, id).value();
    return encryptor_.seal(place, as_bytes(column.table), kid_).value();
  }

 private:
  const SecretEncryptor& encryptor_;
  Kid kid_;
};

Result<void> put_identity(service::IdentityWriter& identity, const Sealing& sealed) {
  const OrgId org = test_org(1);
  const auto session = test_session(1);
  const auto factor = numbered<FactorId>("mfa_", 1);
  const auto key = numbered<ServerKeyId>("srv_", 1);
  if (auto put = identity.insert_session(session, std::nullopt); !put) return put;
  const std::string token = sealed(service::kUpstreamTokens, org.view(), session.id.view());
  if (auto put = identity.put_upstream_token(session.id, org, token); !put) return put;
  const std::string secret = sealed(service::kTotpSecrets, org.view(), factor.view());
  if (auto put = identity.put_totp({factor, org, test_user(1), secret, at(0)}); !put) return put;
  const std::string value = sealed(service::kServerKeyValues, service::kServerKeyOwner, key.view());
  return identity.insert_server_key({key, "test", value, "", at(0), at(0)});
}

Result<void> put_lending(service::LendingWriter& lending, const Sealing& sealed) {
  const OrgId org = test_org(1);
  LoanRecord loan = test_loan(1);
  loan.borrower = sealed(service::kLoanBorrowers, org.view(), loan.id.view());
  if (auto put = lending.insert_loan(loan); !put) return put;
  auto parts = test_parts(1, 1);
  parts[0].envelope = sealed(service::kDocumentParts, org.view(), parts[0].id);
  if (auto put = lending.insert_document(test_document(1), parts); !put) return put;
  auto webhook = test_webhook(1);
  webhook.secret = sealed(service::kWebhookSecrets, org.view(), webhook.id.view());
  return lending.insert_webhook(webhook);
}

}  // namespace

Replica::Replica(std::unique_ptr<service::Store> opened, KeyRing ring, const service::Clock& now)
    : clock(now),
      store(std::move(opened)),
      writer(*store, clock),
      encryptor(std::move(ring), entropy),
      vault(*store, writer, entropy, encryptor),
      rekeyer(*store, writer, clock, entropy, encryptor) {}

service::Asker Replica::asker() const {
  return {{ActorType::system, "tester", std::nullopt, test_org(0)}, test_org(0), "test", clock.now()};
}

Result<SecretRecord> Replica::put(const SecretName& name, std::string_view value) {
  std::promise<Result<SecretRecord>> promise;
  vault.put(name, SecretBytes::copy_of(as_bytes(value)), asker(),
            [&promise](Result<SecretRecord> stored) { promise.set_value(std::move(stored)); });
  return promise.get_future().get();
}

Result<SecretRecord> Replica::remove(const SecretName& name) {
  std::promise<Result<SecretRecord>> promise;
  vault.remove(name, asker(), [&promise](Result<SecretRecord> gone) { promise.set_value(std::move(gone)); });
  return promise.get_future().get();
}

std::string Replica::open(const SecretName& name) {
  const auto opened = vault.open(name, service::SecretPurpose::configuration, asker());
  return opened ? std::string(as_text(opened.value().expose())) : opened.error().code.message();
}

Result<std::optional<service::RekeyJob>> Replica::rekey() {
  auto begun = rekeyer.begin(asker());
  if (!begun || !begun.value()) return begun;
  auto done = rekeyer.work();
  if (!done) return done.error();
  return std::optional<service::RekeyJob>(std::move(done.value()));
}

SecretName secret_name(int number, int org) {
  return {test_org(org), SecretKind::config, "name-" + std::to_string(number)};
}

SecretContract::SecretContract() { make_orgs(*store_); }

std::unique_ptr<Replica> SecretContract::unchecked(char current, std::optional<char> previous) {
  return std::make_unique<Replica>(database_->open(), testing::test_ring(current, previous), clock_);
}

std::unique_ptr<Replica> SecretContract::replica(char current, std::optional<char> previous) {
  auto server = unchecked(current, previous);
  const auto fits = server->check_keys();
  EXPECT_TRUE(fits) << fits.error().message();
  return server;
}

void SecretContract::put_many(Replica& server, int count) {
  std::vector<std::future<Result<SecretRecord>>> under_way;
  for (int n = 0; n < count; ++n) {
    auto promise = std::make_shared<std::promise<Result<SecretRecord>>>();
    under_way.push_back(promise->get_future());
    const std::string value = "value " + std::to_string(n);
    server.vault.put(secret_name(n), SecretBytes::copy_of(as_bytes(value)), server.asker(),
                     [promise](Result<SecretRecord> stored) { promise->set_value(std::move(stored)); });
  }
  for (auto& stored : under_way) {
    const auto done = stored.get();
    ASSERT_TRUE(done) << done.error().message();
  }
}

void SecretContract::put_sealed(Replica& server) {
  const auto done = server.store->transact([&](service::WriteTransaction& transaction) -> Result<void> {
    const Sealing sealed(transaction, server.encryptor);
    if (auto put = transaction.insert_user({test_user(1), test_org(1), "1@example.com", "*", at(0)}); !put) return put;
    if (auto put = put_identity(transaction.identity(), sealed); !put) return put;
    return put_lending(transaction.lending(), sealed);
  });
  ASSERT_TRUE(done) << done.error().message();
}

std::uint64_t SecretContract::opening(Replica& server, const service::SecretColumn& column) {
  std::uint64_t open = 0;
  for (const auto& row : server.store->secrets().sealed_rows(column, {.limit = 100}).value()) {
    const auto place = service::place_of(column, row.org_id, row.id).value();
    const auto opened = server.encryptor.open(place, row.envelope);
    if (opened && as_text(opened.value().expose()) == column.table) ++open;
  }
  return open;
}

void SecretContract::expect_all_open(Replica& server, int count) {
  for (int n = 0; n < count; ++n) {
    const auto record = server.vault.describe(secret_name(n));
    ASSERT_TRUE(record) << n;
    const auto place =
        SecretPlace::of(record.value().name.org_id.view(), "secrets", "value", record.value().id.view()).value();
    const auto opened = server.encryptor.open(place, record.value().envelope);
    ASSERT_TRUE(opened) << n << ": " << opened.error().message();
    ASSERT_EQ(as_text(opened.value().expose()), "value " + std::to_string(n));
  }
}

void SecretContract::overwrite(int number, const std::string& envelope) {
  database_->execute("UPDATE secrets SET value = '" + envelope + "' WHERE name = '" + secret_name(number).name +
                     "' AND org_id = '" + test_org(1).text() + "'");
}

std::string SecretContract::envelope_of(int number) {
  return store_->secrets().find(secret_name(number)).value().value().envelope;
}

std::uint64_t SecretContract::rows_of(std::string_view action) {
  service::RowFilter filter;
  filter.action = std::string(action);
  return store_->list_rows(filter, 500).value().size();
}

}  // namespace ratestack::contract
